import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { expectOcr, warnOfOcr } from "./ocr.ts";
import { addReadingOptions, type ReadingOptions } from "./shared-options.ts";
import { countOutcome, describeCounts, isFailure, startCounts, toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  nianbao reparse               read everything with today's parser
  nianbao reparse --threads 4   with four worker threads
  nianbao reparse --ocr         scans and tables that are pictures too

A document that reads as before writes nothing; one that reads differently gets
a new version, and the old one stays. What was read by OCR stays as it is
without --ocr. Exit codes: 0 done, 3 done but some
documents could not be read, 75 another run holds the lock, 130 stopped.`;

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
    .addHelpText("after", EXAMPLES)
    .action(async (options: ReadingOptions) => {
      end(await reparse(options, terminal));
    });
}

async function reparse(options: ReadingOptions, terminal: Terminal): Promise<ExitCode> {
  await expectOcr(options);
  const { reparseAll } = await import("./reparse-run.ts");
  const counts = startCounts();
  const failures: { readonly url: string; readonly reason: string }[] = [];
  const progress = terminal.startProgress("documents");
  try {
    const isInterrupted = await reparseAll(
      { counts, shared: options, onOcrFailure: warnOfOcr(terminal), signal: terminal.signal },
      {
        onTotal: (total) => progress.expect(total),
        onDone: ({ document, outcome, settled }) => {
          countOutcome(counts, outcome, settled);
          progress.step(`${counts.new_versions + counts.new_reports} read differently`);
          if (!isFailure(outcome)) return;
          const { url } = document.context;
          failures.push({ url, reason: outcome.reason });
          terminal.log.warn({ url }, `${url}: ${outcome.reason}`);
        },
      },
    );
    progress.stop();
    terminal.print(
      options.json
        ? `${JSON.stringify({ ...counts, interrupted: isInterrupted, failures }, undefined, 2)}\n`
        : `${toQuantity(counts.new_versions, "new version")}, ${toQuantity(counts.new_reports, "new report")}\n${describeCounts(counts, "document")}\n`,
    );
    if (isInterrupted) return exitCode.interrupted;
    return counts.failed > 0 ? exitCode.partial : exitCode.done;
  } finally {
    progress.stop();
  }
}
