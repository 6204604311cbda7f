import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { exportSnapshot } from "../../src/export/snapshot.ts";
import { listCells } from "../../src/model/form.ts";
import { expectSound } from "../../src/store/copy.ts";
import { takeLock } from "../../src/store/lock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { LockedError } from "../../src/store/store-error.ts";
import { originOf } from "../export/export-options.ts";
import { FORM_2021 } from "./sample-data.ts";
import { temporaryFolder, temporaryStore } from "./temporary.ts";

const CHILD = new URL("./child.ts", import.meta.url).pathname;
const HOLDER = { pid: process.pid, command: "ingest", since: "2026-01-06T00:00:00.000Z" };

const children: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
});

function start(task: "write" | "lock", path: string): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, task, path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The last line the child wrote before it was killed, once it has written that many. */
async function killAfter(child: ChildProcess, lines: number): Promise<string> {
  if (child.stdout === null) throw new Error("no output");
  let last = "";
  let seen = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    seen += 1;
    if (seen === lines) child.kill("SIGKILL");
  }
  return last;
}

test("kill -9 loses nothing that was stored and leaves a sound database", async () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  for (const lines of [3, 40]) {
    const last = Number(await killAfter(start("write", path), lines));
    const store = openStore(path, { mode: "write", forms: [] });
    try {
      expectSound(store);
      const names = store.database.prepare("select name from agency").pluck().all();
      expect(names).toContain(`第${last}局`);
      expect(last).toBeGreaterThanOrEqual(lines);
    } finally {
      store.close();
    }
  }
});

test("a snapshot taken every second while another process writes is whole and sound", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "nianbao.sqlite");
  const child = start("write", path);
  if (child.stdout === null) throw new Error("no output");
  await once(child.stdout, "data");
  const reader = openStore(path, { mode: "read", forms: [] });
  try {
    let before = 0;
    for (const round of [1, 2, 3]) {
      const { counts } = await exportSnapshot(reader, join(folder, `${round}.sqlite`), {
        origin: originOf(reader),
      });
      const { reports = 0, cells = 0 } = counts;
      expect(reports).toBeGreaterThan(before);
      // All of a visit is in, or nothing of it.
      expect(counts).toMatchObject({ fetches: reports, documents: reports, versions: reports });
      expect(counts).toMatchObject({ sections: reports, agencies: reports });
      expect(cells / reports).toBe(listCells(FORM_2021).length);
      before = reports;
      await setTimeout(1_000);
    }
    expect(child.exitCode).toBeNull();
  } finally {
    reader.close();
  }
});

test("a second run is told who holds the database, and gets it when that one is killed", async () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const child = start("lock", path);
  if (child.stdout === null) throw new Error("no output");
  await once(child.stdout, "data");
  expect(() => takeLock(path, HOLDER)).toThrow(LockedError);
  expect(() => takeLock(path, HOLDER)).toThrow(
    `another run (crawl, process ${child.pid}, since 2026-01-05T00:00:00.000Z)`,
  );
  await kill(child);
  takeLock(path, HOLDER).release();
});

test("the lock of one database is free once it is given back", () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  const lock = takeLock(path, HOLDER);
  expect(() => takeLock(path, HOLDER)).toThrow("ingest");
  takeLock(`${path}2`, HOLDER).release();
  lock.release();
  takeLock(path, HOLDER).release();
});

test("readers go on while the lock is held", () => {
  const path = join(temporaryFolder(), "nianbao.sqlite");
  temporaryStore(path);
  const lock = takeLock(path, HOLDER);
  openStore(path, { mode: "read", forms: [] }).close();
  lock.release();
});
