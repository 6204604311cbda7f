import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import type { Source } from "../model/source.ts";
import { findJsonFault } from "./json-fault.ts";
import { findValue } from "./json-value.ts";
import { listFrameProblems, toFrame } from "./source-frame.ts";
import { type SourceEntry, type SourcesFile, sourcesFile } from "./sources-schema.ts";

/** sources.json cannot be used; every problem of it at once. */
export class SourcesError extends Error {
  override readonly name = "SourcesError";
  /** One sentence each. */
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${path}: ${count}\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** One request a second, one at a time: what a county server does not notice. */
const builtInDefaults = {
  adapter: "auto",
  render: "auto",
  intervalMs: 1000,
  concurrency: 1,
} as const;

const topLevelNames = ["$schema", "defaults", "sources"];
const entryNames = [
  "id",
  "agency",
  "division_code",
  "agencies",
  "years",
  "since",
  "start",
  "adapter",
  "render",
  "interval_ms",
  "concurrency",
  "max_pages",
  "daily_budget",
  "hours",
  "tls",
  "enabled",
  "note",
];
/** A name further off than this is not a slip of the keyboard. */
const maxTypos = 3;
const maxShownLength = 80;

/** The text of sources.json as sources with every default filled in. Throws `SourcesError`, which names `path`. */
export function readSources(text: string, path: string): readonly Source[] {
  const raw = readJson(withoutByteOrderMark(text), path);
  const parsed = sourcesFile.safeParse(raw);
  const problems = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue(issue, raw))),
    ...(parsed.success ? parsed.data.sources.flatMap(describeFrame) : []),
    ...listDuplicateIds(raw),
  ];
  if (!parsed.success || problems.length > 0) throw new SourcesError(path, problems);
  const file = parsed.data;
  return file.sources.map((entry) => toSource(entry, file.defaults ?? {}));
}

/** Editors on Windows put one before the first brace. */
function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function readJson(text: string, path: string): unknown {
  const fault = findJsonFault(text);
  if (fault === undefined) return JSON.parse(text);
  const { line, column } = fault.place;
  const met = showMet(text, line, column);
  throw new SourcesError(path, [
    `line ${line}, column ${column}: not JSON: expected ${fault.expected}, met ${met}`,
  ]);
}

function showMet(text: string, line: number, column: number): string {
  const rest = [...(text.split("\n")[line - 1] ?? "")]
    .slice(column - 1)
    .join("")
    .trim();
  return rest === "" ? "nothing" : rest.slice(0, 20);
}

type Defaults = NonNullable<SourcesFile["defaults"]>;

function toSource(entry: SourceEntry, defaults: Defaults): Source {
  const { agency, note, division_code: divisionCode } = entry;
  return {
    id: entry.id,
    start: entry.start,
    ...(agency === undefined ? {} : { agency }),
    ...(divisionCode === undefined ? {} : { divisionCode }),
    ...toFrame(entry),
    adapter: entry.adapter ?? defaults.adapter ?? builtInDefaults.adapter,
    render: entry.render ?? defaults.render ?? builtInDefaults.render,
    intervalMs: entry.interval_ms ?? defaults.interval_ms ?? builtInDefaults.intervalMs,
    concurrency: entry.concurrency ?? defaults.concurrency ?? builtInDefaults.concurrency,
    ...toLimits(entry, defaults),
    ...(entry.tls === undefined ? {} : { tls: entry.tls }),
    enabled: entry.enabled ?? true,
    ...(note === undefined ? {} : { note }),
  };
}

/** Settings without a value of their own: there is no limit unless one is given. */
function toLimits(
  entry: SourceEntry,
  defaults: Defaults,
): Pick<Source, "maxPages" | "dailyBudget" | "hours"> {
  const maxPages = entry.max_pages ?? defaults.max_pages;
  const dailyBudget = entry.daily_budget ?? defaults.daily_budget;
  const hours = entry.hours ?? defaults.hours;
  return {
    ...(maxPages === undefined ? {} : { maxPages }),
    ...(dailyBudget === undefined ? {} : { dailyBudget }),
    ...(hours === undefined ? {} : { hours }),
  };
}

const describeFrame = (entry: SourceEntry): string[] =>
  listFrameProblems(entry).map((problem) => `source ${show(entry.id)}: ${problem}`);

/** One sentence for an issue, or one for each unknown name. */
function describeIssue(issue: z.core.$ZodIssue, raw: unknown): string[] {
  const place = describePlace(issue.path, raw);
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 ? topLevelNames : entryNames;
    return issue.keys.map((key) => `${place}unknown field ${show(key)}${suggest(key, known)}`);
  }
  const value = findValue(raw, issue.path);
  if (value === undefined) return [`${place}is missing: expected ${issue.message}`];
  return [`${place}expected ${issue.message}, met ${show(value)}`];
}

/** `source "tongbai-wjw": division_code: `, or `source 3: …` where it has no usable id. */
function describePlace(path: readonly PropertyKey[], raw: unknown): string {
  const [first, second, ...rest] = path;
  if (first === undefined) return "";
  if (first !== "sources" || typeof second !== "number") return `${path.map(String).join(".")}: `;
  const id = findValue(raw, ["sources", second, "id"]);
  const name = typeof id === "string" && id !== "" ? show(id) : String(second + 1);
  return `source ${name}: ${rest.length > 0 ? `${toFieldName(rest)}: ` : ""}`;
}

/** start[2]: counted from 1, as people count. */
function toFieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`))
    .join("")
    .slice(1);
}

function listDuplicateIds(raw: unknown): string[] {
  const sources = findValue(raw, ["sources"]);
  if (!Array.isArray(sources)) return [];
  const positions = new Map<string, number[]>();
  for (const [index, entry] of sources.entries()) {
    const id = findValue(entry, ["id"]);
    if (typeof id === "string") positions.set(id, [...(positions.get(id) ?? []), index + 1]);
  }
  return [...positions]
    .filter(([, places]) => places.length > 1)
    .map(
      ([id, places]) =>
        `source ${show(id)}: id: expected an id of its own, met ${show(id)} at positions ${places.join(", ")}`,
    );
}

function suggest(key: string, known: readonly string[]): string {
  const nearest = closest(key, [...known]);
  if (distance(key, nearest) <= maxTypos) return `: did you mean ${show(nearest)}?`;
  return `: expected one of ${known.join(", ")}`;
}

function show(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > maxShownLength ? `${json.slice(0, maxShownLength)}…` : json;
}
