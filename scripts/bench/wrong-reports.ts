import Database from "better-sqlite3";
import { forms } from "../../dist/model/forms/forms.js";
import { openStore } from "../../dist/store/open-store.js";
import { getReport } from "../../dist/store/report.js";
import type { SampleReport } from "../../test/sample/report.ts";
import type { BenchPortal } from "./portal.ts";
import { makeSites } from "./sites.ts";

type Report = NonNullable<ReturnType<typeof getReport>>["report"];

/** Reports that are missing, or say anything else than what was printed: agency, year, title or any cell of the form. */
export function countWrongOfOurs(path: string, portal: BenchPortal): number {
  const store = openStore(path, { mode: "read", forms: [...forms.values()] });
  try {
    const stored = new Map<string, Report>();
    const ids = store.database.prepare<[], number>("select report_id from reports").pluck();
    for (const reportId of ids.all()) {
      const found = getReport(store, { reportId });
      if (found !== undefined) stored.set(found.provenance.url, found.report);
    }
    return countWrong(portal, (url, sample) => isRight(stored.get(url), sample));
  } finally {
    store.close();
  }
}

/** Of the peer, whose reports are missing or have another title or other numbers in table three. */
export function countWrongOfPeer(path: string, portal: BenchPortal): number {
  const database = new Database(path, { readonly: true });
  try {
    const titles = new Map(
      database.prepare<[], [string, string]>("select url, title from report").raw().all(),
    );
    const numbers = database
      .prepare<[string], number | null>(
        "select value from cell join report using (report_id) where url = ? order by ordinal",
      )
      .pluck();
    return countWrong(portal, (url, { title, values }) => {
      const expected = [...values].filter(([address]) => address.startsWith("requests."));
      const isTitled = titles.get(url)?.includes(title) === true;
      return isTitled && isSame(numbers.all(url), expected.map(toValue));
    });
  } finally {
    database.close();
  }
}

function countWrong(
  portal: BenchPortal,
  judge: (url: string, sample: SampleReport) => boolean,
): number {
  let wrong = 0;
  makeSites(portal.reports).forEach((site, host) => {
    const base = new URL(portal.starts[host] ?? "").origin;
    for (const path of site.reportPaths) {
      const sample = site.reportAt(path);
      if (sample === undefined || !judge(`${base}${path}`, sample)) wrong += 1;
    }
  });
  return wrong;
}

function isRight(report: Report | undefined, sample: SampleReport): boolean {
  return (
    report?.agency.name === sample.agency &&
    report.year === sample.year &&
    report.title === sample.title &&
    isSame(
      report.cells.map(({ value }) => value),
      [...sample.values].map(toValue),
    )
  );
}

function toValue([, value]: readonly [string, number]): number {
  return value;
}

function isSame(met: readonly (number | null)[], expected: readonly number[]): boolean {
  return met.length === expected.length && met.every((value, index) => value === expected[index]);
}
