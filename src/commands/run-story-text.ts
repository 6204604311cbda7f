import { z } from "zod";
import { color } from "./color.ts";
import type { HostSpeed, LossGroup, RunStory } from "./run-story.ts";
import { describeEnd } from "./run-text.ts";
import { toQuantity } from "./tally.ts";
import { alignColumns, shorten } from "./text-layout.ts";

/** Where nothing says how wide the terminal is. One screen has 24 rows, prompt included. */
const USUAL_COLUMNS = 80;
const MAX_FAILED = 3;
const MAX_REFUSED = 2;
const MAX_HOSTS = 3;
const MAX_NOTES = 2;
const MAX_MISSING = 3;
const INDENT = " ".repeat("    1  ".length);

/** What one run did, on one screen. */
export function describeRunStory(story: RunStory, columns = USUAL_COLUMNS): string {
  const failed = story.losses.filter(({ kind }) => kind !== "refused" && kind !== "gone");
  const refused = story.losses.filter(({ kind }) => kind === "refused");
  const gone = story.losses.filter(({ kind }) => kind === "gone");
  const lines = [
    ...describeHead(story),
    ...describeFailures(failed, columns),
    ...describeLosses("refused", refused, { most: MAX_REFUSED, columns }),
    ...describeGone(gone),
    ...describeNotes(story),
    ...describeHosts(story.hosts),
  ];
  return `${lines.map((line) => shorten(line, columns)).join("\n")}\n`;
}

function describeHead(story: RunStory): string[] {
  const { run, reports } = story;
  const { added, changed, unchanged, withdrawn } = reports;
  const gone = withdrawn > 0 ? `, ${withdrawn} withdrawn by their sites` : "";
  return [
    color.bold(`run ${run.runId}: ${describeEnd(run)}`),
    `command   ${[run.command, ...run.arguments.slice(1)].join(" ")}`,
    `time      ${describeTime(run)}`,
    ...describeError(story),
    `reports   ${added} new, ${changed} changed, ${unchanged} unchanged${gone}`,
    `missing   ${describeMissing(story)}`,
    `fetches   ${describeOutcomes(story)}`,
  ];
}

/** `2026-01-20 22:15:03 to 2026-01-21 04:41:10 UTC`, without the second day where it is the first */
function describeTime({ startedAt, finishedAt }: RunStory["run"]): string {
  const [day, time] = splitMoment(startedAt);
  if (finishedAt === null) return `${day} ${time} UTC, not ended`;
  const [endDay, endTime] = splitMoment(finishedAt);
  return `${day} ${time} to ${endDay === day ? "" : `${endDay} `}${endTime} UTC`;
}

/** "2026-01-20T02:15:03.120Z" as 2026-01-20 and 02:15:03 */
function splitMoment(moment: string): [string, string] {
  const [day = "", time = ""] = moment.split("T");
  return [day, time.slice(0, "02:15:03".length)];
}

/** What the crawl left aside or did otherwise than asked, as the run's row keeps it. */
const notesSchema = z.array(z.object({ source: z.string(), notes: z.array(z.string()) }));

function describeNotes({ run }: RunStory): string[] {
  const { data = [] } = notesSchema.safeParse(run.summary?.notes);
  const notes = data.flatMap(({ source, notes }) => notes.map((note) => `${source}: ${note}`));
  if (notes.length === 0) return [];
  const shown = notes.slice(0, MAX_NOTES).map((note) => `${INDENT}${note}`);
  const rest = notes.length - shown.length;
  return ["noted", ...shown, ...(rest > 0 ? [`${INDENT}and ${rest} more: --json`] : [])];
}

function describeError({ run }: RunStory): string[] {
  const error = run.summary?.error;
  return typeof error === "string" ? [`error     ${error}`] : [];
}

function describeMissing({ missing }: RunStory): string {
  if (missing.length === 0) return "nothing of what its sources should have";
  const sum = missing.reduce((all, each) => all + each.missing, 0);
  const due = missing.reduce((all, each) => all + each.due, 0);
  const first = missing.slice(0, MAX_MISSING).map((each) => `${each.sourceId} ${each.missing}`);
  const more = missing.length > MAX_MISSING ? `, ${missing.length - MAX_MISSING} more` : "";
  return `${sum} of ${due} now: ${first.join(", ")}${more}`;
}

function describeOutcomes({ outcomes }: RunStory): string {
  const parts = Object.entries(outcomes).map(
    ([outcome, count]) => `${count} ${outcome.replaceAll("_", " ")}`,
  );
  return parts.length === 0 ? "none" : parts.join(", ");
}

function describeLosses(
  title: string,
  groups: readonly LossGroup[],
  { most, columns }: { readonly most: number; readonly columns: number },
): string[] {
  if (groups.length === 0) return [];
  const more = groups.length > most ? `, of ${groups.length} kinds: --json shows all` : "";
  return [
    color.bold(`${title}: ${countAddresses(groups)}${more}`),
    ...groups.slice(0, most).map((group) => describeLoss(group, columns)),
  ];
}

/** Failures with the first address each, to open in a browser. */
function describeFailures(groups: readonly LossGroup[], columns: number): string[] {
  const [head, ...lines] = describeLosses("failed", groups, { most: MAX_FAILED, columns });
  if (head === undefined) return [];
  return [
    head,
    ...lines.flatMap((line, index) => [line, `${INDENT}${groups[index]?.example ?? ""}`]),
  ];
}

function describeGone(groups: readonly LossGroup[]): string[] {
  const [first] = groups;
  return first === undefined ? [] : [`gone: ${countAddresses(groups)}, first ${first.example}`];
}

function countAddresses(groups: readonly LossGroup[]): string {
  const addresses = groups.reduce((sum, group) => sum + group.addresses, 0);
  return addresses === 1 ? "1 address" : `${addresses} addresses`;
}

function describeLoss({ kind, reason, addresses, hosts }: LossGroup, columns: number): string {
  const what = kind === "unreadable" ? "unreadable: " : "";
  const where = hosts > 1 ? ` (${hosts} hosts)` : "";
  const told = shorten(what + reason, columns - INDENT.length - where.length);
  return `${String(addresses).padStart(5)}  ${told}${where}`;
}

function describeHosts(hosts: readonly HostSpeed[]): string[] {
  if (hosts.length === 0) return [];
  const rows = hosts
    .slice(0, MAX_HOSTS)
    .map(({ host, requests, medianMs, worstMs }) => [
      shorten(host, 44),
      String(requests),
      toSeconds(medianMs),
      toSeconds(worstMs),
    ]);
  const [head = "", ...lines] = alignColumns([
    [`slowest of ${toQuantity(hosts.length, "host")}`, "requests", "median", "slowest"],
    ...rows,
  ]);
  return [color.bold(head), ...lines];
}

const toSeconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
