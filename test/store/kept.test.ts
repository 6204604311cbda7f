import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { KeptAnswers } from "../../src/store/browse/kept.ts";
import { Store } from "../../src/store/store.ts";

test("an answer is kept until another program writes, and each question has its own", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-kept-"));
  const path = join(folder, "a.sqlite");
  const writer = new Database(path);
  writer.exec("create table t (n integer)");
  const store = new Store(path, new Database(path, { readonly: true }));
  let asked = 0;
  const kept = new KeptAnswers<number>();
  const find = (key: string) => kept.find(store, key, () => (asked += 1));
  try {
    expect([find("a"), find("a"), find("b"), find("a")]).toEqual([1, 1, 2, 1]);
    writer.exec("insert into t values (1)");
    await setTimeout(20);
    expect([find("a"), find("a")]).toEqual([3, 3]);
  } finally {
    store.close();
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
