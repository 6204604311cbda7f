import type { Command } from "commander";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { expectOcr, warnOfOcr } from "./ocr.ts";
import { addReadingOptions, type ReadingOptions } from "./shared-options.ts";
import { countOutcome, describeCounts, isFailure, startCounts, toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  nianbao ingest report.html         one file
  nianbao ingest downloads/ --json   every document below a folder
  nianbao ingest scan.pdf --ocr      a scan, or a page whose tables are pictures

Reads .html .htm .txt .pdf .docx .doc .rtf .xlsx .xls, and a .zip of one of
them; .png and .jpg given by name are read with --ocr.
Other formats are archived and count as failed; a later version reads them with
nianbao reparse. Exit codes: 0 done, 2 wrong usage, 3 done but some files
failed, 75 another run holds the lock, 130 stopped.`;

/** nianbao ingest: like crawl, but from local files or folders of them. */
export function addIngest(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const command = program
    .command("ingest")
    .description("archive, parse, check and store reports from local files")
    .argument("<path...>", "files, or folders of them");
  addReadingOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (paths: string[], options: ReadingOptions) => {
      end(await ingest(paths, options, terminal));
    });
}

async function ingest(
  paths: readonly string[],
  options: ReadingOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await expectOcr(options);
  const { listFiles } = await import("./local-files.ts");
  const { ingestFiles } = await import("./ingest-run.ts");
  const { files, ignored } = listFiles(paths);
  if (ignored > 0)
    terminal.log.info(`left ${toQuantity(ignored, "file")} whose names are not those of documents`);
  const counts = startCounts();
  const failures: { readonly path: string; readonly reason: string }[] = [];
  const progress = terminal.startProgress("files");
  progress.expect(files.length);
  try {
    const { isInterrupted } = await ingestFiles(
      {
        files,
        counts,
        shared: options,
        onOcrFailure: warnOfOcr(terminal),
        signal: terminal.signal,
      },
      ({ path, outcome, settled }) => {
        countOutcome(counts, outcome, settled);
        progress.step(`${counts.clean + counts.doubtful} reports, ${counts.failed} failed`);
        if (outcome.kind === "report") return;
        const isLoss = isFailure(outcome);
        if (isLoss) failures.push({ path, reason: outcome.reason });
        terminal.log[isLoss ? "warn" : "info"]({ path }, `${path}: ${outcome.reason}`);
      },
    );
    progress.stop();
    const result = { ...counts, ignored, interrupted: isInterrupted, failures };
    terminal.print(
      options.json
        ? `${JSON.stringify(result, undefined, 2)}\n`
        : `${describeCounts(counts, "file")}\n`,
    );
    if (isInterrupted) return exitCode.interrupted;
    return counts.failed > 0 ? exitCode.partial : exitCode.done;
  } finally {
    progress.stop();
  }
}
