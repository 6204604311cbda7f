import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { exportCsv } from "../../src/export/csv.ts";
import { exportDatapackage } from "../../src/export/datapackage.ts";
import { exportJsonl } from "../../src/export/jsonl.ts";
import { exportParquet } from "../../src/export/parquet.ts";
import { exportSnapshot } from "../../src/export/snapshot.ts";
import { exportXlsx } from "../../src/export/xlsx.ts";
import { listCells } from "../../src/model/form.ts";
import { openStore } from "../../src/store/open-store.ts";
import { listRelations } from "../../src/store/relation.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORM_2021,
  PARSER,
  printed,
  reported,
  sampleReport,
  sampleRun,
  sampleVisit,
} from "../store/sample-data.ts";
import { temporaryFolder, temporaryStore } from "../store/temporary.ts";
import { everything, originOf } from "./export-options.ts";

const lines = (store: Store, which: "current" | "all" = "current") => ({
  ...everything(store),
  allVersions: which === "all",
  cells: which === "all",
});

/** Two reports, the later year first, one of them with a second version. */
function filledStore(path?: string): Store {
  const store = temporaryStore(path);
  const run = sampleRun();
  const put = (url: string, hash: string, report = sampleReport()) =>
    settle(store, run, sampleVisit({ url, hash, outcome: reported(report) }), PARSER);
  put("http://a.example/2024", "a", sampleReport({ given: { "requests.new.total": printed(7) } }));
  put("http://a.example/2023", "b", sampleReport({ year: 2023, title: "=2023年报告" }));
  put("http://a.example/2024", "c", sampleReport({ title: "更正后的报告" }));
  return store;
}

function readLines(path: string) {
  const text = readFileSync(path, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a line of JSON has the keys of the interface in their order and every cell of the form", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "reports.jsonl");
  const manifest = await exportJsonl(store, path, lines(store));
  expect(manifest.counts).toEqual({ reports: 2 });
  const [first, second] = readLines(path);
  expect([first.year, second.year]).toEqual([2023, 2024]);
  expect(Object.keys(second)).toEqual([
    "agency",
    "year",
    "template",
    "title",
    "published_on",
    "sections",
    "tables",
    "findings",
    "provenance",
  ]);
  expect(second.agency).toEqual({
    name: "清石县卫生健康委员会",
    printed: "清石县卫健委",
    division_code: "990123",
  });
  expect(second.provenance).toEqual({
    document_sha256: "c".padEnd(64, "0"),
    media_type: "text/html",
    url: "http://a.example/2024",
    final_url: "http://a.example/2024",
    fetched_at: "2026-01-05T00:00:01.000Z",
    run_id: 1,
    parser_version: PARSER,
  });
  const missing = listCells(FORM_2021).filter(
    ({ table, row, column }) => second.tables[table.id]?.[row.id]?.[column.id] === undefined,
  );
  expect(missing).toEqual([]);
});

test("all versions and their cells are written when asked for", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "reports.jsonl");
  const manifest = await exportJsonl(store, path, lines(store, "all"));
  expect(manifest.counts).toEqual({ versions: 3 });
  const [, current, old] = readLines(path);
  expect(current.title).toBe("更正后的报告");
  expect(old.tables.requests.new.total).toBe(7);
  expect(Object.keys(old).slice(-2)).toEqual(["cells", "extra_cells"]);
  expect(old.extra_cells).toEqual([]);
  expect(old.cells.at(-1)).toEqual({
    address: "proceedings.litigation_after_reconsideration.total",
    value: 0,
    raw: "0",
    status: "reported",
    locator: { table: 3, row: 4, column: 6 },
  });
});

test("a file comes for each public relation, ready for a spreadsheet and safe in it", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  writeFileSync(join(folder, "mine.txt"), "keep");
  const { counts } = await exportCsv(store, folder, everything(store));
  expect(counts.reports).toBe(2);
  expect(counts.cells).toBe(2 * listCells(FORM_2021).length);
  const names = listRelations().map((name) => `${name}.csv`);
  expect(readdirSync(folder).sort()).toEqual([...names, "manifest.json", "mine.txt"].sort());
  const reports = readFileSync(join(folder, "reports.csv"), "utf8");
  expect(reports.startsWith("\uFEFFreport_id,agency,")).toBe(true);
  expect(reports.split("\r\n")).toHaveLength(4);
  expect(reports).toContain(",'=2023年报告,");
});

test("a negative number stays a number in a spreadsheet, and a blank is not an absence", async () => {
  const store = temporaryStore();
  const given = {
    "requests.new.natural_person": { value: -8, raw: "-8" },
    "requests.new.business": { value: null, status: "blank" as const, raw: "" },
    "requests.new.research": { value: null, status: "absent" as const, raw: null, locator: null },
    "requests.new.public_interest": { value: null, status: "unreadable" as const, raw: "-cmd|x" },
    "requests.new.legal_services": { value: null, status: "dash" as const, raw: "-" },
  };
  const outcome = reported(sampleReport({ given }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  const folder = temporaryFolder();
  await exportCsv(store, folder, everything(store));
  const cells = readFileSync(join(folder, "cells.csv"), "utf8")
    .split("\r\n")
    .filter((line) => line.includes(",new,"))
    .map((line) => line.split(",").slice(3, 7).join(","));
  expect(cells.slice(0, 5)).toEqual([
    "natural_person,-8,-8,reported",
    'business,,"",blank',
    "research,,,absent",
    "public_interest,,'-cmd|x,unreadable",
    "legal_services,,-,dash",
  ]);
});

test("the same database gives the same bytes in every export, manifests included", async () => {
  const store = filledStore();
  const hashes = [];
  for (let round = 0; round < 2; round += 1) {
    const folder = temporaryFolder();
    await exportJsonl(store, join(folder, "a.jsonl"), lines(store, "all"));
    await exportCsv(store, join(folder, "csv"), everything(store));
    await exportParquet(store, join(folder, "parquet"), everything(store));
    await exportXlsx(store, join(folder, "a.xlsx"), everything(store));
    await exportDatapackage(store, join(folder, "package"), everything(store));
    await exportSnapshot(store, join(folder, "a.sqlite"), { origin: originOf(store) });
    hashes.push(listFiles(folder).map((name) => [name, hashOf(join(folder, name))]));
  }
  expect(hashes[0]?.length).toBe(3 * (listRelations().length + 1) + 1 + 7);
  expect(hashes[0]).toEqual(hashes[1]);
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

test("a snapshot is one file that says in its manifest what it holds", async () => {
  const folder = temporaryFolder();
  const store = filledStore(join(folder, "nianbao.sqlite"));
  const path = join(folder, "out", "snapshot.sqlite");
  const manifest = await exportSnapshot(store, path, { origin: originOf(store) });
  expect(JSON.parse(readFileSync(`${path}.manifest.json`, "utf8"))).toEqual(manifest);
  expect(manifest).toMatchObject({
    generator: "nianbao 0.1.0",
    format: "snapshot",
    data_as_of: "2026-01-05T00:00:00.000Z",
    database: "nianbao.sqlite",
    parser_versions: [PARSER],
    filter: [],
  });
  expect(manifest.files).toEqual([
    { path: "snapshot.sqlite", sha256: hashOf(path), byte_size: statSync(path).size },
    expect.objectContaining({ path: "snapshot.sqlite.metadata.json" }),
  ]);
  expect(manifest.cite.en).toContain(hashOf(path));
  expect(manifest.counts).toMatchObject({
    reports: 2,
    versions: 3,
    cells: 2 * listCells(FORM_2021).length,
  });
  expect(readdirSync(join(folder, "out")).sort()).toEqual([
    "snapshot.sqlite",
    "snapshot.sqlite.manifest.json",
    "snapshot.sqlite.metadata.json",
  ]);
  const copy = openStore(path, { mode: "read", forms: [] });
  expect(copy.database.pragma("journal_mode", { simple: true })).toBe("delete");
  expect(copy.database.prepare("select count(*) as n from reports").get()).toEqual({ n: 2 });
  copy.close();
});

test("a snapshot can be taken of a database that is only open for reading", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "nianbao.sqlite");
  filledStore(path);
  const reader = openStore(path, { mode: "read", forms: [] });
  try {
    const manifest = await exportSnapshot(reader, join(folder, "copy.sqlite"), {
      origin: originOf(reader),
    });
    expect(manifest.counts.reports).toBe(2);
  } finally {
    reader.close();
  }
});

test("an export that fails leaves the file that was there and nothing beside it", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  const path = join(folder, "reports.jsonl");
  writeFileSync(path, "before\n");
  store.database.exec("drop table section");
  await expect(exportJsonl(store, path, lines(store))).rejects.toThrow("section");
  expect(readFileSync(path, "utf8")).toBe("before\n");
  expect(readdirSync(folder)).toEqual(["reports.jsonl"]);
  expect(store.database.inTransaction).toBe(false);
});

test("an export to a place that cannot be written says so in a sentence", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  await expect(exportJsonl(store, folder, lines(store))).rejects.toThrow(
    "it is a folder; give a file with --out",
  );
  await expect(exportJsonl(store, join(folder, "file", "a.jsonl"), lines(store))).rejects.toThrow(
    "could not make the folder",
  );
  await expect(exportCsv(store, join(folder, "file"), everything(store))).rejects.toThrow(
    "give another path with --out",
  );
});

test("an export that is stopped, or was killed, leaves the one before it whole", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  await exportCsv(store, folder, everything(store));
  const before = listFiles(folder).map((name) => hashOf(join(folder, name)));
  const stop = new AbortController();
  stop.abort();
  const many = Array.from({ length: 12 }, (_, index) => sampleReport({ year: 2000 + index }));
  many.forEach((report, index) => {
    const outcome = reported(report);
    settle(store, sampleRun(), sampleVisit({ url: `http://a.example/${index}`, outcome }), PARSER);
  });
  const watch = { onRows: () => undefined, signal: stop.signal };
  await expect(exportCsv(store, folder, { ...everything(store), watch })).rejects.toThrow(
    "stopped before the export was whole",
  );
  expect(listFiles(folder).map((name) => hashOf(join(folder, name)))).toEqual(before);
  // What a killed process leaves; no process has this number.
  writeFileSync(join(folder, ".reports.csv.999999999.part"), "half a fi");
  await exportCsv(store, folder, { ...everything(store), relations: ["reports", "codebook"] });
  expect(listFiles(folder)).toEqual(["codebook.csv", "manifest.json", "reports.csv"]);
});

test("a relation that there is not is named, with those that there are", async () => {
  const store = temporaryStore();
  const asked = exportCsv(store, temporaryFolder(), { ...everything(store), relations: ["cels"] });
  await expect(asked).rejects.toThrow("no relation is called cels: choose from reports, cells,");
});
