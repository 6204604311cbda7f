import { expect, test } from "vitest";
import { settle } from "../../src/store/settle.ts";
import { PARSER, sampleRun, sampleVisit, temporaryStore } from "./sample.ts";

test("a report is stored once, however often its page is fetched", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const first = settle(store, run, sampleVisit({}), PARSER);
  expect(first).toEqual({ change: "new_report", reportId: 1 });
  expect(settle(store, run, sampleVisit({}), PARSER).change).toBe("unchanged");
  expect(store.database.prepare("select count(*) as n from version").get()).toEqual({ n: 1 });
  expect(store.database.prepare("select count(*) as n from fetch").get()).toEqual({ n: 2 });
});
