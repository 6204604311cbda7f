import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFilter } from "../../src/commands/export-filter.ts";
import { exportSnapshot } from "../../src/export/snapshot.ts";
import { expectSound } from "../../src/store/copy.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { findExtractFilter, writeExtract } from "../../src/store/extract.ts";
import { openStore } from "../../src/store/open-store.ts";
import { listRelations, readRelation } from "../../src/store/relation.ts";
import type { ReportFilter } from "../../src/store/report-filter.ts";
import type { Store } from "../../src/store/store.ts";
import { FORMS, sampleRun } from "../store/sample-data.ts";
import { temporaryFolder } from "../store/temporary.ts";
import { originOf } from "./export-options.ts";
import { filledStore, KEYS } from "./filled-store.ts";

function withExtract(store: Store, filter: ReportFilter, look: (extract: Store) => void): void {
  const path = join(temporaryFolder(), "extract.sqlite");
  expect(writeExtract(store, path, filter)).toBeGreaterThan(0);
  const extract = openStore(path, { mode: "read", forms: [] });
  try {
    look(extract);
  } finally {
    extract.close();
  }
}

const reportsOf = (store: Store) =>
  store.database
    .prepare("select agency, division_code, year from reports order by report_id")
    .raw()
    .all();

test.each<[string, ReportFilter, readonly number[]]>([
  ["a year", { years: [[2024, 2024]] }, [1, 2]],
  ["years", { years: [[2019, 2023]] }, [0, 3]],
  [
    "a year or another",
    {
      years: [
        [2019, 2019],
        [2023, 2023],
      ],
    },
    [0, 3],
  ],
  ["a province", { divisions: ["99"] }, [0, 1, 2]],
  ["a city or a province", { divisions: ["9902", "98"] }, [2, 3]],
  ["an agency", { agencies: ["远山县教育局"] }, [3]],
  ["agencies alike", { agencies: ["*县*"] }, [0, 1, 3]],
  ["a template", { templates: ["2019"] }, [3]],
  ["all of them at once", { years: [[2024, 2024]], divisions: ["99"], agencies: ["*委员会"] }, [1]],
])("an extract of %s holds these reports and no other", (_, filter, kept) => {
  withExtract(filledStore(), filter, (extract) => {
    expect(reportsOf(extract)).toEqual(kept.map((index) => [...(KEYS[index] ?? [])]));
  });
});

test("what belongs to a report comes with it, all else stays behind, and every key holds", () => {
  const store = filledStore();
  withExtract(store, { agencies: ["清石县卫生健康委员会"], years: [[2024, 2024]] }, (extract) => {
    expectSound(extract);
    const count = (sql: string) => extract.database.prepare(sql).pluck().get();
    expect(count("select count(*) from versions")).toBe(2);
    expect(count("select count(*) from documents")).toBe(2);
    expect(count("select count(*) from fetches")).toBe(2);
    expect(count("select count(*) from runs")).toBe(1);
    expect(count("select reports from agencies")).toBe(1);
    expect(count("select count(*) from codebook")).toBe(
      store.database.prepare("select count(*) from codebook").pluck().get(),
    );
    for (const name of ["cells", "requests_wide", "rates", "claims", "findings", "sections"]) {
      const rows = (from: Store) =>
        [...readRelation(from, name).rows].filter(([report]) => report === 2);
      expect(rows(extract), name).toEqual(rows(store));
      expect(rows(extract).length).toBe(count(`select count(*) from ${name}`));
    }
  });
});

/** Gives each current version a page as received and a picture, and lets the superseded one give way to another report's. */
const ATTACH = `
insert into document (sha256, byte_length, content_type, first_seen_at)
  select substr('5' || report_id || d.sha256, 1, 64), 9, 'text/html', d.first_seen_at
  from version v join document d using (document_id) where superseded_because is null;
insert into document (sha256, byte_length, content_type, first_seen_at)
  select substr('6' || report_id || d.sha256, 1, 64), 9, 'image/png', d.first_seen_at
  from version v join document d using (document_id) where superseded_because is null;
insert into fetch (run_id, address_id, requested_url, requested_at, headers, content_type, document_id, outcome)
  select f.run_id, f.address_id, f.requested_url, f.requested_at, '{}', n.content_type, n.document_id, 'fetched'
  from version v join document d using (document_id) join fetch f on f.fetch_id = v.fetch_id
  join document n on substr(n.sha256, 3) = substr(d.sha256, 1, 62) and substr(n.sha256, 2, 1) = v.report_id || ''
  where superseded_because is null and n.byte_length = 9;
insert into rendering select v.fetch_id, f.fetch_id from version v join fetch o on o.fetch_id = v.fetch_id
  join fetch f on f.address_id = o.address_id and f.fetch_id > v.fetch_id and f.content_type = 'text/html'
    and f.headers = '{}'
  where superseded_because is null;
insert into page_picture select v.document_id, o.address_id, 'a.png', f.fetch_id
  from version v join fetch o on o.fetch_id = v.fetch_id
  join fetch f on f.address_id = o.address_id and f.content_type = 'image/png'
  where superseded_because is null;
update version set superseded_by = (select version_id from version where report_id = 1)
  where superseded_because is not null;`;

test("corrections come with the report that they are for, stale ones too, and with no other of its document", () => {
  const store = filledStore();
  const [name = "", , year = 0] = KEYS[1] ?? [];
  const [{ documentSha256 = "" } = {}] = store
    .sql<[], { documentSha256: string }>(
      `select document_sha256 as "documentSha256" from reports where report_id = 2`,
    )
    .all();
  const correction = (agency: string | null, documentSha256: string) => ({
    ...{ agency, year: Number(year), divisionCode: null, address: "requests.new.total", value: 9 },
    ...{ reason: "looked", by: null, on: null, documentSha256 },
  });
  putCorrections(store, sampleRun(), [
    correction(name, documentSha256),
    correction(name, "f".repeat(64)),
    correction("远山县教育局", documentSha256),
  ]);
  const list = (from: Store) =>
    from.database.prepare("select agency, state from corrections").raw().all();
  expect(list(store)).toEqual([
    [name, "applied"],
    [name, "stale"],
    ["远山县教育局", "no_report"],
  ]);
  withExtract(store, { agencies: [String(name)], years: [[2024, 2024]] }, (extract) => {
    expectSound(extract);
    expect(list(extract)).toEqual([
      [name, "applied"],
      [name, "stale"],
    ]);
  });
});

test("a page as received and the pictures of a page come with it", () => {
  const store = filledStore();
  store.database.exec(ATTACH);
  const counts = (from: Store) =>
    from.database
      .prepare(
        `select (select count(*) from rendering), (select count(*) from page_picture),
         (select count(*) from documents), (select count(*) from fetches),
         (select count(superseded_by) from versions)`,
      )
      .raw()
      .get();
  expect(counts(store)).toEqual([4, 4, 13, 13, 1]);
  withExtract(store, { agencies: ["清石县卫生健康委员会"], years: [[2024, 2024]] }, (extract) => {
    expectSound(extract);
    expect(counts(extract)).toEqual([1, 1, 4, 4, 0]);
  });
});

test("what should exist is judged by the whole database, and then filtered", () => {
  const store = filledStore();
  store.database.exec(`insert into source (source_id, agency, division_code, enabled, listed, entry)
    values ('qingshi', '清石县卫生健康委员会', '990123', 1, 1, '{}')`);
  const whole = [...readRelation(store, "expected").rows];
  expect(whole.map((row) => [row[3], row[4]])).toEqual([
    [2023, "stored"],
    [2024, "stored"],
  ]);
  withExtract(store, { years: [[2023, 2023]], divisions: ["99"] }, (extract) => {
    expect([...readRelation(extract, "expected").rows]).toEqual(whole.slice(0, 1));
    expect([...readRelation(extract, "sources").rows]).toHaveLength(1);
  });
});

test("an extract is read like any snapshot, says what it is, and is not written to", async () => {
  const store = filledStore();
  const folder = temporaryFolder();
  const path = join(folder, "extract.sqlite");
  writeExtract(store, path, { divisions: ["98"] });
  const extract = openStore(path, { mode: "read", forms: [] });
  try {
    const filter = findExtractFilter(extract) ?? [];
    expect(filter).toEqual(["division=98"]);
    const out = join(folder, "copy.sqlite");
    const origin = { ...originOf(extract), filter };
    const manifest = await exportSnapshot(extract, out, { origin });
    expect(manifest).toMatchObject({ filter: ["division=98"], counts: { reports: 1 } });
    expect(Object.keys(manifest.counts)).toEqual(listRelations());
  } finally {
    extract.close();
  }
  expect(() => openStore(path, { mode: "write", forms: FORMS })).toThrow(
    "holds some reports of another (nianbao export --where) and is for reading only",
  );
});

test("the same filter on the same database gives the same bytes, and none writes nothing", () => {
  const store = filledStore();
  const folder = temporaryFolder();
  const paths = ["a", "b"].map((name) => join(folder, name));
  for (const path of paths) writeExtract(store, path, { years: [[2024, 2024]] });
  const [one, other] = paths.map((path) => readFileSync(path));
  expect(other && one?.equals(other)).toBe(true);
  expect(writeExtract(store, join(folder, "c"), { years: [[1999, 1999]] })).toBe(0);
});

test("Datasette is told a description for every table and column, under the name it gives the file", async () => {
  const store = filledStore();
  const path = join(temporaryFolder(), "nianbao-2026.sqlite");
  await exportSnapshot(store, path, { origin: originOf(store) });
  const metadata = JSON.parse(readFileSync(`${path}.metadata.json`, "utf8"));
  const { tables } = metadata.databases["nianbao-2026"];
  expect(Object.keys(tables)).toEqual(listRelations());
  for (const name of listRelations()) {
    expect(tables[name].description).toContain("a row is ");
    expect(Object.keys(tables[name].columns)).toEqual(readRelation(store, name).columns);
  }
  expect(tables.documents.columns.byte_length).toBe("长度（字节） · length of the document");
});

test("conditions are read as they are written on the command line", () => {
  expect(
    readFilter({
      where: ["year=2024", "year = 2019..2021", "template=2021"],
      agency: ["*教育局"],
      division: ["41"],
    }),
  ).toEqual({
    years: [
      [2024, 2024],
      [2019, 2021],
    ],
    agencies: ["*教育局"],
    divisions: ["41"],
    templates: ["2021"],
  });
  expect(readFilter({})).toBeUndefined();
});

test.each([
  [{ where: ["2024"] }, "--where 2024: expected NAME=VALUE, such as year=2024"],
  [{ where: ["yaer=2024"] }, "--where yaer=…: expected one of year, agency, division"],
  [{ year: ["24"] }, "year=24: expected a year or a stretch of years"],
  [{ year: ["2024..2020"] }, "year=2024..2020: expected a year or a stretch"],
  [{ division: ["河南"] }, "division=河南: expected a code of GB/T 2260"],
  [{ where: ["template=2020"] }, "template=2020: expected one of 2021, 2019, 2014, none"],
  [{ where: ["agency="] }, "agency=: expected a value"],
])("%j is refused in a sentence", (options, message) => {
  expect(() => readFilter(options)).toThrow(message);
});
