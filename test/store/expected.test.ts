import { expect, test } from "vitest";
import { readPromise } from "../../src/interpret/promise.ts";
import type { Outcome } from "../../src/model/reading.ts";
import type { Source } from "../../src/model/source.ts";
import { beginRound, nextAddress, putSources } from "../../src/store/frontier.ts";
import { readPromises } from "../../src/store/promises.ts";
import { settle } from "../../src/store/settle.ts";
import { listCoverage } from "../../src/store/status.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";
import { temporaryStore } from "./temporary.ts";

const CIVIL = "清石县民政局";
const AUDIT = "清石县审计局";
const CODE = "990123";
const LIST = { kind: "other", page: "list", reason: "links to reports" } as const;
const NO_REPORT = { kind: "other", page: "not_a_report", reason: "no tables" } as const;
const titled = (agency: string, year: number) => `${agency}${year}年政府信息公开工作年度报告`;

/** What became of a link: a report, another page, or a failure with its reason. */
type End =
  | { readonly agency: string; readonly year: number; readonly code?: string | null }
  | Outcome
  | string
  | "left queued";

/** A source whose list leads to links with these texts, each of which ends as said; the run began in May 2024. */
function crawlList(
  ends: readonly (readonly [label: string, end: End])[],
  changes: Partial<Source> = {},
  store: Store = temporaryStore(),
): Store {
  const source: Source = {
    id: "qingshi",
    start: ["http://www.qingshi.example/nb/"],
    adapter: "auto",
    render: "auto",
    intervalMs: 0,
    concurrency: 1,
    enabled: true,
    ...changes,
  };
  const known = store.database.prepare("select count(*) from source").pluck().get();
  putSources(store, [source]);
  store.database.exec("update source set listed = 1");
  beginRound(store, source);
  const run = sampleRun("2024-05-01T00:00:00.000Z");
  const next = () => {
    const address = nextAddress(store, source.id);
    if (address === undefined) throw new Error("nothing is queued");
    return address;
  };
  const found = ends.map(([label], index) => ({
    url: `http://www.qingshi.example/${source.id}/${index}.html`,
    role: "report" as const,
    label,
  }));
  settle(
    store,
    run,
    sampleVisit({ address: next(), hash: `f${known}`, outcome: LIST, found }),
    PARSER,
  );
  ends.forEach(([, end], index) => {
    if (end === "left queued") return;
    const address = next();
    const hash = `${known}e${index}e`;
    if (typeof end === "string") {
      const visit = sampleVisit({ address, state: end.startsWith("404") ? "gone" : "failed" });
      const fetch = { ...visit.fetch, outcome: "unreachable" as const, reason: end };
      settle(store, run, { ...visit, fetch, document: undefined, outcome: undefined }, PARSER);
      return;
    }
    const outcome = "kind" in end ? end : toReport(end);
    settle(store, run, sampleVisit({ address, hash, outcome }), PARSER);
  });
  readPromises(store, run, "new", readPromise);
  return store;
}

function toReport(end: { agency: string; year: number; code?: string | null }): Outcome {
  const { agency: name, year, code: divisionCode = CODE } = end;
  return reported(sampleReport({ agency: { name, printed: name, divisionCode }, year }));
}

const given = (agency: string, year: number, code: string | null = CODE) =>
  [titled(agency, year), { agency, year, code }] as const;

function rows(store: Store, columns = "agency, year, status, basis"): unknown[] {
  return store.database
    .prepare(`select ${columns} from expected order by source_id, agency, division_code, year`)
    .raw()
    .all();
}

test("a list of many agencies should give each of them for every year since it began", () => {
  const store = crawlList([given(CIVIL, 2020), given(CIVIL, 2022), given(AUDIT, 2022)]);
  expect(rows(store)).toEqual([
    [AUDIT, 2020, "missing", "supposed"],
    [AUDIT, 2021, "missing", "supposed"],
    [AUDIT, 2022, "stored", "learnt"],
    [AUDIT, 2023, "missing", "learnt"],
    [CIVIL, 2020, "stored", "learnt"],
    [CIVIL, 2021, "missing", "learnt"],
    [CIVIL, 2022, "stored", "learnt"],
    [CIVIL, 2023, "missing", "learnt"],
  ]);
  expect(
    listCoverage(store).map(({ year, missing, supposed }) => [year, missing, supposed]),
  ).toEqual([
    [2020, 0, 1],
    [2021, 1, 1],
    [2022, 0, 0],
    [2023, 2, 0],
  ]);
});

test("a link that names agency and year is a row with its reason, whatever kept its report away", () => {
  const store = crawlList([
    given(CIVIL, 2023),
    [titled(AUDIT, 2023), "the server closed the connection"],
    [titled("清石县水利局", 2023), NO_REPORT],
    [titled("清石县教育局", 2022), "404 not found"],
    ["政府信息公开指南", NO_REPORT],
    [titled("清石县司法局", 2021), "left queued"],
  ]);
  expect(rows(store, "agency, year, status, reason, basis")).toEqual([
    ["清石县司法局", 2021, "not_crawled", null, "linked"],
    [AUDIT, 2023, "failed", "the server closed the connection", "linked"],
    ["清石县教育局", 2022, "failed", "404 not found", "linked"],
    [CIVIL, 2023, "stored", null, "learnt"],
    ["清石县水利局", 2023, "failed", "no tables", "linked"],
  ]);
});

test("an agency that the list prints in short is the one agency of the list that is called so", () => {
  const store = crawlList([
    given(CIVIL, 2022),
    ["民政局2023年政府信息公开工作年度报告", "no answer"],
  ]);
  expect(rows(store)).toEqual([
    [CIVIL, 2022, "stored", "learnt"],
    [CIVIL, 2023, "failed", "linked"],
  ]);
});

test("a report of another agency than its link names is no lost report", () => {
  const store = crawlList([[titled(AUDIT, 2023), { agency: CIVIL, year: 2023 }]]);
  expect(rows(store)).toEqual([[CIVIL, 2023, "stored", "learnt"]]);
});

test("an agency whose division is open in one year, or was given another code, is one row a year", () => {
  const store = crawlList([
    given(CIVIL, 2021, "990100"),
    given(CIVIL, 2022, null),
    given(CIVIL, 2023),
  ]);
  expect(rows(store, "division_code, year, status")).toEqual([
    [CODE, 2021, "stored"],
    [CODE, 2022, "stored"],
    [CODE, 2023, "stored"],
  ]);
});

test("two agencies of one name that report on one year are two", () => {
  const store = crawlList([given(CIVIL, 2022), given(CIVIL, 2022, "990200"), given(CIVIL, 2023)]);
  expect(rows(store, "division_code, year, status")).toEqual([
    [CODE, 2022, "stored"],
    [CODE, 2023, "stored"],
    ["990200", 2022, "stored"],
    ["990200", 2023, "missing"],
  ]);
});

test("agencies and years that sources.json names are expected though nothing was ever given", () => {
  const agencies = [{ name: CIVIL }, { name: AUDIT, divisionCode: CODE }];
  const store = crawlList([given(AUDIT, 2021), given("清石县水利局", 2020)], {
    agencies,
    years: { first: 2021, last: 2022 },
  });
  expect(rows(store)).toEqual([
    [AUDIT, 2021, "stored", "named"],
    [AUDIT, 2022, "missing", "named"],
    [CIVIL, 2021, "missing", "named"],
    [CIVIL, 2022, "missing", "named"],
    ["清石县水利局", 2020, "stored", "learnt"],
  ]);
});

test("no year is expected before it is due, whatever sources.json wishes", () => {
  const agencies = [{ name: CIVIL }];
  const years = { first: 2022, last: 2030 };
  expect(rows(crawlList([], { agencies, years }))).toEqual([
    [CIVIL, 2022, "missing", "named"],
    [CIVIL, 2023, "missing", "named"],
  ]);
  const late = { first: 2025 };
  expect(rows(crawlList([given(CIVIL, 2019)], { agencies, years: late }))).toEqual([
    [CIVIL, 2019, "stored", "named"],
  ]);
});

test("an agency at two sources is a row at each, stored at both once one of them gave it", () => {
  const store = crawlList([given(CIVIL, 2022), given(CIVIL, 2023)]);
  crawlList([given(CIVIL, 2022), given(AUDIT, 2023)], { id: "second" }, store);
  expect(rows(store, "source_id, agency, year, status").filter(isOf(CIVIL))).toEqual([
    ["qingshi", CIVIL, 2022, "stored"],
    ["qingshi", CIVIL, 2023, "stored"],
    ["second", CIVIL, 2022, "stored"],
    ["second", CIVIL, 2023, "stored"],
  ]);
});

const isOf = (agency: string) => (row: unknown) => Array.isArray(row) && row.includes(agency);

test("what was read of the links is written once, and read anew when a link says more", () => {
  const store = crawlList([[titled(AUDIT, 2023), "no answer"]]);
  const run = sampleRun();
  readPromises(store, run, "all", readPromise);
  expect(run.id).toBeUndefined();
  store.database.exec(`update address set label = '${titled(CIVIL, 2022)}' where role = 'report'`);
  readPromises(store, run, "new", readPromise);
  expect(run.id).toBeDefined();
  expect(rows(store)).toEqual([[CIVIL, 2022, "failed", "linked"]]);
});

test("every question about one source reads the addresses of that source only", () => {
  const store = crawlList([given(CIVIL, 2022)]);
  for (const question of ["select *", "select status, count(*)"]) {
    const plan = store.database
      .prepare<[], { detail: string }>(
        `explain query plan ${question} from expected where source_id = 'qingshi'`,
      )
      .all()
      .map(({ detail }) => detail);
    expect(plan.filter((step) => /SCAN (?:f|o|address|source)$/.test(step))).toEqual([]);
    expect(plan.filter((step) => step.includes("address_of_source (source_id=?)"))).not.toEqual([]);
  }
});
