import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRecogniser, type OpenRecogniser } from "../src/recogniser.ts";

const built = new URL("../dist/recogniser.js", import.meta.url).href;
const digits = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="170" height="60"><text x="20" y="43" font-family="Liberation Sans, DejaVu Sans, sans-serif" font-size="34">38.3296</text></svg>`,
);

describe("the recogniser", () => {
  let recogniser: OpenRecogniser | undefined;
  beforeAll(async () => {
    recogniser = await createRecogniser();
  });
  afterAll(async () => recogniser?.close());

  test("makes out a figure, and the same picture always gives the same lines", async () => {
    const { data, info } = await sharp(digits)
      .flatten({ background: "#fff" })
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const picture = { width: info.width, height: info.height, pixels: new Uint8Array(data) };
    const first = await recogniser?.recognise(picture, "figure");
    expect(first).toHaveLength(1);
    expect(first?.[0]).toMatchObject({ text: "38.3296" });
    expect(first?.[0]?.characters.map(({ text }) => text).join("")).toBe("38.3296");
    await recogniser?.recognise(picture, "text");
    expect(await recogniser?.recognise(picture, "figure")).toEqual(first);
  });
});

test("in a worker thread it reads, writes no file and no word, and the process ends", () => {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-"));
  try {
    const worker = join(folder, "worker.mjs");
    writeFileSync(
      worker,
      `import { parentPort } from "node:worker_threads";
       const { createRecogniser } = await import(${JSON.stringify(built)});
       const recogniser = await createRecogniser();
       const lines = await recogniser.recognise({ width: 60, height: 40, pixels: new Uint8Array(2400).fill(255) }, "figure");
       parentPort.postMessage(lines.length);
       await recogniser.close();`,
    );
    const main = join(folder, "main.mjs");
    writeFileSync(
      main,
      `import { Worker } from "node:worker_threads";
       const worker = new Worker(${JSON.stringify(worker)});
       worker.on("message", (count) => { process.exitCode = count === 0 ? 0 : 9; });`,
    );
    const options = { cwd: folder, timeout: 60_000, encoding: "utf8" } as const;
    const said = execFileSync(process.execPath, [main], options);
    expect(said).toBe("");
    expect(readdirSync(folder)).toEqual(["main.mjs", "worker.mjs"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
