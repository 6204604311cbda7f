import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { z } from "zod";
import { findJsonFault } from "../crawl/json-fault.ts";
import { findValue } from "../crawl/json-value.ts";
import { writeTexts, writeWholeFile } from "../export/whole-file.ts";
import type { Correction } from "../model/correction.ts";
import { describeUnknownCell, isCell } from "./cell-name.ts";
import {
  type CorrectionEntry,
  type CorrectionsFile,
  correctionsFile,
} from "./corrections-schema.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";

/** The file as it stands: what it says, and how it is laid out. */
export interface OpenCorrections {
  readonly path: string;
  readonly file: CorrectionsFile;
  readonly isThere: boolean;
  readonly layout: { readonly indent: string; readonly end: "\n" | "\r\n"; readonly mark: string };
}

const USUAL_LAYOUT = { indent: "  ", end: "\n", mark: "" } as const;
const BYTE_ORDER_MARK = "\uFEFF";
/** The blanks before the first name: `{\n    "corrections"` */
const FIRST_INDENT = /^\{\r?\n([ \t]+)"/;

/** Beside sources.json, unless it is named. */
export function findCorrectionsPath({ corrections, sources }: SharedOptions): string {
  return corrections ?? join(dirname(sources), "corrections.json");
}

/** Reads and validates corrections.json; whatever is wrong with it ends the command with the exit code for wrong usage. */
export function readCorrectionsFile(path: string): OpenCorrections {
  const text = readText(path);
  if (text === undefined) {
    return { path, file: { corrections: [] }, isThere: false, layout: USUAL_LAYOUT };
  }
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const bare = text.slice(mark.length);
  const fault = findJsonFault(bare);
  if (fault !== undefined) {
    const { line, column } = fault.place;
    refuse(path, [`line ${line}, column ${column}: not JSON: expected ${fault.expected}`]);
  }
  const raw: unknown = JSON.parse(bare);
  const parsed = correctionsFile.safeParse(raw);
  if (!parsed.success) {
    return refuse(
      path,
      parsed.error.issues.map((issue) => describeIssue(issue, raw)),
    );
  }
  const problems = [...listUnknownCells(parsed.data), ...listTwice(parsed.data)];
  if (problems.length > 0) refuse(path, problems);
  const indent = FIRST_INDENT.exec(bare)?.[1] ?? USUAL_LAYOUT.indent;
  const layout = { indent, end: bare.includes("\r\n") ? "\r\n" : "\n", mark } as const;
  return { path, file: parsed.data, isThere: true, layout };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return undefined;
    const fault = code === "EISDIR" ? "it is a folder" : "it cannot be read";
    throw new CommandError(`${path}: ${fault}; give the file with --corrections`, exitCode.usage);
  }
}

function refuse(path: string, problems: readonly string[]): never {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map((problem) => `  ${problem}`).join("\n");
  throw new CommandError(`${path}: ${count}\n${lines}`, exitCode.usage);
}

const MAX_SHOWN = 80;

function describeIssue(issue: z.core.$ZodIssue, raw: unknown): string {
  const place = describePlace(issue.path, raw);
  if (issue.code === "unrecognized_keys") {
    return `${place}unknown field ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}: schemas/corrections.schema.json lists the fields`;
  }
  const value = findValue(raw, issue.path);
  if (value === undefined) return `${place}is missing: expected ${issue.message}`;
  const met = JSON.stringify(value);
  return `${place}expected ${issue.message}, met ${met.length > MAX_SHOWN ? `${met.slice(0, MAX_SHOWN)}…` : met}`;
}

/** `correction 3 (桐柏县卫生健康委员会 2024): cell: `, counted from 1 as people count. */
function describePlace(path: readonly PropertyKey[], raw: unknown): string {
  const [first, second, ...rest] = path;
  if (first === undefined) return "";
  if (typeof second !== "number") return `${path.map(String).join(".")}: `;
  const [agency, year] = ["agency", "year"].map((name) => findValue(raw, [first, second, name]));
  const whose = agency === undefined && year === undefined ? "" : ` (${agency} ${year})`;
  return `correction ${second + 1}${whose}: ${rest.length > 0 ? `${rest.map(String).join(".")}: ` : ""}`;
}

function nameOf({ agency, year }: CorrectionEntry, index: number): string {
  return `correction ${index + 1} (${agency} ${year})`;
}

function listUnknownCells({ corrections }: CorrectionsFile): string[] {
  return corrections.flatMap((entry, index) =>
    isCell(entry.cell) ? [] : [`${nameOf(entry, index)}: cell: ${describeUnknownCell(entry.cell)}`],
  );
}

function listTwice({ corrections }: CorrectionsFile): string[] {
  const places = new Map<string, number[]>();
  return corrections.flatMap((entry, index) => {
    const { agency, year, cell } = entry;
    const key = JSON.stringify([agency, year, cell]);
    const others = places.get(key) ?? [];
    places.set(key, [...others, index]);
    const before = others.find((at) => isOfSameReport(entry, corrections[at]));
    if (before === undefined) return [];
    return [
      `${nameOf(entry, index)}: ${entry.cell} is corrected by correction ${before + 1} too: keep one`,
    ];
  });
}

/** Whether two entries of one name and year would contradict each other. A report that names nobody is its document's. */
function isOfSameReport(entry: CorrectionEntry, other: CorrectionEntry | undefined): boolean {
  const isSameDocument = entry.document_sha256 === other?.document_sha256;
  if (entry.agency === null) return isSameDocument;
  if (entry.division_code === other?.division_code) return true;
  const isAnyDivision = entry.division_code === undefined || other?.division_code === undefined;
  return isSameDocument && isAnyDivision;
}

/** A report and the document it is read from. */
type Corrected = Pick<Correction, "agency" | "divisionCode" | "year" | "documentSha256">;

/** The place of the entry for a cell of a report, with its division or else without; -1 if there is none. */
export function findEntry(
  { corrections }: CorrectionsFile,
  { agency, divisionCode, year, documentSha256 }: Corrected,
  cell: string,
): number {
  const find = (division: string | undefined): number =>
    corrections.findIndex((entry) => {
      const isItsReport = entry.agency === agency && entry.year === year && entry.cell === cell;
      const isItsDocument = agency !== null || entry.document_sha256 === documentSha256;
      return isItsReport && isItsDocument && entry.division_code === division;
    });
  const at = find(divisionCode ?? undefined);
  return at === -1 ? find(undefined) : at;
}

/** The entries as the database takes them. */
export function toCorrections({ corrections }: CorrectionsFile): Correction[] {
  return corrections.map((entry) => ({
    agency: entry.agency,
    divisionCode: entry.division_code ?? null,
    year: entry.year,
    address: entry.cell,
    value: entry.value,
    reason: entry.reason,
    by: entry.by ?? null,
    on: entry.on ?? null,
    documentSha256: entry.document_sha256,
  }));
}

/** Writes the file whole or not at all, laid out as it was; a new one as JSON of two blanks. */
export function writeCorrectionsFile(open: OpenCorrections, file: CorrectionsFile): void {
  const { indent, end, mark } = open.layout;
  const text = `${JSON.stringify(file, undefined, indent)}\n`.replaceAll("\n", end);
  writeWholeFile(open.path, (temporary) => writeTexts(temporary, [mark, text]));
}
