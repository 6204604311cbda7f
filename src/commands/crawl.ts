import type { Command } from "commander";
import type { CrawlOptions } from "../crawl/crawl.ts";
import type { CrawlEvent, PageDone } from "../crawl/crawl-event.ts";
import type { CrawlSummary } from "../crawl/crawl-summary.ts";
import { printCrawl } from "./crawl-print.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { addSharedOptions, type SharedOptions, toWholeNumber } from "./shared-options.ts";
import { type Counts, countFetch, countOutcome, startCounts } from "./tally.ts";
import type { Progress, Terminal } from "./terminal.ts";

interface CrawlCommandOptions extends SharedOptions {
  readonly since?: number;
  readonly maxPages?: number;
  readonly dryRun?: true;
  readonly allowPrivateNetwork?: true;
  readonly contact?: string;
  readonly threads?: number;
}

const EXAMPLES = `
Examples:
  nianbao crawl                                  every source of sources.json
  nianbao crawl tongbai-wjw --since 2021         one source, reports for 2021 onwards
  nianbao crawl --dry-run --json                 what would be fetched, as JSON
  nianbao crawl --contact research@example.org   tells web masters whom to write to

Exit codes: 0 done, 1 failed, 2 wrong usage or invalid sources.json, 3 done but some sources failed,
75 another run holds the lock, 130 stopped by Ctrl-C (what was done is stored, the next crawl goes on).`;

/** nianbao crawl: fetches the sources, archives, parses, checks, stores. */
export function addCrawl(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  addSharedOptions(program.command("crawl"))
    .description("fetch the sources; archive, parse, check and store their reports")
    .argument("[source-id...]", "sources to crawl; all that are enabled if none is named")
    .option("--since <year>", "leave reports of earlier years", toWholeNumber("--since", 2003))
    .option(
      "--max-pages <n>",
      "ask each source for at most n addresses",
      toWholeNumber("--max-pages", 1),
    )
    .option("--dry-run", "fetch lists only, print the reports they lead to, store nothing")
    .option(
      "--allow-private-network",
      "allow requests to loopback, link-local and private addresses",
    )
    .option(
      "--contact <address>",
      "e-mail or web address sent with every request (or NIANBAO_CONTACT)",
    )
    .option("--threads <n>", "worker threads that read documents", toWholeNumber("--threads", 1))
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
  const { pickSources, readSourcesFile } = await import("./sources-file.ts");
  const { runCrawl } = await import("./crawl-run.ts");
  const all = readSourcesFile(options.sources);
  const counts = startCounts();
  const listed: ListedReport[] = [];
  const progress = terminal.startProgress("pages");
  try {
    const summary = await runCrawl({
      all,
      chosen: pickSources(all, ids, options.sources),
      crawl: toCrawlOptions(options, terminal.signal),
      shared: options,
      contact: options.contact ?? process.env.NIANBAO_CONTACT,
      privateNetwork: options.allowPrivateNetwork ? "allowed" : "refused",
      threads: options.threads,
      counts,
      onEvent: (event) => followEvent(event, counts, listed, progress, terminal),
    });
    progress.stop();
    printCrawl({ summary, counts, listed, isJson: options.json === true }, terminal);
    return toExitCode(summary);
  } finally {
    progress.stop();
  }
}

export interface ListedReport {
  readonly source: string;
  readonly url: string;
  readonly label: string | undefined;
}

function toCrawlOptions(options: CrawlCommandOptions, signal: AbortSignal): CrawlOptions {
  return {
    signal,
    ...(options.since !== undefined && { sinceYear: options.since }),
    ...(options.maxPages !== undefined && { maxPages: options.maxPages }),
    ...(options.dryRun && { dryRun: "lists_only" as const }),
  };
}

function followEvent(
  event: CrawlEvent,
  counts: Counts,
  listed: ListedReport[],
  progress: Progress,
  terminal: Terminal,
): void {
  switch (event.kind) {
    case "page_done":
      followPage(event, counts, progress, terminal);
      return;
    case "report_listed":
      listed.push({ source: event.sourceId, url: event.url, label: event.label });
      return;
    case "source_done": {
      const { sourceId, state, reason } = event.summary;
      const level = state === "failed" ? "warn" : "info";
      terminal.log[level]({ source: sourceId }, `${sourceId}: ${reason ?? state}`);
      return;
    }
    case "host_slowed":
      terminal.log.warn(
        { host: event.host },
        `${event.host}: left alone for ${Math.round(event.delayMs)} ms, ${event.reason}`,
      );
      return;
    case "robots_note":
      terminal.log.info({ host: event.origin }, `${event.origin}: ${event.note}`);
      return;
    case "link_left":
      terminal.log.debug(
        { source: event.sourceId, url: event.url },
        `left ${event.url}: ${event.reason}`,
      );
      return;
    case "source_begun":
      terminal.log.debug({ source: event.sourceId }, `${event.sourceId}: begun`);
      return;
    default:
      event satisfies never;
  }
}

function followPage(page: PageDone, counts: Counts, progress: Progress, terminal: Terminal): void {
  const { outcome, fetch, settled, sourceId, url } = page;
  if (outcome === undefined) countFetch(counts, fetch.outcome);
  else countOutcome(counts, outcome, settled);
  const read = counts.clean + counts.doubtful;
  progress.step(`${read} reports, ${counts.failed} failed`);
  const context = {
    source: sourceId,
    url,
    outcome: fetch.outcome,
    ms: Math.round(page.durationMs),
  };
  if (fetch.outcome === "fetched" || fetch.outcome === "unchanged") {
    terminal.log.debug(context, `${fetch.outcome} ${url}`);
  } else terminal.log.warn(context, `${fetch.outcome} ${url}: ${fetch.reason ?? ""}`);
  if (outcome?.kind === "failed")
    terminal.log.warn(context, `unreadable ${url}: ${outcome.reason}`);
}

function toExitCode(summary: CrawlSummary): ExitCode {
  if (summary.interrupted) return exitCode.interrupted;
  const hasFailed = summary.sources.some(({ state }) => state === "failed");
  return hasFailed ? exitCode.partial : exitCode.done;
}
