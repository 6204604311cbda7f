import { expect, test } from "vitest";
import { listRelations, readRelation } from "../../src/store/relation.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import {
  FORM_2019,
  PARSER,
  printed,
  reported,
  sampleCells,
  sampleReport,
  sampleRun,
  sampleVisit,
} from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

/** Columns that the interface names, by relation. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  reports: [
    "report_id",
    "agency",
    "division_code",
    "year",
    "template",
    "title",
    "published_on",
    "published_from",
    "url",
    "document_sha256",
    "errors",
    "warnings",
    "infos",
  ],
  cells: [
    "report_id",
    "table_name",
    "row_name",
    "column_name",
    "value",
    "raw",
    "status",
    "locator",
    "corrected",
    "read_value",
  ],
  corrections: ["state", "report_id", "value", "read_value", "reason", "corrected_by"],
  extra_cells: [
    "report_id",
    "table_name",
    "ordinal",
    "row_label",
    "column_label",
    "value",
    "raw",
    "status",
    "locator",
  ],
  requests_wide: ["report_id", "new__natural_person", "other__total", "carried_out__total"],
  claims: ["report_id", "value", "unit", "sentence", "cells", "agrees"],
  rates: ["disclosure_rate", "disclosure_numerator", "disclosure_denominator"],
  expected: ["source_id", "agency", "year", "status", "reason"],
  findings: ["report_id", "code", "severity", "message", "cells"],
  sections: ["report_id", "number", "heading", "text"],
  versions: ["version_id", "report_id", "document_sha256", "parser_version"],
  documents: ["sha256", "byte_length"],
  fetches: ["requested_url", "final_url", "requested_at", "http_status", "headers", "run_id"],
  runs: ["run_id", "command", "started_at", "outcome"],
  sources: ["source_id", "agency", "division_code"],
  agencies: ["name", "division_code", "organ_id"],
  organ_names: ["organ_line", "name", "first_year", "last_year"],
  codebook: ["name", "label_zh", "unit", "meaning", "template", "comparable"],
  crosswalk: [
    "from_template",
    "from_name",
    "to_template",
    "to_name",
    "comparability",
    "note_en",
    "note_zh",
  ],
};

test("every public relation has the columns that the interface names", () => {
  const store = temporaryStore();
  expect(listRelations().sort()).toEqual(Object.keys(PROMISED).sort());
  for (const [name, columns] of Object.entries(PROMISED)) {
    expect(readRelation(store, name).columns, name).toEqual(expect.arrayContaining([...columns]));
  }
  expect(readRelation(store, "cells").columns).toEqual(PROMISED.cells);
});

test("the codebook explains every column of every public relation", () => {
  const store = temporaryStore();
  const explained = new Set(
    store.database
      .prepare<[], string>("select name from codebook where kind = 'relation_column'")
      .pluck()
      .all(),
  );
  const columns = listRelations().flatMap((name) =>
    readRelation(store, name).columns.map((column) => `${name}.${column}`),
  );
  expect(columns.filter((column) => !explained.has(column))).toEqual([]);
  expect([...explained].filter((column) => !columns.includes(column))).toEqual([]);
});

test("the codebook gives a cell its printed labels and its unit", () => {
  const store = temporaryStore();
  const entry = store.database
    .prepare("select label_zh, unit from codebook where name = ? and template = '2021'")
    .get("disclosure.administrative_fees.amount");
  expect(entry).toEqual({ label_zh: "〔administrative_fees〕 / 〔amount〕", unit: "万元" });
});

function selectOne(store: Store, sql: string): unknown {
  return store.database.prepare(sql).get();
}

test("a rate stands beside its parts, and is null where one of them is not known", () => {
  const store = temporaryStore();
  const total = (row: string) => `requests.${row}.total`;
  const report = sampleReport({
    given: {
      [total("granted")]: printed(3),
      [total("partially_granted")]: printed(1),
      [total("processed_total")]: printed(8),
      [total("other_misc")]: printed(2),
      [total("unavailable_unclear")]: { value: null, status: "blank", raw: "" },
    },
  });
  settle(store, sampleRun(), sampleVisit({ outcome: reported(report) }), PARSER);
  expect(
    selectOne(
      store,
      `select disclosure_rate, disclosure_numerator, disclosure_denominator, other_rate,
         unavailable_rate, unavailable_numerator, unavailable_denominator,
         denied_state_secret_rate, denied_state_secret_denominator, carry_over_rate from rates`,
    ),
  ).toEqual({
    disclosure_rate: 0.5,
    disclosure_numerator: 4,
    disclosure_denominator: 8,
    other_rate: 0.25,
    unavailable_rate: null,
    unavailable_numerator: null,
    unavailable_denominator: 8,
    denied_state_secret_rate: null,
    denied_state_secret_denominator: 0,
    carry_over_rate: null,
  });
});

test("the one row of other results on the 2019 form is what three rows are on the 2021 form", () => {
  const store = temporaryStore();
  const cells = sampleCells(FORM_2019, {
    "requests.other.total": printed(5),
    "requests.processed_total.total": printed(10),
  });
  const outcome = reported(sampleReport({ year: 2020, template: "2019", cells }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  expect(selectOne(store, "select other_rate, other_numerator from rates")).toEqual({
    other_rate: 0.5,
    other_numerator: 5,
  });
  expect(selectOne(store, "select other__total, other_misc__total from requests_wide")).toEqual({
    other__total: 5,
    other_misc__total: null,
  });
});

test("a report in prose only is a row without numbers", () => {
  const store = temporaryStore();
  const outcome = reported(sampleReport({ year: 2016, template: "none", cells: [] }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  expect(selectOne(store, "select year, new__total from requests_wide")).toEqual({
    year: 2016,
    new__total: null,
  });
  expect(selectOne(store, "select disclosure_rate from rates")).toEqual({ disclosure_rate: null });
  expect(selectOne(store, "select count(*) as n from cells")).toEqual({ n: 0 });
});

test("a claim is held against the sum of its cells, and left open where one has no number", () => {
  const store = temporaryStore();
  const claim = {
    subject: "requests_received",
    value: 3,
    unit: "件",
    approximate: false,
    sentence: "收到申请3件。",
    section: 1,
  };
  const sum = ["requests.new.total", "requests.carried_in.total"];
  const claims = [
    { ...claim, cells: sum },
    { ...claim, value: 4, cells: sum },
    { ...claim, value: 4, approximate: true, cells: sum },
    { ...claim, cells: ["requests.granted.total"] },
    { ...claim, cells: [] },
  ];
  const given = {
    "requests.new.total": printed(2),
    "requests.carried_in.total": printed(1),
    "requests.granted.total": { value: null, status: "blank" as const, raw: "" },
  };
  const outcome = reported(sampleReport({ given, claims }));
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  const rows = store.database
    .prepare("select value, cells_value, agrees from claims order by ordinal")
    .raw()
    .all();
  expect(rows).toEqual([
    [3, 3, 1],
    [4, 3, 0],
    [4, 3, null],
    [3, null, null],
    [3, null, null],
  ]);
});
