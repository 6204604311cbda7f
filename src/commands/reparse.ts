import type { Command } from "commander";
import type { ReadingDifference } from "../store/reading-preview.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { expectOcr, warnOfOcr } from "./ocr.ts";
import type { DifferenceCounts } from "./reparse-print.ts";
import type { DocumentDone, ReparseListener } from "./reparse-run.ts";
import { addReadingOptions, type ReadingOptions } from "./shared-options.ts";
import {
  type Counts,
  countOutcome,
  describeCounts,
  isFailure,
  startCounts,
  toQuantity,
} from "./tally.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  nianbao reparse               read everything with today's parser
  nianbao reparse --threads 4   with four worker threads
  nianbao reparse --ocr         scans and tables that are pictures too
  nianbao reparse --dry-run     what would be read differently; writes nothing

A document that reads as before writes nothing; one that reads differently gets
a new version, and the old one stays. What was read by OCR stays as it is
without --ocr. A run that was cut off goes on where it was the next time.
Exit codes: 0 done, 3 done but some
documents could not be read, 75 another run holds the lock, 130 stopped.`;

interface ReparseOptions extends ReadingOptions {
  readonly dryRun?: true;
  readonly fromStart?: true;
  readonly summary?: true;
}

/** nianbao reparse: reads every archived document again, without network. */
export function addReparse(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const command = program
    .command("reparse")
    .description("read every archived document again with today's parser, without network");
  addReadingOptions(command)
    .option("--dry-run", "tell what would be read differently, and write nothing")
    .option("--from-start", "do not go on where an earlier run was cut off")
    .option("--summary", "print the counts only")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ReparseOptions) => {
      end(await reparse(options, terminal));
    });
}

async function reparse(options: ReparseOptions, terminal: Terminal): Promise<ExitCode> {
  await expectOcr(options);
  const { reparseAll } = await import("./reparse-run.ts");
  const { reparseDry } = await import("./reparse-dry-run.ts");
  const report = await createReport(options, terminal);
  const progress = terminal.startProgress("documents");
  const job = {
    counts: report.counts,
    shared: options,
    from: options.fromStart ? "start" : "where_it_stopped",
    onOcrFailure: warnOfOcr(terminal),
    signal: terminal.signal,
  } as const;
  const listener: ReparseListener = {
    onTotal: (total) => progress.expect(total),
    onResumed: (documents) =>
      terminal.log.info(
        { documents },
        `going on after ${toQuantity(documents, "document")} of a run that was cut off; --from-start reads all again`,
      ),
    onDone: (done) => {
      report.onDone(done);
      progress.step(`${report.countDifferent()} read differently`);
    },
  };
  try {
    const isInterrupted = await (options.dryRun ? reparseDry : reparseAll)(job, listener);
    progress.stop();
    report.end(isInterrupted);
    if (isInterrupted) return exitCode.interrupted;
    return report.counts.failed > 0 ? exitCode.partial : exitCode.done;
  } finally {
    progress.stop();
  }
}

/** Prints differences as they are met, so that none is kept, and the counts at the end. */
async function createReport(options: ReparseOptions, terminal: Terminal) {
  const { countDifference, describeDifference, startDifferenceCounts, toDifferenceRecord } =
    await import("./reparse-print.ts");
  const counts = startCounts();
  const different = startDifferenceCounts();
  const failures: { readonly url: string; readonly reason: string }[] = [];
  const show = options.json ? toDifferenceRecord : describeDifference;
  let separator = '{"differences":[\n';
  const print = (done: DocumentDone, difference: ReadingDifference): void => {
    if (options.summary) return;
    const shown = show(difference, done);
    terminal.print(typeof shown === "string" ? shown : separator + JSON.stringify(shown));
    separator = ",\n";
  };
  return {
    counts,
    countDifferent: () => different.new_report + different.new_version + different.withdrawn,
    onDone: (done: DocumentDone): void => {
      const { document, outcome, settled, difference } = done;
      countOutcome(counts, outcome, settled);
      if (difference !== undefined) {
        countDifference(different, difference);
        print(done, difference);
      }
      if (!isFailure(outcome)) return;
      const { url } = document.context;
      failures.push({ url, reason: outcome.reason });
      terminal.log.warn({ url }, `${url}: ${outcome.reason}`);
    },
    end: (interrupted: boolean): void => {
      if (options.json) {
        const head = separator.startsWith("{") ? '{"differences":[' : "";
        const rest = JSON.stringify({ different, ...counts, interrupted, failures });
        terminal.print(`${head}\n],${rest.slice(1)}\n`);
      } else terminal.print(describeEnd(counts, different, options));
    },
  };
}

function describeEnd(
  counts: Counts,
  { withdrawn, findings, cells }: DifferenceCounts,
  { dryRun }: ReparseOptions,
): string {
  const more = [
    ...(cells > 0 ? [`${toQuantity(cells, "cell")} changed`] : []),
    ...(withdrawn > 0 ? [`${withdrawn} no longer taken for reports`] : []),
    ...(findings > 0 ? [`${findings} with other findings`] : []),
  ];
  const head = `${toQuantity(counts.new_versions, "new version")}, ${toQuantity(counts.new_reports, "new report")}`;
  const dry = dryRun ? "; nothing was written" : "";
  return `${[head, ...more].join(", ")}${dry}\n${describeCounts(counts, "document")}\n`;
}
