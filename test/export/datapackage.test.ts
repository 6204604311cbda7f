import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { exportDatapackage } from "../../src/export/datapackage.ts";
import { listRelations } from "../../src/store/relation.ts";
import type { Store } from "../../src/store/store.ts";
import { temporaryFolder } from "../store/temporary.ts";
import { everything } from "./export-options.ts";
import { filledStore } from "./filled-store.ts";

interface Field {
  readonly name: string;
  readonly type: string;
  readonly constraints?: { readonly enum?: readonly string[] };
}

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly hash: string;
  readonly schema: {
    readonly fields: readonly Field[];
    readonly primaryKey?: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

const SQL_TYPES: Readonly<Record<string, string>> = {
  integer: "bigint",
  number: "double",
  boolean: "boolean",
  date: "date",
  datetime: "timestamptz",
  string: "varchar",
};

async function packageOf(store: Store, relations?: readonly string[]) {
  const folder = temporaryFolder();
  await exportDatapackage(store, folder, { ...everything(store), relations });
  const text = readFileSync(join(folder, "datapackage.json"), "utf8");
  const resources: readonly Resource[] = JSON.parse(text).resources;
  return { folder, resources };
}

/** The package in a database that holds it to its own schema: types, and primary and foreign keys. */
async function load(folder: string, resources: readonly Resource[]) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  for (const { name, path, schema } of resources) {
    const columns = schema.fields.map(({ name, type }) => `"${name}" ${SQL_TYPES[type]}`);
    const keys = schema.primaryKey === undefined ? [] : [`primary key (${schema.primaryKey})`];
    await connection.run(`create table ${name} (${[...columns, ...keys].join(", ")})`);
    await connection.run(
      `insert into ${name} from read_csv('${join(folder, path)}', header = true, all_varchar = true, nullstr = '')`,
    );
  }
  const select = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  return { select, close: () => connection.closeSync() };
}

test("a data package holds what its descriptor says: types, keys, sizes and hashes", async () => {
  const { folder, resources } = await packageOf(filledStore());
  expect(resources.map(({ name }) => name)).toEqual(listRelations());
  for (const { path, bytes, hash } of resources) {
    expect(statSync(join(folder, path)).size).toBe(bytes);
    const content = readFileSync(join(folder, path));
    expect(hash).toBe(`sha256:${createHash("sha256").update(content).digest("hex")}`);
  }
  const { select, close } = await load(folder, resources);
  try {
    let checked = 0;
    for (const { name, schema } of resources) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const other = reference.resource === "" ? name : reference.resource;
        expect(
          await select(
            `select count(*)::int from ${name} where ${fields[0]} is not null
             and ${fields[0]} not in (select ${reference.fields[0]} from ${other})`,
          ),
          `${name}.${fields[0]}`,
        ).toEqual([[0]]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(15);
    expect(await select("select title from reports where year = 2019")).toEqual([
      ["=远山县教育局2019年政府信息公开工作年度报告"],
    ]);
    expect(await select("select count(*)::int from reports where title like '更正\n%'")).toEqual([
      [1],
    ]);
  } finally {
    close();
  }
});

test("a package of some relations has no keys that lead out of it", async () => {
  const { resources } = await packageOf(filledStore(), ["cells", "reports"]);
  expect(resources.map(({ name, schema }) => [name, schema.foreignKeys])).toEqual([
    ["reports", undefined],
    [
      "cells",
      [{ fields: ["report_id"], reference: { resource: "reports", fields: ["report_id"] } }],
    ],
  ]);
});
