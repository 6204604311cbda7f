import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openArchive } from "../../src/store/archive.ts";
import { ArchiveError } from "../../src/store/store-error.ts";
import { temporaryFolder } from "./temporary.ts";

const BYTES = Buffer.from("<html>政府信息公开工作年度报告</html>");
const SHA256 = createHash("sha256").update(BYTES).digest("hex");

function pathIn(folder: string): string {
  return join(folder, SHA256.slice(0, 2), SHA256.slice(2, 4), SHA256);
}

test("a document is kept once, as received, under its hash", async () => {
  const folder = join(temporaryFolder(), "archive");
  const archive = openArchive(folder);
  expect(await archive.has(SHA256)).toBe(false);
  expect(await archive.put(BYTES)).toEqual({ sha256: SHA256, isNew: true });
  expect(await archive.put(BYTES)).toEqual({ sha256: SHA256, isNew: false });
  expect(readFileSync(pathIn(folder)).equals(BYTES)).toBe(true);
  expect(Buffer.from(await archive.get(SHA256)).equals(BYTES)).toBe(true);
  expect(await archive.has(SHA256)).toBe(true);
});

test("many puts of one document at once leave one whole file", async () => {
  const folder = temporaryFolder();
  const archive = openArchive(folder);
  await Promise.all(Array.from({ length: 20 }, () => archive.put(BYTES)));
  expect(readdirSync(join(pathIn(folder), ".."))).toEqual([SHA256]);
  expect(readdirSync(join(folder, ".unfinished"))).toEqual([]);
});

test("an empty document is a document", async () => {
  const archive = openArchive(temporaryFolder());
  const { sha256 } = await archive.put(new Uint8Array());
  expect((await archive.get(sha256)).byteLength).toBe(0);
});

test("a damaged or missing document is never handed out", async () => {
  const folder = temporaryFolder();
  const archive = openArchive(folder);
  await expect(archive.get(SHA256)).rejects.toThrow(ArchiveError);
  await archive.put(BYTES);
  writeFileSync(pathIn(folder), Buffer.from(BYTES).fill(0, 0, 1));
  await expect(archive.get(SHA256)).rejects.toThrow("is damaged");
  await expect(archive.get("../../etc/passwd")).rejects.toThrow("not a SHA-256");
});

test("a file cut short by a failing disk is mended by the next fetch", async () => {
  const folder = temporaryFolder();
  const archive = openArchive(folder);
  await archive.put(BYTES);
  writeFileSync(pathIn(folder), BYTES.subarray(0, 5));
  expect((await archive.put(BYTES)).isNew).toBe(true);
  expect(Buffer.from(await archive.get(SHA256)).equals(BYTES)).toBe(true);
});

test("an archive that cannot be written says so and leaves no part of a file", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, SHA256.slice(0, 2)), "a file where a folder should be");
  await expect(openArchive(folder).put(BYTES)).rejects.toThrow(ArchiveError);
  const other = temporaryFolder();
  mkdirSync(pathIn(other), { recursive: true });
  writeFileSync(join(pathIn(other), "x"), "a folder where the file should be");
  await expect(openArchive(other).put(BYTES)).rejects.toThrow("could not write");
  expect(readdirSync(join(pathIn(other), ".."))).toEqual([SHA256]);
  expect(readdirSync(join(other, ".unfinished"))).toEqual([]);
});

test("what a process killed while writing left is removed a day later, and what another writes now is not", async () => {
  const folder = temporaryFolder();
  await openArchive(folder).put(BYTES);
  const unfinished = join(folder, ".unfinished");
  for (const name of [".left.part", ".young.part"]) {
    writeFileSync(join(unfinished, name), "<html>政府信息公开工");
  }
  const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
  utimesSync(join(unfinished, ".left.part"), twoDaysAgo, twoDaysAgo);
  await openArchive(folder).put(BYTES);
  expect(readdirSync(unfinished)).toEqual([".young.part"]);
});

test.skipIf(process.platform !== "linux")(
  "an archive where no folder can be made says so at once (skipped where there is no /proc)",
  async () => {
    await expect(openArchive("/proc/nianbao/archive").put(BYTES)).rejects.toThrow(
      "cannot make the folder",
    );
  },
);
