import { type Command, Option } from "commander";
import type { CrawlOptions } from "../crawl/crawl.ts";
import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import type { Source } from "../model/source.ts";
import { followEvent, type ListedReport } from "./crawl-events.ts";
import { printCrawl } from "./crawl-print.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { expectOcr, warnOfOcr } from "./ocr.ts";
import { addReadingOptions, type ReadingOptions, toWholeNumber } from "./shared-options.ts";
import { type Counts, startCounts, toCrawlOutcome } from "./tally.ts";
import type { Terminal } from "./terminal.ts";

interface CrawlCommandOptions extends ReadingOptions {
  readonly since?: number;
  readonly maxPages?: number;
  readonly dryRun?: true;
  readonly onlyFailed?: true;
  readonly allowPrivateNetwork?: true;
  readonly contact?: string;
}

const EXAMPLES = `
Examples:
  nianbao crawl                            every source of sources.json
  nianbao crawl ahlx-czj --since 2021      one source, reports for 2021 onwards
  nianbao crawl --only-failed              once more for what could not be had
  nianbao crawl --dry-run --json           what would be fetched, as JSON
  nianbao crawl --ocr                      read scans and pictures of tables too
  nianbao crawl --metrics nianbao.prom     leaves figures for Prometheus
  nianbao crawl --contact me@example.org   tells web masters whom to write to

Exit codes: 0 done (pages that are gone, or that robots.txt closes, are no
failures), 1 failed, 2 wrong usage or invalid sources.json, 3 done but some
sources or pages failed, 75 another run holds the lock, 130 stopped by Ctrl-C
(what was done is stored, and the next crawl goes on from there).`;

/** nianbao crawl: fetches the sources, archives, parses, checks, stores. */
export function addCrawl(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const command = program
    .command("crawl")
    .description("fetch the sources; archive, parse, check and store their reports")
    .argument("[source-id...]", "sources to crawl; all that are enabled if none is named")
    .option("--since <year>", "leave reports of earlier years", toWholeNumber("--since", 2003))
    .option(
      "--max-pages <n>",
      "ask each source for at most n addresses",
      toWholeNumber("--max-pages", 1),
    )
    .addOption(
      new Option(
        "--only-failed",
        "ask only for what failed the last time or is still queued",
      ).conflicts("dryRun"),
    )
    .option("--dry-run", "fetch lists only, print the reports they lead to, store nothing")
    .option(
      "--allow-private-network",
      "allow requests to loopback, link-local and private addresses",
    )
    .option(
      "--contact <address>",
      "e-mail or web address sent with every request (or NIANBAO_CONTACT)",
    );
  addReadingOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (ids: string[], options: CrawlCommandOptions) => {
      end(await crawl(ids, options, terminal));
    });
}

async function crawl(
  ids: readonly string[],
  options: CrawlCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  await expectOcr(options);
  const { pickSources, readSourcesFile } = await import("./sources-file.ts");
  const { runCrawl } = await import("./crawl-run.ts");
  const all = readSourcesFile(options.sources);
  const chosen = pickSources(all, ids, options.sources);
  const counts = startCounts();
  const listed: ListedReport[] = [];
  const progress = terminal.startProgress("pages");
  const follower = { counts, listed, progress, log: terminal.log, said: new Set<string>() };
  try {
    const summary = await runCrawl({
      all,
      chosen,
      crawl: toCrawlOptions(options, terminal.signal),
      shared: options,
      onOcrFailure: warnOfOcr(terminal),
      contact: options.contact ?? process.env.NIANBAO_CONTACT,
      privateNetwork: options.allowPrivateNetwork ? "allowed" : "refused",
      counts,
      onRun: (run) => terminal.log.setBindings({ run }),
      onEvent: (event) => followEvent(event, follower),
      onQueued: (queued) => progress.expect(counts.asked + queued),
    });
    progress.stop();
    printCrawl(
      {
        summary,
        counts,
        listed: options.dryRun ? inOrderOf(chosen, listed) : undefined,
        isJson: options.json === true,
      },
      terminal,
    );
    return toExitCode(summary, counts);
  } finally {
    progress.stop();
  }
}

/** Sources are crawled side by side; their reports are listed one source after the other. */
function inOrderOf(sources: readonly Source[], listed: readonly ListedReport[]): ListedReport[] {
  return sources.flatMap(({ id }) => listed.filter(({ source }) => source === id));
}

function toCrawlOptions(options: CrawlCommandOptions, signal: AbortSignal): CrawlOptions {
  return {
    signal,
    ...(options.since !== undefined && { sinceYear: options.since }),
    ...(options.maxPages !== undefined && { maxPages: options.maxPages }),
    ...(options.onlyFailed && { round: "failed_only" as const }),
    ...(options.dryRun && { dryRun: "lists_only" as const }),
  };
}

function toExitCode(summary: CrawlSummary, counts: Counts): ExitCode {
  const outcome = toCrawlOutcome(summary, counts);
  if (outcome === "interrupted") return exitCode.interrupted;
  return outcome === "partial" ? exitCode.partial : exitCode.done;
}
