import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { forms } from "../model/forms/forms.ts";
import { compareSides, type ReportDifference } from "../store/diff.ts";
import type { Side } from "../store/diff-side.ts";
import { type OpenedForReading, openOfAnyAge } from "../store/open-older.ts";
import { findRun } from "../store/status.ts";
import type { DiffOptions } from "./diff.ts";
import { csvPrinter } from "./diff-csv.ts";
import { jsonPrinter } from "./diff-json.ts";
import { textPrinter } from "./diff-text.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** How many reports and cells differ. */
export interface DiffSums {
  added: number;
  gone: number;
  changed: number;
  cells: number;
  same: number;
}

/** Writes differences one by one, so that none is kept. */
export interface DiffPrinter {
  readonly begin: (sides: readonly [string, string]) => string;
  readonly report: (difference: ReportDifference) => string;
  readonly end: (sums: DiffSums) => string;
}

/** data/nianbao.sqlite#7 */
const PATH_AND_RUN = /^(.+)#(\d+)$/;
const NUMBER = /^\d+$/;

/** What a word on the command line means by a side. */
export interface SideName {
  readonly path: string;
  readonly run: number | undefined;
}

/** A file of the very name comes first: `7` may be one. */
export function toSideName(word: string, db: string): SideName {
  if (existsSync(word)) return { path: word, run: undefined };
  if (NUMBER.test(word)) return { path: db, run: Number(word) };
  const match = PATH_AND_RUN.exec(word);
  if (match?.[1] === undefined) return { path: word, run: undefined };
  return { path: match[1], run: Number(match[2]) };
}

/** Ctrl-C is only heard in a pause. */
const REPORTS_BETWEEN_PAUSES = 500;

/** Prints what differs; returns whether it was stopped before the end. */
export async function diff(
  words: readonly [string, string],
  options: DiffOptions,
  terminal: Terminal,
): Promise<boolean> {
  const others = [options.json && "--json", options.summary && "--summary"].filter(Boolean);
  if (options.csv && others.length > 0) {
    throw new CommandError(`expected --csv alone, got ${others.join(" and ")} too`, exitCode.usage);
  }
  const opened: OpenedForReading[] = [];
  try {
    const [before, after] = [openSide(words[0], options.db), openSide(words[1], options.db)];
    return await printAll(before, after, words, options, terminal);
  } finally {
    for (const { close } of opened) close();
  }

  function openSide(word: string, db: string): Side {
    const { path, run } = toSideName(word, db);
    const side = openOfAnyAge(path, [...forms.values()]);
    opened.push(side);
    if (run !== undefined) expectRun(side, path, run);
    return { store: side.store, run };
  }
}

function expectRun({ store }: OpenedForReading, path: string, run: number): void {
  if (findRun(store, run) !== undefined) return;
  throw new CommandError(
    `${path} has no run ${run}: nianbao status --db ${path} lists those it has`,
    exitCode.failed,
  );
}

function choosePrinter(options: DiffOptions): DiffPrinter {
  if (options.json) return jsonPrinter();
  return options.csv ? csvPrinter() : textPrinter();
}

async function printAll(
  before: Side,
  after: Side,
  words: readonly [string, string],
  options: DiffOptions,
  terminal: Terminal,
): Promise<boolean> {
  const printer = choosePrinter(options);
  const sums: DiffSums = { added: 0, gone: 0, changed: 0, cells: 0, same: 0 };
  const progress = terminal.startProgress("reports");
  try {
    terminal.print(printer.begin(words));
    let reports = 0;
    for (const difference of compareSides(before, after)) {
      count(sums, difference);
      if (difference !== undefined && !options.summary) terminal.print(printer.report(difference));
      reports += 1;
      progress.step(`${reports - sums.same} differ`);
      if (reports % REPORTS_BETWEEN_PAUSES === 0) await setImmediate();
      if (terminal.signal.aborted) return true;
    }
    progress.stop();
    terminal.print(printer.end(sums));
    return false;
  } finally {
    progress.stop();
  }
}

function count(sums: DiffSums, difference: ReportDifference | undefined): void {
  if (difference === undefined) sums.same += 1;
  else {
    sums[difference.change] += 1;
    sums.cells += difference.cells.length;
  }
}
