import { execFileSync } from "node:child_process";
import { userInfo } from "node:os";
import type { FormCell } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import type { StoredReport } from "../store/report.ts";
import { asRead } from "../store/report.ts";
import { describeUnknownCell, findCell } from "./cell-name.ts";
import type { CorrectOptions } from "./correct.ts";
import {
  findCorrectionsPath,
  findEntry,
  readCorrectionsFile,
  writeCorrectionsFile,
} from "./corrections-file.ts";
import type { CorrectionEntry } from "./corrections-schema.ts";
import { syncCorrections } from "./corrections-sync.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import { expectReport, toSelector } from "./report-selector.ts";
import { type Session, withSession } from "./session.ts";

export interface CorrectJob {
  readonly report: string;
  readonly cell: string;
  readonly value: string | undefined;
  readonly options: CorrectOptions;
}

export interface Corrected {
  /** For people, and for scripts. */
  readonly sentence: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** 2026-01-31 */
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** -8, 38.3296 */
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Writes a correction into corrections.json, or takes it back, and puts it in force. */
export async function correct(job: CorrectJob): Promise<Corrected> {
  expectUsage(job);
  const { done } = await withSession("correct", job.options, async (session) => {
    const corrected = job.options.remove ? remove(job, session) : put(job, session);
    return { done: corrected, outcome: "done", summary: corrected.record };
  });
  return done;
}

/** What can be told without the database is told before it is opened. */
function expectUsage({ report, value, options }: CorrectJob): void {
  toSelector(report);
  const { remove, reason, on } = options;
  if (remove) {
    if (value === undefined) return;
    throw usage(`expected no value beside --remove, got ${JSON.stringify(value)}`);
  }
  if (value === undefined || (value !== "null" && !NUMBER.test(value))) {
    throw usage(
      `expected a number such as 13 or 38.3296, or null, got ${JSON.stringify(value ?? "")}`,
    );
  }
  if (reason === undefined || reason.trim() === "") {
    throw usage("expected --reason: say why, for those who come later");
  }
  if (on !== undefined && !(DAY.test(on) && !Number.isNaN(Date.parse(on)))) {
    throw usage(`expected --on to be a day such as 2026-01-31, got ${JSON.stringify(on)}`);
  }
}

const usage = (message: string): CommandError => new CommandError(message, exitCode.usage);

function put(job: CorrectJob, session: Session): Corrected {
  const { store, run } = session;
  const stored = expectReport(store, job.report);
  const cell = expectCell(job.cell, stored);
  const read = expectRead(stored, job.cell);
  const value = expectValue(job.value ?? "null", cell, read);
  const open = readCorrectionsFile(findCorrectionsPath(job.options));
  const entry = toEntry(job, stored, value);
  const at = findEntry(open.file, toCorrected(stored), job.cell);
  const corrections =
    at === -1 ? [...open.file.corrections, entry] : open.file.corrections.with(at, entry);
  writeCorrectionsFile(open, { ...open.file, corrections });
  syncCorrections(store, run, job.options);
  const whose = `${stored.report.agency.name ?? "agency unknown"} ${stored.report.year}`;
  const was = describe(read.value, read.status);
  const instead = at === -1 ? "" : ", in place of the correction it had";
  return {
    sentence: `${job.cell} of ${whose}: ${describe(value, "no number")}, where ${was} was read; written to ${open.path}${instead} and in force`,
    record: {
      report_id: stored.reportId,
      ...entry,
      read_value: read.value,
      read_status: read.status,
      file: open.path,
    },
  };
}

const describe = (value: number | null, status: string): string =>
  value === null ? status : String(value);

function expectCell(name: string, { report }: StoredReport): FormCell {
  const cell = findCell(report.template, name);
  if (cell !== undefined) return cell;
  throw usage(describeUnknownCell(name, report.template));
}

function expectRead(stored: StoredReport, name: string): Cell {
  const cell = asRead(stored).cells.find(({ address }) => address === name);
  if (cell !== undefined) return cell;
  throw usage(
    `${name} is a cell of today's form, but not of the one the report was stored with: run nianbao reparse first`,
  );
}

function expectValue(text: string, { column }: FormCell, read: Cell): number | null {
  const value = text === "null" ? null : Number(text);
  if (value === read.value) {
    throw usage(
      `${describe(value, read.status)} is what was read of ${read.address}: there is nothing to correct`,
    );
  }
  if (value !== null && column.type !== "decimal" && !Number.isInteger(value)) {
    throw usage(`expected a whole number of ${column.unit} for ${read.address}, got ${text}`);
  }
  if (value !== null && column.type !== "signed_integer" && value < 0) {
    throw usage(`expected a number of at least 0 for ${read.address}, got ${text}`);
  }
  return value;
}

function toEntry(job: CorrectJob, stored: StoredReport, value: number | null): CorrectionEntry {
  const { agency, year } = stored.report;
  const { reason = "", by = findName(), on = new Date().toISOString().slice(0, 10) } = job.options;
  return {
    agency: agency.name,
    ...(agency.divisionCode === null ? {} : { division_code: agency.divisionCode }),
    year,
    cell: job.cell,
    value,
    reason,
    by,
    on,
    document_sha256: stored.provenance.documentSha256,
  };
}

/** Of git where it knows, since the file is meant to be under version control; else the name of the account. */
function findName(): string {
  try {
    const name = execFileSync("git", ["config", "user.name"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    if (name !== "") return name;
  } catch {
    // Without git, or without a name in it, the account's name is what there is.
  }
  return userInfo().username;
}

const toCorrected = ({ report, provenance }: StoredReport) => ({
  agency: report.agency.name,
  divisionCode: report.agency.divisionCode,
  year: report.year,
  documentSha256: provenance.documentSha256,
});

function remove(job: CorrectJob, { store, run }: Session): Corrected {
  const stored = expectReport(store, job.report);
  const open = readCorrectionsFile(findCorrectionsPath(job.options));
  const at = findEntry(open.file, toCorrected(stored), job.cell);
  const entry = open.file.corrections[at];
  if (entry === undefined) {
    throw new CommandError(
      `${open.path} has no correction of ${job.cell} of report ${job.report}; nianbao show ${job.report} lists those it has`,
      exitCode.failed,
    );
  }
  const corrections = open.file.corrections.toSpliced(at, 1);
  writeCorrectionsFile(open, { ...open.file, corrections });
  syncCorrections(store, run, job.options);
  return {
    sentence: `${job.cell} of ${entry.agency} ${entry.year}: as read again; the correction to ${describe(entry.value, "no number")} is gone from ${open.path}`,
    record: { report_id: stored.reportId, removed: entry, file: open.path },
  };
}
