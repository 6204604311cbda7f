import type { Command } from "commander";
import { findDivision } from "../model/divisions.ts";
import type { NamedAgency, Source } from "../model/source.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";
import { toQuantity } from "./tally.ts";
import type { Terminal } from "./terminal.ts";
import { fold } from "./text-layout.ts";

const EXAMPLES = `
Examples:
  nianbao sources          every source: id, division, agency, addresses, note
  nianbao sources --json   the same for scripts, defaults filled in
  nianbao sources probe http://www.example.gov.cn/zfxxgknb/
                           looks at a site and writes the entry for it

Exit code 2 if sources.json is invalid; every problem is named with its source
and field.`;

const PROBE_EXAMPLES = `
Examples:
  nianbao sources probe http://www.example.gov.cn/zfxxgknb/
  nianbao sources probe --json URL    the same for scripts

Asks for at most 15 pages, as politely as a crawl (robots.txt, one request a
second), follows lists only, and stores nothing. Exit codes: 0 reports were
found, 1 none was, 2 wrong usage.`;

/** nianbao sources: lists and validates sources.json. */
export function addSources(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const sources = program
    .command("sources")
    .description("list and validate sources.json")
    .enablePositionalOptions()
    .addHelpText("after", EXAMPLES)
    .action(async (options: SharedOptions) => {
      end(await listSources(options, terminal));
    });
  sources
    .command("probe")
    .description("look at a list and write the entry of sources.json for it")
    .argument("<url>", "a list of reports, or a page that leads to one")
    .option(
      "--allow-private-network",
      "allow requests to loopback, link-local and private addresses",
    )
    .option(
      "--contact <address>",
      "e-mail or web address sent with every request (or NIANBAO_CONTACT)",
    )
    .addHelpText("after", PROBE_EXAMPLES)
    .action(async (url: string, options: ProbeOptions) => {
      end(await probe(url, options, terminal));
    });
}

interface ProbeOptions extends SharedOptions {
  readonly allowPrivateNetwork?: true;
  readonly contact?: string;
}

async function probe(url: string, options: ProbeOptions, terminal: Terminal): Promise<ExitCode> {
  const { describeProbe, probeSource } = await import("./sources-probe-run.ts");
  const found = await probeSource({
    url,
    contact: options.contact ?? process.env.NIANBAO_CONTACT,
    privateNetwork: options.allowPrivateNetwork ? "allowed" : "refused",
    signal: terminal.signal,
  });
  terminal.print(options.json ? `${JSON.stringify(found, undefined, 2)}\n` : describeProbe(found));
  return found.reports.total > 0 ? exitCode.done : exitCode.failed;
}

async function listSources(options: SharedOptions, terminal: Terminal): Promise<ExitCode> {
  const { readSourcesFile } = await import("./sources-file.ts");
  const { chooseStrategy } = await import("../crawl/strategy.ts");
  const sources = readSourcesFile(options.sources);
  const remarks = sources.flatMap((source) => [
    ...remarkOn(source),
    ...chooseStrategy(source).notes.map((note) => `${source.id}: ${note}`),
  ]);
  if (options.json) {
    terminal.print(`${JSON.stringify({ sources: sources.map(toJson), remarks }, undefined, 2)}\n`);
    return exitCode.done;
  }
  for (const source of sources) terminal.print(describe(source, terminal.columns));
  for (const remark of remarks) terminal.log.warn(remark);
  const enabled = sources.filter((source) => source.enabled).length;
  terminal.print(
    `${options.sources}: valid, ${toQuantity(sources.length, "source")}, ${enabled} enabled\n`,
  );
  return exitCode.done;
}

/** A code that no list holds is no error: an operator may number zones that GB/T 2260 leaves out. */
function remarkOn({ id, divisionCode }: Source): string[] {
  if (divisionCode === undefined || findDivision(divisionCode) !== undefined) return [];
  return [`${id}: division_code ${divisionCode} is in no list of GB/T 2260 from 2002 to 2023`];
}

function describe(source: Source, columns: number | undefined): string {
  const division = source.divisionCode === undefined ? "" : findDivision(source.divisionCode);
  const place = division === undefined || division === "" ? "" : ` ${division.name}`;
  const state = source.enabled ? "" : " (not enabled)";
  const head = `${source.id}${state}  ${source.divisionCode ?? "------"}${place}  ${source.agency ?? "many agencies"}`;
  const below = [...source.start, ...(source.note === undefined ? [] : [source.note])];
  const lines = [head, ...below.map((text) => `    ${text}`)];
  return `${lines.map((line) => fold(line, columns, "    ")).join("\n")}\n`;
}

function toNamedJson({ name, divisionCode }: NamedAgency): object {
  return { agency: name, division_code: divisionCode ?? null };
}

function toJson(source: Source): object {
  return {
    id: source.id,
    agency: source.agency ?? null,
    division_code: source.divisionCode ?? null,
    agencies: source.agencies?.map(toNamedJson) ?? null,
    years: source.years === undefined ? null : [source.years.first, source.years.last ?? null],
    start: source.start,
    adapter: source.adapter,
    render: source.render,
    interval_ms: source.intervalMs,
    concurrency: source.concurrency,
    max_pages: source.maxPages ?? null,
    daily_budget: source.dailyBudget ?? null,
    hours: source.hours ?? null,
    tls: source.tls ?? null,
    enabled: source.enabled,
    note: source.note ?? null,
  };
}
