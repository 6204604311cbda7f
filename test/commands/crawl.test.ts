import { existsSync, readFileSync, rmSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { forms } from "../../src/model/forms/forms.ts";
import { openStore } from "../../src/store/open-store.ts";
import { getReport } from "../../src/store/report.ts";
import { listReports } from "../../src/store/report-list.ts";
import type { SitedReport } from "../sample/site.ts";
import { openSampleCrawl, pathsSince, type SampleCrawl } from "./sample-crawl.ts";
import type { Ended, Workplace } from "./workplace.ts";

const TABLES =
  "agency report document version version_cells version_trace section claim finding reading address source".split(
    " ",
  );

function countRows(place: Workplace, tables: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    tables.map((table) => [table, place.rows(`select count(*) as rows from ${table}`)[0]]),
  );
}

function readReports<Result>(
  place: Workplace,
  read: (store: ReturnType<typeof openStore>) => Result,
): Result {
  const path = place.path("data", "nianbao.sqlite");
  const store = openStore(path, { mode: "read", forms: [...forms.values()] });
  try {
    return read(store);
  } finally {
    store.close();
  }
}

/** The report's figures as its page prints them, planted faults and all. */
function listPrinted({ report, fault }: SitedReport): (readonly [string, number | null])[] {
  return [...report.values].map(([address, value]) => {
    if (address !== fault?.address) return [address, value];
    return [address, fault.kind === "blank_cell" ? null : value + 1];
  });
}

/** Pages that show what the demo's database answers. */
const DOCUMENTS = ["README.md", "README.zh-CN.md", "docs/recipes.md"];
/** A query, and below it what comes of it. */
const SHOWN_QUERY = /^```sql\n([^`]*)^```\n\n```text\n([^`]*)^```$/gm;

function listShownQueries(path: string): { readonly query: string; readonly result: string }[] {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  return [...text.matchAll(SHOWN_QUERY)].map(([, query = "", result = ""]) => ({ query, result }));
}

describe("a crawl of the sample portal", () => {
  let sample: SampleCrawl;
  let first: Ended;
  let sited: readonly SitedReport[];

  beforeAll(async () => {
    sample = await openSampleCrawl();
    sited = sample.sites.flatMap(({ reports }) => reports);
    first = await sample.crawl("--json");
  });

  test("ends with 0 and prints one JSON value, its log as JSON lines", () => {
    expect(first.code).toBe(0);
    const result = JSON.parse(first.stdout);
    expect(result).toMatchObject({
      asked: 46,
      clean: sited.length - 2,
      doubtful: 2,
      failed: 0,
      gone: 1,
      refused: 1,
      new_reports: sited.length,
      findings: 4,
      interrupted: false,
    });
    const lines = first.stderr.trimEnd().split("\n");
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  });

  test("stores every report that can be had, every cell as it is printed", () => {
    readReports(sample.place, (store) => {
      expect([...listReports(store, "all")]).toHaveLength(sited.length);
      for (const planned of sited) {
        const { report } = planned;
        const stored = getReport(store, { agency: report.agency, year: report.year });
        const values = stored?.report.cells.map(({ address, value }) => [address, value] as const);
        expect(values).toEqual(listPrinted(planned));
        expect(stored?.report).toMatchObject({
          title: report.title,
          publishedOn: report.publishedOn,
          template: report.form.id,
          agency: { name: report.agency, divisionCode: report.divisionCode },
        });
      }
    });
  });

  test("finds the wrong sum and the blank cell, and nothing else to doubt", () => {
    const findings = sample.place.rows(
      "select code, cells, agency, year from findings join reports using (report_id) order by code",
    );
    expect(findings).toMatchObject([
      { code: "cell_blank" },
      { code: "column_sum_mismatch" },
      { code: "correction_suggested" },
      { code: "row_sum_mismatch" },
    ]);
    const wrong = sited.find(({ fault }) => fault?.kind === "wrong_sum");
    expect(findings[2]).toMatchObject({ agency: wrong?.report.agency, year: wrong?.report.year });
    expect(JSON.stringify(findings[2])).toContain(wrong?.fault?.address);
  });

  test("leaves what is disallowed, gone or no report", () => {
    const lost = sample.sites.flatMap((site) => site.lost);
    expect(lost.map(({ reason }) => reason).sort()).toEqual(["disallowed", "gone", "not_a_report"]);
    const asked = pathsSince(sample.portal, 0);
    for (const { path, reason, agency, year } of lost) {
      expect(asked.includes(path)).toBe(reason !== "disallowed");
      expect(
        sample.place.rows(`select 1 from reports where agency = '${agency}' and year = ${year}`),
      ).toEqual([]);
    }
    expect(sample.place.rows("select url from address where state = 'gone'")).toHaveLength(1);
  });

  test.each(DOCUMENTS)("answers the queries of %s as is shown there", (path) => {
    const shown = listShownQueries(path);
    expect(shown.length).toBeGreaterThan(2);
    for (const { query, result } of shown) {
      const rows = sample.place.rows(query).map((row) => Object.entries(row ?? {}));
      const head = (rows[0] ?? []).map(([name]) => name);
      const lines = [head, ...rows.map((row) => row.map(([, value]) => value))];
      // The shell of SQLite prints 1.0 where JavaScript prints 1.
      const wanted = result.trimEnd().replace(/\b1\.0\b/g, "1");
      expect(lines.map((line) => line.join(" | ")).join("\n")).toBe(wanted);
    }
  });

  test("heals from 503", () => {
    const troubled = sited.find(({ fault }) => fault?.kind === "answers_503_twice");
    const answers = sample.portal.entries.filter(({ path }) => path === troubled?.path);
    expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  test("asks the second time whether something changed, and writes only that it asked", async () => {
    const before = countRows(sample.place, TABLES);
    const entries = sample.portal.entries.length;
    const second = await sample.crawl();
    expect(second.code).toBe(0);
    expect(countRows(sample.place, TABLES)).toEqual(before);
    const again = sample.portal.entries.slice(entries);
    const paths = new Set(sited.map(({ path }) => path));
    const reports = again.filter(({ path }) => paths.has(path));
    expect(reports).toHaveLength(sited.length);
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set([304]));
    expect(second.stdout).toContain("44 not modified; 0 findings\n");
    expect(second.stdout).toContain("nothing new");
    expect(sample.place.rows("select run_id, outcome from run")).toEqual([
      { run_id: 1, outcome: "done" },
      { run_id: 2, outcome: "done" },
    ]);
  });

  test("asks again for the whole of a document that the archive lost", async () => {
    const { path } = sited[0] ?? { path: "" };
    const [row] = sample.place.rows(
      `select sha256 from document join address using (document_id) where url like '%${path}'`,
    );
    const { sha256 } = row as { sha256: string };
    const file = sample.place.path("data/archive", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    rmSync(file);
    await sample.crawl("--quiet");
    expect(existsSync(file)).toBe(true);
  });

  test("refuses an unknown source and names it", async () => {
    const entries = sample.portal.entries.length;
    const ended = await sample.crawl("trs-990101", "no-such-source");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toBe(
      "nianbao: sources.json has no source no-such-source; nianbao sources lists those it has\n",
    );
    expect(sample.portal.entries).toHaveLength(entries);
  });

  test("crawls only the sources that are named", async () => {
    const entries = sample.portal.entries.length;
    const { code } = await sample.crawl("trs-990101", "--quiet");
    expect(code).toBe(0);
    const sites = new Set(sample.portal.entries.slice(entries).map(({ site }) => site));
    expect(sites).toEqual(new Set([sample.sites[0]?.name]));
  });
});
