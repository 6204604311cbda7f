import { expect, test } from "vitest";
import { putCorrections } from "../../src/store/corrections.ts";
import { listDocumentsToRead, replaceFindings, storeReading } from "../../src/store/reparse.ts";
import { getReport, getVersion } from "../../src/store/report.ts";
import { listVersionIds } from "../../src/store/report-list.ts";
import { finishRun, recordRun, writeInRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import { listRuns } from "../../src/store/status.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, printed, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const PROSE = sampleReport({ template: "none", cells: [], title: "只有文字" });

function select(store: Store, sql: string): unknown[] {
  return store.database.prepare(sql).raw().all();
}

test("a report is stored once, however often its page is fetched", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const first = settle(store, run, sampleVisit({}), PARSER);
  expect(first).toEqual({ change: "new_report", reportId: 1 });
  expect(settle(store, run, sampleVisit({}), PARSER).change).toBe("unchanged");
  expect(select(store, "select count(*) from versions")).toEqual([[1]]);
  expect(select(store, "select count(*) from fetches")).toEqual([[2]]);
});

test("what is stored comes back whole, with its provenance", () => {
  const store = temporaryStore();
  const report = sampleReport({
    given: { "requests.new.total": printed(1) },
    claims: [
      {
        subject: "requests_received",
        value: 1,
        unit: "件",
        approximate: false,
        sentence: "收到申请1件。",
        section: 1,
        cells: ["requests.new.total"],
      },
    ],
  });
  const finding = {
    code: "cell_blank" as const,
    severity: "warning" as const,
    message: { en: "A cell is blank.", zh: "有空白单元格。" },
    cells: ["requests.new.business"],
  };
  const outcome = { kind: "report" as const, report, findings: [finding] };
  settle(store, sampleRun(), sampleVisit({ outcome }), PARSER);
  const stored = getReport(store, { agency: "清石县卫生健康委员会", year: 2024 });
  expect(stored).toEqual({
    reportId: 1,
    versionId: 1,
    isCurrent: true,
    report,
    corrected: [],
    corrections: [],
    findings: [finding],
    provenance: {
      documentSha256: "a".padEnd(64, "0"),
      mediaType: "text/html",
      url: "http://www.qingshi.example/nb/1.html",
      finalUrl: "http://www.qingshi.example/nb/1.html",
      fetchedAt: "2026-01-05T00:00:01.000Z",
      runId: 1,
      parserVersion: PARSER,
    },
  });
  expect(select(store, "select errors, warnings, infos from reports")).toEqual([[0, 1, 0]]);
});

test("two agencies of one name are never taken for one", () => {
  const store = temporaryStore();
  const agency = { name: "鼓楼区卫生健康局", printed: null, divisionCode: "990101" };
  for (const [hash, divisionCode] of [
    ["a", "990101"],
    ["b", "990102"],
  ] as const) {
    const outcome = reported(sampleReport({ agency: { ...agency, divisionCode } }));
    settle(
      store,
      sampleRun(),
      sampleVisit({ url: `http://${hash}.example/`, hash, outcome }),
      PARSER,
    );
  }
  const selector = { agency: "鼓楼区卫生健康局", year: 2024 };
  expect(() => getReport(store, selector)).toThrow("2 agencies of this name");
  expect(getReport(store, { ...selector, divisionCode: "990102" })?.reportId).toBe(2);
});

test("reports that name nobody are not taken for reports of one agency", () => {
  const store = temporaryStore();
  const nobody = { name: null, printed: null, divisionCode: null };
  for (const hash of ["a", "b"]) {
    const outcome = reported(sampleReport({ agency: nobody }));
    settle(
      store,
      sampleRun(),
      sampleVisit({ url: `http://${hash}.example/`, hash, outcome }),
      PARSER,
    );
  }
  expect(select(store, "select agency, year from reports")).toEqual([
    [null, 2024],
    [null, 2024],
  ]);
});

test("reading again with the same result changes nothing, not even a run", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const before = store.database.serialize();
  const run = sampleRun();
  const documents = [...listDocumentsToRead(store)];
  expect(documents.map(({ context }) => context)).toEqual([
    {
      contentType: "text/html; charset=utf-8",
      url: "http://www.qingshi.example/nb/1.html",
      agency: undefined,
      divisionCode: undefined,
      linkText: undefined,
    },
  ]);
  for (const document of documents) {
    storeReading(store, run, document, reported(sampleReport()), PARSER);
  }
  expect(replaceFindings(store, run, 1, [])).toBe(false);
  expect(run.id).toBeUndefined();
  expect(store.database.serialize().equals(before)).toBe(true);
});

test("a new check exchanges the findings of a version and nothing else", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const finding = {
    code: "narrative_conflict" as const,
    severity: "warning" as const,
    message: { en: "3 were carried in, 2 were carried out.", zh: "结转数不衔接。" },
    cells: ["requests.carried_in.total"],
  };
  expect(replaceFindings(store, sampleRun(), 1, [finding])).toBe(true);
  expect(getReport(store, { reportId: 1 })?.findings).toEqual([finding]);
  expect(select(store, "select count(*) from versions")).toEqual([[1]]);
});

test("findings can be exchanged while going through all reports", () => {
  const store = temporaryStore();
  const run = sampleRun();
  for (const year of [2022, 2023, 2024]) {
    const visit = sampleVisit({
      url: `http://a.example/${year}`,
      hash: String(year),
      outcome: reported(sampleReport({ year })),
    });
    settle(store, run, visit, PARSER);
  }
  const finding = {
    code: "published_late" as const,
    severity: "info" as const,
    message: { en: "It was published late.", zh: "逾期公布。" },
    cells: [],
  };
  for (const versionId of listVersionIds(store, "current")) {
    replaceFindings(store, run, versionId, [finding]);
    expect(getVersion(store, versionId)?.findings).toEqual([finding]);
  }
  expect(select(store, "select count(*) from findings")).toEqual([[3]]);
});

test("a person's correction stands over what was read and stays visible", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  const correction = {
    agency: "清石县卫生健康委员会",
    divisionCode: null,
    year: 2024,
    by: null,
    on: null,
    documentSha256: "a".padEnd(64, "0"),
    address: "requests.new.total",
    value: 12,
    reason: "the picture prints 12",
  };
  const corrected = `select value, raw, status, corrected from cells
    where table_name = 'requests' and row_name = 'new' and column_name = 'total'`;
  expect(putCorrections(store, sampleRun(), [correction])).toBe(true);
  expect(select(store, corrected)).toEqual([[12, "0", "reported", 1]]);
  expect(select(store, "select new__total from requests_wide")).toEqual([[12]]);
  const stored = getReport(store, { reportId: 1 });
  expect(stored?.corrected).toEqual(["requests.new.total"]);
  expect(stored?.report.cells.find(({ address }) => address === correction.address)?.value).toBe(
    12,
  );
  expect(putCorrections(store, sampleRun(), [correction])).toBe(false);
  expect(putCorrections(store, sampleRun(), [])).toBe(true);
  expect(select(store, corrected)).toEqual([[0, "0", "reported", 0]]);
});

test("a run that ends is closed, and one that was cut off is called interrupted by the next", () => {
  const store = temporaryStore();
  recordRun(store, sampleRun("2026-01-01T00:00:00.000Z"));
  const run = sampleRun("2026-01-02T00:00:00.000Z");
  recordRun(store, run);
  const finishedAt = "2026-01-02T00:01:00.000Z";
  finishRun(store, run, { finishedAt, outcome: "partial", summary: { pages: 1 } });
  expect(listRuns(store, 10).map(({ outcome, summary }) => [outcome, summary])).toEqual([
    ["partial", { pages: 1 }],
    ["interrupted", null],
  ]);
});

test("a visit that breaks a rule of the schema is a defect and leaves nothing behind", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const wrongDate = reported(sampleReport({ publishedOn: "2025年1月" }));
  expect(() => settle(store, run, sampleVisit({ outcome: wrongDate }), PARSER)).toThrow("CHECK");
  const cells = sampleReport().cells.slice(1);
  const shortOfOne = reported(sampleReport({ cells }));
  expect(() => settle(store, run, sampleVisit({ outcome: shortOfOne }), PARSER)).toThrow(
    `expected the ${cells.length + 1} cells`,
  );
  expect(run.id).toBeUndefined();
  expect(select(store, "select count(*) from run")).toEqual([[0]]);
  expect(select(store, "select count(*) from document")).toEqual([[0]]);
});

test("a report cannot have two current versions", () => {
  const store = temporaryStore();
  settle(store, sampleRun(), sampleVisit({}), PARSER);
  settle(store, sampleRun(), sampleVisit({ hash: "b", outcome: reported(PROSE) }), PARSER);
  expect(() =>
    store.database.exec("update version set superseded_by = null, superseded_because = null"),
  ).toThrow("UNIQUE");
});

test("a batch with a defect in it is taken back whole, even if the defect is caught", () => {
  const store = temporaryStore();
  const run = sampleRun();
  const batch = () =>
    writeInRun(store, run, () => {
      settle(store, run, sampleVisit({}), PARSER);
      const wrongDate = reported(sampleReport({ year: 2023, publishedOn: "2025年1月" }));
      const visit = sampleVisit({ hash: "b", url: "http://b.example/", outcome: wrongDate });
      expect(() => settle(store, run, visit, PARSER)).toThrow("CHECK");
    });
  expect(batch).toThrow("CHECK");
  expect(run.id).toBeUndefined();
  expect(select(store, "select count(*) from fetch")).toEqual([[0]]);
  expect(settle(store, run, sampleVisit({}), PARSER).change).toBe("new_report");
});
