import { expect, test } from "vitest";
import type { Cell, Report } from "../../src/model/report.ts";
import { expectSound } from "../../src/store/copy.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { listDocumentsToRead, replaceFindings, storeReading } from "../../src/store/reparse.ts";
import { getReport } from "../../src/store/report.ts";
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

/** A document of the report under an address of its own; the letter is both. */
interface Copy {
  readonly letter: string;
  /** Where it stands if another letter stood there before. */
  readonly at?: string;
  readonly report: Report;
}

type Given = Readonly<Record<string, Partial<Cell>>>;

const copy = (letter: string, given: Given = {}, changes: Partial<Report> = {}): Copy => ({
  letter,
  report: sampleReport({ given, title: `文件${letter}`, ...changes }),
});

const addressOf = ({ letter, at }: Copy): string => `http://${at ?? letter}.example/nb.html`;

/** Stores the copies in the order given, all by one run. */
function store(...copies: readonly Copy[]): Store {
  const database = temporaryStore();
  const run = sampleRun();
  for (const each of copies) add(database, each, run);
  return database;
}

function add(database: Store, each: Copy, run = sampleRun()): void {
  const outcome = reported(each.report);
  settle(database, run, sampleVisit({ url: addressOf(each), hash: each.letter, outcome }), PARSER);
}

const select = (database: Store, sql: string): unknown[] =>
  database.database.prepare(sql).raw().all();

/** What users see of reports, cells and findings, without the numbers that follow the order of arrival. */
const listRows = (database: Store): unknown[] => [
  ...select(
    database,
    `select agency, year, title, document_sha256, url, errors, warnings, infos from reports`,
  ),
  ...select(
    database,
    "select report_id, ordinal, code, severity, message, message_zh, cells from findings",
  ),
  ...select(database, "select report_id, table_name, row_name, column_name, value from cells"),
];

/** Severity and cells of each finding of the current version. */
const listDoubts = (database: Store): unknown[] =>
  (getReport(database, { reportId: 1 })?.findings ?? []).map(({ code, severity, cells }) => [
    code,
    severity,
    cells,
  ]);

const TOTAL = "requests.new.total";
const blank: Partial<Cell> = { value: null, status: "blank", raw: "" };
const CONTRARY = [["sources_disagree", "error", [TOTAL]]];

test("two documents that print the same agree, however they print it", () => {
  const page = copy("c", { [TOTAL]: printed(1266), "requests.new.business": blank });
  const attachment = copy("b", {
    [TOTAL]: { value: 1266, raw: "1,266件", locator: { page: 2, box: [1, 2, 3, 4] } },
    "requests.new.business": { value: null, status: "dash", raw: "/" },
  });
  expect(listDoubts(store(page, attachment))).toEqual([]);
});

test("two documents with another number each are an error of the current version, with both numbers", () => {
  const database = store(copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) }));
  expect(getReport(database, { reportId: 1 })?.findings).toEqual([
    {
      code: "sources_disagree",
      severity: "error",
      message: {
        en: `another document of this report (http://b.example/nb.html) prints other numbers in 1 cell: ${TOTAL} 7 here, 9 there`,
        zh: "同一报告的另一文件（http://b.example/nb.html）有1格数字不同：一、本年新收政府信息公开申请数量 总计：本件7，另件9",
      },
      cells: [TOTAL],
    },
  ]);
  expect(select(database, "select count(*) from finding")).toEqual([[1]]);
  expect(select(database, "select errors, warnings from reports")).toEqual([[1, 0]]);
});

test("what only one of the documents has is a warning; prose has no cells to disagree on", () => {
  const page = copy("c", { [TOTAL]: blank });
  expect(listDoubts(store(page, copy("b")))).toEqual([["sources_disagree", "warning", [TOTAL]]]);
  const prose = copy("d", {}, { template: "none", cells: [] });
  expect(listDoubts(store(copy("b"), prose))).toEqual([]);
});

test("documents on two forms are compared in the cells of both, and the other form is said", () => {
  const old = copy(
    "b",
    {},
    { template: "2019", cells: sampleCells(FORM_2019, { [TOTAL]: printed(3) }) },
  );
  const database = store(copy("c"), old);
  expect(listDoubts(database)).toEqual([...CONTRARY, ["sources_disagree", "warning", []]]);
});

test("of many differences the message shows some, and the finding names all", () => {
  const names = [
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_services",
    "total",
  ];
  const cells = names.map((name) => `requests.new.${name}`);
  const given = Object.fromEntries(cells.map((address) => [address, printed(5)]));
  const database = store(copy("c", given), copy("b"));
  const [finding] = getReport(database, { reportId: 1 })?.findings ?? [];
  expect(finding?.cells).toEqual(cells);
  expect(finding?.message.en).toContain("in 6 cells");
  expect(finding?.message.en).toMatch(/legal_services 5 here, 0 there; …$/);
});

test.each([
  ["two", [copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) })]],
  [
    "three",
    [
      copy("c", { [TOTAL]: printed(7) }),
      copy("a", { [TOTAL]: printed(9) }),
      copy("b", { [TOTAL]: blank }),
    ],
  ],
  ["two that agree and one that does not", [copy("c"), copy("b"), copy("a", { [TOTAL]: blank })]],
] as const)("the order in which %s documents came decides nothing", (_count, copies) => {
  const rows = listOrders(copies).map((order) => listRows(store(...order)));
  for (const others of rows) expect(others).toEqual(rows[0]);
  expect(select(store(...copies), "select code from findings")).not.toEqual([]);
});

function listOrders<T>(things: readonly T[]): T[][] {
  if (things.length <= 1) return [[...things]];
  return things.flatMap((thing) =>
    listOrders(things.filter((other) => other !== thing)).map((rest) => [thing, ...rest]),
  );
}

test("each of the other documents that differs is named, in the order of their addresses", () => {
  const others = [copy("a", { [TOTAL]: printed(9) }), copy("b", { [TOTAL]: printed(8) })];
  const database = store(copy("c", { [TOTAL]: printed(7) }), ...others);
  const messages = getReport(database, { reportId: 1 })?.findings.map(({ message }) => message.en);
  expect(messages).toEqual([
    expect.stringContaining("http://a.example/nb.html"),
    expect.stringContaining("http://b.example/nb.html"),
  ]);
});

test("a page that is changed to say what the attachment says takes the finding away", () => {
  const database = store(copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) }));
  expect(listDoubts(database)).toEqual(CONTRARY);
  add(database, { ...copy("d", { [TOTAL]: printed(9) }), at: "c" });
  expect(listDoubts(database)).toEqual([]);
  expect(select(database, "select * from finding")).toEqual([]);
  // And what it said before is no rival any more, though the version stays.
  expect(select(database, "select count(*) from versions")).toEqual([[3]]);
  // The page goes back to what it was.
  add(database, { ...copy("c", { [TOTAL]: printed(7) }), at: "c" });
  expect(listDoubts(database)).toEqual(CONTRARY);
});

test("another current version takes the finding over, and says it from its own side", () => {
  const page = copy("b", { [TOTAL]: printed(7) });
  const database = store(page);
  expect(listDoubts(database)).toEqual([]);
  add(database, copy("c", { [TOTAL]: printed(9) }));
  add(database, copy("d", { [TOTAL]: printed(9) }));
  const findings = select(database, "select version_id, message from finding");
  expect(findings).toEqual([[3, expect.stringContaining("9 here, 7 there")]]);
});

test("a document that is no longer taken for a report takes its finding with it", () => {
  const database = store(copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) }));
  const document = [...listDocumentsToRead(database)].find(({ sha256 }) => sha256.startsWith("b"));
  if (document === undefined) throw new Error("no document");
  const guide = { kind: "other" as const, page: "not_a_report" as const, reason: "a guide" };
  storeReading(database, sampleRun(), document, guide, "2.0.0");
  expect(listDoubts(database)).toEqual([]);
});

const OWN = {
  code: "year_inferred" as const,
  severity: "info" as const,
  message: { en: "The year was inferred.", zh: "年度为推定。" },
  cells: [],
};

test("reading and checking again leave it, behind the findings of the version itself, and write nothing", () => {
  const copies = [copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) })];
  const database = store(...copies);
  const outcomes = new Map(
    copies.map(({ letter, report }) => [
      letter,
      { kind: "report" as const, report, findings: [OWN] },
    ]),
  );
  const reparse = (): boolean => {
    const run = sampleRun();
    for (const document of [...listDocumentsToRead(database)]) {
      const outcome = outcomes.get(document.sha256.charAt(0));
      if (outcome !== undefined) storeReading(database, run, document, outcome, PARSER);
    }
    return run.id !== undefined;
  };
  expect(reparse()).toBe(true);
  const doubts = [["year_inferred", "info", []], ...CONTRARY];
  expect(listDoubts(database)).toEqual(doubts);
  const before = database.database.serialize();
  expect(reparse()).toBe(false);
  const current = getReport(database, { reportId: 1 });
  if (current === undefined) throw new Error("no report");
  expect(replaceFindings(database, sampleRun(), current.versionId, current.findings)).toBe(false);
  expect(database.database.serialize().equals(before)).toBe(true);
  expect(replaceFindings(database, sampleRun(), current.versionId, [])).toBe(true);
  expect(listDoubts(database)).toEqual(CONTRARY);
});

test.each(["read", "checked"] as const)(
  "a database from before such findings has them after it was %s again",
  (way) => {
    const copies = [copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) })];
    const database = store(...copies);
    database.database.exec("delete from finding");
    const current = getReport(database, { reportId: 1 });
    if (current === undefined) throw new Error("no report");
    const documents = way === "read" ? [...listDocumentsToRead(database)] : [];
    for (const document of documents) {
      const read = copies.find(({ letter }) => document.sha256.startsWith(letter));
      const outcome = reported(read?.report ?? current.report);
      storeReading(database, sampleRun(), document, outcome, PARSER);
    }
    if (way === "checked") replaceFindings(database, sampleRun(), current.versionId, []);
    expect(listDoubts(database)).toEqual(CONTRARY);
    expect(() => expectSound(database)).not.toThrow();
  },
);

test("a person's correction of one document settles what the two disagree on", () => {
  const database = store(copy("c", { [TOTAL]: printed(7) }), copy("b", { [TOTAL]: printed(9) }));
  const correction = {
    agency: "清石县卫生健康委员会",
    divisionCode: null,
    year: 2024,
    by: null,
    on: null,
    documentSha256: "c".padEnd(64, "0"),
    address: TOTAL,
    value: 9,
    reason: "the picture prints 9",
  };
  putCorrections(database, sampleRun(), [correction]);
  expect(listDoubts(database)).toEqual([]);
  putCorrections(database, sampleRun(), []);
  expect(listDoubts(database)).toEqual(CONTRARY);
});
