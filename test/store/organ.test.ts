import { expect, test } from "vitest";
import { writeOrganNames } from "../../src/store/organ.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const NAMES: ReadonlyArray<readonly [name: string, divisionCode: string | null, year: number]> = [
  ["桐柏县卫生健康委员会", "411330", 2021],
  ["桐柏县卫生局", "411330", 2012],
  ["桐柏县卫生和计划生育委员会", "411330", 2016],
  ["桐柏县教育局", "411330", 2021],
  ["清石县卫生局", null, 2012],
];

function fill(): Store {
  const store = temporaryStore();
  const run = sampleRun();
  NAMES.forEach(([name, divisionCode, year], index) => {
    const report = sampleReport({ agency: { name, printed: name, divisionCode }, year });
    const place = { url: `http://a.example/${index}`, hash: String(index) };
    settle(store, run, sampleVisit({ ...place, outcome: reported(report) }), PARSER);
  });
  return store;
}

test("a panel groups the agencies by organ", () => {
  const store = fill();
  const rows = store.database
    .prepare("select name, organ_id, organ_line from agencies order by agency_id")
    .raw()
    .all();
  expect(rows).toEqual([
    ["桐柏县卫生健康委员会", 1, "health"],
    ["桐柏县卫生局", 1, "health"],
    ["桐柏县卫生和计划生育委员会", 1, "health"],
    ["桐柏县教育局", 4, "education"],
    ["清石县卫生局", 5, null],
  ]);
});

test("a database from before the names were kept is brought in step", () => {
  const store = fill();
  const keys = () => store.database.prepare("select organ_key from agency").pluck().all();
  const before = keys();
  store.database.exec("delete from organ_name; update agency set organ_key = null");
  writeOrganNames(store);
  expect(keys()).toEqual(before);
});
