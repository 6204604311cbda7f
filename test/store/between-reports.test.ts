import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import type { Cell, Report } from "../../src/model/report.ts";
import { expectSound } from "../../src/store/copy.ts";
import { putCorrections } from "../../src/store/corrections.ts";
import { QUERIES_ON_ARRIVAL } from "../../src/store/neighbours.ts";
import { listDocumentsToRead, replaceFindings, storeReading } from "../../src/store/reparse.ts";
import { listVersionIds } from "../../src/store/report-list.ts";
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

type Given = Readonly<Record<string, Partial<Cell>>>;

/** A document under an address of its own; the letter is both. */
interface Document {
  readonly letter: string;
  readonly at?: string;
  readonly report: Report;
}

const document = (letter: string, year: number, given: Given, more: Partial<Report> = {}) => ({
  letter,
  report: sampleReport({ year, given, title: `文件${letter}`, ...more }),
});

function add(database: Store, { letter, at, report }: Document): void {
  const url = `http://${at ?? letter}.example/nb.html`;
  const visit = sampleVisit({ url, hash: letter, outcome: reported(report) });
  settle(database, sampleRun(), visit, PARSER);
}

function store(...documents: readonly Document[]): Store {
  const database = temporaryStore();
  for (const each of documents) add(database, each);
  return database;
}

/** Year, agency, code, cells of every finding of a current version. */
const listFound = (database: Store): unknown[] =>
  database.database
    .prepare(
      `select r.year, r.agency, f.code, f.severity, f.cells, f.message, f.message_zh
       from findings f join reports r using (report_id) order by r.year, r.agency, f.ordinal`,
    )
    .raw()
    .all();
const listCodes = (database: Store): unknown[] =>
  database.database
    .prepare("select r.year, f.code from findings f join reports r using (report_id) order by 1, 2")
    .raw()
    .all();

const orders = <T>(things: readonly T[]): T[][] =>
  things.length <= 1
    ? [[...things]]
    : things.flatMap((thing) =>
        orders(things.filter((other) => other !== thing)).map((rest) => [thing, ...rest]),
      );

/** Drops every finding and finds them anew, as `check` does. */
function checkAnew(database: Store): void {
  database.database.exec("delete from finding");
  for (const id of listVersionIds(database, "current")) {
    replaceFindings(database, sampleRun(), id, []);
  }
}

const OUT = "requests.carried_out.total";
const IN = "requests.carried_in.total";

describe("what was carried over from one year to the next", () => {
  const earlier = document("a", 2022, {
    [OUT]: printed(3),
    "requests.carried_out.business": printed(3),
  });
  const later = document("b", 2023, {
    [IN]: printed(5),
    "requests.carried_in.business": printed(5),
  });

  test("and is not the same is a warning of the later year, with both numbers and the other report", () => {
    const [finding] = listFound(store(earlier, later)) as unknown[][];
    expect(finding?.slice(0, 5)).toEqual([
      2023,
      "清石县卫生健康委员会",
      "carry_over_break",
      "warning",
      JSON.stringify(["requests.carried_in.business", IN]),
    ]);
    expect(finding?.[5]).toContain("http://a.example/nb.html");
    expect(finding?.[5]).toContain("5, but by last year's report 3");
    expect(finding?.[6]).toContain("为 5，依上年报告应为 3");
  });

  test("is compared across a change of the organ's name, whichever year comes first", () => {
    const named = (name: string) => ({ agency: { name, printed: name, divisionCode: "411330" } });
    const before = document("a", 2018, { [OUT]: printed(3) }, named("桐柏县卫生和计划生育局"));
    const after = document("b", 2019, { [IN]: printed(5) }, named("桐柏县卫生健康委员会"));
    const education = document("c", 2018, { [OUT]: printed(4) }, named("桐柏县教育局"));
    for (const order of orders([before, after, education])) {
      expect(listCodes(store(...order))).toEqual([[2019, "carry_over_break"]]);
    }
    // Reports of that year under two other names: nobody can tell which one it follows.
    const second = document("d", 2018, { [OUT]: printed(9) }, named("桐柏县卫生局"));
    for (const order of orders([before, after, second]))
      expect(listCodes(store(...order))).toEqual([]);
  });

  test("is compared whichever year comes first, and by a check as on arrival", () => {
    const next = document("c", 2024, { [IN]: printed(1) });
    const [first, ...others] = orders([earlier, later, next]).map((order) => store(...order));
    if (first === undefined) throw new Error("no order");
    expect(listCodes(first)).toEqual([
      [2023, "carry_over_break"],
      [2024, "carry_over_break"],
    ]);
    const found = listFound(first);
    for (const other of others) expect(listFound(other)).toEqual(found);
    checkAnew(first);
    expect(listFound(first)).toEqual(found);
    expect(() => expectSound(first)).not.toThrow();
  });

  test("that agrees, or that one of them does not say, is none", () => {
    const same = document("b", 2023, {
      [IN]: printed(3),
      "requests.carried_in.business": printed(3),
    });
    expect(listCodes(store(earlier, same))).toEqual([]);
    const blank = { value: null, status: "blank", raw: "" } as const;
    const silent = document("b", 2023, { [IN]: blank, "requests.carried_in.business": blank });
    expect(listCodes(store(earlier, silent))).toEqual([]);
  });

  test("is compared between the form of 2019 and that of 2021, and not with prose", () => {
    const old = (given: Given) => ({
      template: "2019" as const,
      cells: sampleCells(FORM_2019, given),
    });
    const trial = document("a", 2020, {}, old({ [OUT]: printed(4) }));
    expect(listCodes(store(trial, document("b", 2021, {})))).toEqual([[2021, "carry_over_break"]]);
    const prose = document("a", 2022, {}, { template: "none", cells: [] });
    expect(listCodes(store(prose, later))).toEqual([]);
  });

  test("is compared again when last year's page changes, and changes back", () => {
    const database = store(earlier, later);
    const mended = document("d", 2022, {
      [OUT]: printed(5),
      "requests.carried_out.business": printed(5),
    });
    add(database, { ...mended, at: "a" });
    expect(listCodes(database)).toEqual([]);
    add(database, { ...earlier, at: "a" });
    expect(listCodes(database)).toEqual([[2023, "carry_over_break"]]);
  });

  test("is forgotten when last year's document is no longer taken for a report", () => {
    const database = store(earlier, later);
    const withdrawn = [...listDocumentsToRead(database)].find(({ sha256 }) =>
      sha256.startsWith("a"),
    );
    if (withdrawn === undefined) throw new Error("no document");
    const other = { kind: "other" as const, page: "not_a_report" as const, reason: "a guide" };
    storeReading(database, sampleRun(), withdrawn, other, "2.0.0");
    expect(listCodes(database)).toEqual([]);
    storeReading(database, sampleRun(), withdrawn, reported(earlier.report), "3.0.0");
    expect(listCodes(database)).toEqual([[2023, "carry_over_break"]]);
  });

  test("is compared again when a person corrects last year's number", () => {
    const database = store(earlier, later);
    const { name: agency, divisionCode } = earlier.report.agency;
    const correct = (address: string) => ({
      agency,
      divisionCode,
      year: earlier.report.year,
      by: null,
      on: null,
      documentSha256: "a".padEnd(64, "0"),
      address,
      value: 5,
      reason: "misread",
    });
    putCorrections(database, sampleRun(), [correct(OUT), correct("requests.carried_out.business")]);
    expect(listCodes(database)).toEqual([]);
    putCorrections(database, sampleRun(), []);
    expect(listCodes(database)).toEqual([[2023, "carry_over_break"]]);
  });

  test("is compared under the name that the organ had a year before, in either order", () => {
    const of = (name: string) => ({ agency: { name, printed: name, divisionCode: "990123" } });
    const old = { ...earlier, report: { ...earlier.report, ...of("清石县卫生和计划生育委员会") } };
    const renamed = { ...later, report: { ...later.report, ...of("清石县卫生健康委员会") } };
    const found = listFound(store(old, renamed));
    expect(JSON.stringify(found)).toContain("清石县卫生和计划生育委员会2022年报告");
    expect(listFound(store(renamed, old))).toEqual(found);
    // Under its own name there is another report for that year: that one counts.
    const own = document(
      "e",
      2022,
      { [OUT]: printed(5), "requests.carried_out.business": printed(5) },
      of("清石县卫生健康委员会"),
    );
    for (const order of orders([old, renamed, own])) expect(listCodes(store(...order))).toEqual([]);
  });

  test("is no matter of two agencies", () => {
    const agency = { name: "清石县教育局", printed: "清石县教育局", divisionCode: "990123" };
    expect(listCodes(store(earlier, document("b", 2023, {}, { agency })))).toEqual([]);
  });
});

test("reading and checking again write nothing where nothing has changed", () => {
  const documents = [document("a", 2022, { [OUT]: printed(3) }), document("b", 2023, {})];
  const database = store(...documents);
  const before = database.database.serialize();
  const run = sampleRun();
  for (const place of [...listDocumentsToRead(database)]) {
    const read = documents.find(({ letter }) => place.sha256.startsWith(letter));
    if (read !== undefined) storeReading(database, run, place, reported(read.report), PARSER);
  }
  for (const id of listVersionIds(database, "current")) replaceFindings(database, run, id, []);
  expect(run.id).toBeUndefined();
  expect(database.database.serialize().equals(before)).toBe(true);
});

describe("a government and its organs", () => {
  const NEW = "requests.new.total";
  const of = (letter: string, name: string, requests: number, more: Partial<Report> = {}) =>
    document(
      letter,
      2023,
      { [NEW]: printed(requests), [IN]: printed(1) },
      {
        agency: { name, printed: name, divisionCode: "990123" },
        publishedOn: null,
        publishedFrom: null,
        ...more,
      },
    );
  const government = of("a", "清石县人民政府", 9);
  const health = of("b", "清石县卫生健康委员会", 6);
  const town = of("c", "清石县桥头镇人民政府", 3);

  test("may report more than the organs present, never less: they are named, those that count most first", () => {
    const found = listFound(store(government, health, town)) as Finding[][];
    expect(found.map((row) => row.slice(1, 4))).toEqual([
      ["清石县人民政府", "departments_exceed_government", "warning"],
    ]);
    expect(found[0]?.[5]).toContain("清石县卫生健康委员会 7, 清石县桥头镇人民政府 4");
    expect(found[0]?.[6]).toContain("合计 11 件，而本级政府报告仅 10 件");
    expect(listCodes(store(government, health))).toEqual([]);
  });

  test("are compared in any order of arrival, and by a check as on arrival", () => {
    const stores = orders([government, health, town]).map((order) => store(...order));
    const found = listFound(store(government, health, town));
    for (const each of stores) expect(listFound(each)).toEqual(found);
    const [first] = stores;
    if (first === undefined) throw new Error("no order");
    checkAnew(first);
    expect(listFound(first)).toEqual(found);
  });

  test.each([
    ["the government's office", of("c", "清石县人民政府办公室", 90)],
    ["another year", { ...of("c", "清石县教育局", 90, { year: 2022 }) }],
    [
      "another division",
      of("c", "清石县教育局", 90, {
        agency: { name: "清石县教育局", printed: null, divisionCode: "990124" },
      }),
    ],
    ["a zone", of("c", "清石县经济开发区管理委员会", 90)],
  ])("leave out %s", (_what, other) => {
    expect(listCodes(store(government, health, other))).toEqual([]);
  });

  test("are not compared where only the office or a town reports", () => {
    const office = of("a", "清石县人民政府办公室", 1);
    expect(listCodes(store(office, of("c", "清石县桥头镇人民政府", 1), health))).toEqual([]);
  });
});

test("no table is gone through for a report that comes", () => {
  const database = store(document("a", 2023, {}));
  for (const query of QUERIES_ON_ARRIVAL) {
    const plan = database.database
      .prepare<unknown[], { detail: string }>(`explain query plan ${query}`)
      .all(2023, "990123");
    expect(plan.length).toBeGreaterThan(1);
    expect(plan.filter(({ detail }) => detail.startsWith("SCAN"))).toEqual([]);
  }
});
