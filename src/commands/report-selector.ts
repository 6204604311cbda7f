import { getReport, type ReportSelector, type StoredReport } from "../store/report.ts";
import type { Store } from "../store/store.ts";
import { CommandError, exitCode } from "./exit-code.ts";

/** 桐柏县卫生健康委员会/2024 */
const AGENCY_AND_YEAR = /^(.+)[/@](\d{4})$/;
const NUMBER = /^\d+$/;

/** The report that a word on the command line means: its number, or agency/year. */
export function expectReport(store: Store, text: string): StoredReport {
  const stored = getReport(store, toSelector(text));
  if (stored !== undefined) return stored;
  throw new CommandError(
    `no report ${text} in ${store.path}; nianbao status tells what is there`,
    exitCode.failed,
  );
}

/** Throws CommandError for a word that is neither. */
export function toSelector(text: string): ReportSelector {
  if (NUMBER.test(text)) return { reportId: Number(text) };
  const match = AGENCY_AND_YEAR.exec(text);
  if (match?.[1] !== undefined) return { agency: match[1], year: Number(match[2]) };
  throw new CommandError(
    `expected a report's number or agency/year such as 桐柏县卫生健康委员会/2024, got ${JSON.stringify(text)}`,
    exitCode.usage,
  );
}
