import { expect, test } from "vitest";
import type { ExtraCell } from "../../src/model/report.ts";
import { listDocumentsToRead, storeReading } from "../../src/store/reparse.ts";
import { getReport } from "../../src/store/report.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const LOCAL: readonly ExtraCell[] = [
  {
    table: "disclosure",
    ordinal: 0,
    row: "其他主动公开文件",
    column: "issued",
    value: 613,
    status: "reported",
    raw: "613件",
    locator: { table: 1, row: 5, column: 2 },
  },
  {
    table: "disclosure",
    ordinal: 1,
    row: "其他主动公开文件",
    column: null,
    value: null,
    status: "dash",
    raw: "/",
    locator: { page: 2, box: [72, 100.5, 90, 112] },
  },
  {
    table: "disclosure",
    ordinal: 2,
    row: "政府性基金",
    column: "上年同期",
    value: 38.3296,
    status: "reported",
    raw: "38.3296",
    locator: { line: 12, field: 3 },
  },
];

const OUTCOME = reported(sampleReport({ extras: LOCAL }));

const select = (store: Store, sql: string): unknown[] => store.database.prepare(sql).raw().all();

test("extra cells come back as they were read, and stand in their relation", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({ outcome: OUTCOME }), PARSER);
  expect(getReport(store, { reportId: 1 })?.report.extras).toEqual(LOCAL);
  expect(select(store, "select * from extra_cells order by ordinal")).toEqual([
    [
      1,
      "disclosure",
      0,
      "其他主动公开文件",
      "issued",
      613,
      "613件",
      "reported",
      '{"table":1,"row":5,"column":2}',
    ],
    [
      1,
      "disclosure",
      1,
      "其他主动公开文件",
      null,
      null,
      "/",
      "dash",
      '{"page":2,"box":[72,100.5,90,112]}',
    ],
    [
      1,
      "disclosure",
      2,
      "政府性基金",
      "上年同期",
      38.3296,
      "38.3296",
      "reported",
      '{"line":12,"field":3}',
    ],
  ]);
});

test("reading the same extra cells again writes nothing; one more makes a version, whose alone the relation shows", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({ outcome: OUTCOME }), PARSER);
  const [document] = listDocumentsToRead(store);
  if (document === undefined) throw new Error("no document");
  const again = sampleRun();
  storeReading(store, again, document, OUTCOME, PARSER);
  expect(again.id).toBeUndefined();
  const fewer = reported(sampleReport({ extras: LOCAL.slice(0, 2) }));
  const settled = storeReading(store, sampleRun(), document, fewer, PARSER);
  expect(settled.change).toBe("new_version");
  expect(select(store, "select ordinal from extra_cells order by 1")).toEqual([[0], [1]]);
  expect(select(store, "select count(*) from extra_cell")).toEqual([[5]]);
});
