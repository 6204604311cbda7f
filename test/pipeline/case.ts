import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { decode } from "../../src/decode/decode.ts";
import { DecodeError } from "../../src/decode/decode-error.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { DocumentContext, Outcome } from "../../src/model/reading.ts";
import type { Cell, ExtraCell, Report } from "../../src/model/report.ts";
import type { Transcript } from "../../src/model/transcript.ts";
import { readDocument } from "../../src/pipeline.ts";
import { isFromReconciling } from "../../src/reconcile/reconcile.ts";
import { outlineOf } from "../decode/outline.ts";

const casesFolder = new URL("../cases/", import.meta.url);
/** place-year-reason, in lower case */
const SLUG = /^[a-z]+-\d{4}-[a-z0-9-]+$/;

/** What is known of a case's source beside its bytes. */
const caseSchema = z.strictObject({
  /** As a server or a file name declared it, charset and all. */
  content_type: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Why the case exists. */
  why: z.string().min(20),
  /** The real page or seed that showed the quirk. */
  seen: z.string().min(5),
  url: z.string().optional(),
  agency: z.string().optional(),
  division_code: z.string().optional(),
  link_text: z.string().optional(),
});
export type CaseFile = z.infer<typeof caseSchema>;

/** The accepted files of a case by name. */
export type Accepted = Readonly<Record<(typeof ACCEPTED_NAMES)[number], string>>;
export const ACCEPTED_NAMES = [
  "transcript.txt",
  "report.json",
  "doubts.json",
  "findings.json",
] as const;

export const listCases = (): string[] =>
  readdirSync(casesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export function folderOf(slug: string): URL {
  if (!SLUG.test(slug)) {
    throw new Error(
      `expected a name like qingting-2024-flat-cells (place-year-reason), met: ${slug}`,
    );
  }
  return new URL(`${slug}/`, casesFolder);
}

export function readCaseFile(slug: string): CaseFile {
  return caseSchema.parse(JSON.parse(readFileSync(new URL("case.json", folderOf(slug)), "utf8")));
}

/** The bytes of a case; throws if there is not exactly one source. */
export function readSource(slug: string): Uint8Array {
  const sources = readdirSync(folderOf(slug)).filter((name) => name.startsWith("source."));
  const [name, ...others] = sources;
  if (name === undefined || others.length > 0) {
    throw new Error(
      `expected one source.* in ${fileURLToPath(folderOf(slug))}, met ${sources.length}`,
    );
  }
  return readFileSync(new URL(name, folderOf(slug)));
}

export const sha256Of = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/** An accepted file; undefined if nobody has accepted it yet. */
export function findAccepted(slug: string, name: string): string | undefined {
  const path = new URL(name, folderOf(slug));
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** What today's reader makes of a case, in the form in which it is accepted. */
export async function readCase(slug: string): Promise<Accepted> {
  const file = readCaseFile(slug);
  const bytes = readSource(slug);
  const context: DocumentContext = {
    contentType: file.content_type,
    url: file.url ?? "http://127.0.0.1/report",
    agency: file.agency,
    divisionCode: file.division_code,
    linkText: file.link_text,
  };
  const { outcome } = await readDocument(bytes, context);
  const findings = outcome.kind === "report" ? outcome.findings : [];
  return {
    "transcript.txt": await transcribe(bytes, file.content_type),
    "report.json": toJson(toValue(outcome)),
    "doubts.json": toJson(findings.filter(({ code }) => !isFromReconciling(code)).map(toEntry)),
    "findings.json": toJson(findings.filter(({ code }) => isFromReconciling(code)).map(toEntry)),
  };
}

async function transcribe(bytes: Uint8Array, contentType: string): Promise<string> {
  try {
    return toOutline(await decode(bytes, contentType));
  } catch (error) {
    if (error instanceof DecodeError) return `refused ${error.failure}: ${error.message}\n`;
    throw error;
  }
}

function toOutline({ title, metadata, blocks, links }: Transcript): string {
  const head = [
    `title ${title ?? "(none)"}`,
    ...[...metadata].map(([name, value]) => `meta ${name}: ${value}`),
    `links ${links.length}`,
  ];
  return `${[...head, "", ...outlineOf(blocks)].join("\n")}\n`;
}

function toValue(outcome: Outcome): unknown {
  if (outcome.kind !== "report") return outcome;
  const { report } = outcome;
  const { agency, year, template, title, publishedOn, publishedFrom, sections, cells, claims } =
    report;
  return {
    agency,
    year,
    template,
    title,
    publishedOn,
    publishedFrom,
    sections: sections.map(({ number, heading, text }) => ({ number, heading, text })),
    rows: toRows(cells),
    ...(report.extras.length > 0 && { extras: report.extras.map(toExtra) }),
    claims: claims.map(toClaim),
  };
}

/** Cells by row, one line each: a number as read, text for anything else. */
function toRows(cells: readonly Cell[]): Record<string, (number | string)[]> {
  const rows: Record<string, (number | string)[]> = {};
  for (const cell of cells) {
    const row = cell.address.split(".").slice(0, 2).join(".");
    rows[row] = [...(rows[row] ?? []), toFigure(cell)];
  }
  return rows;
}

const toExtra = (extra: ExtraCell): string =>
  `${extra.table}: ${extra.row}: ${extra.column ?? "(no column)"}: ${toFigure(extra)}`;

function toFigure({ value, status, raw }: Pick<Cell, "value" | "status" | "raw">): number | string {
  if (value === null) return raw === null || raw === "" ? status : `${status}: ${raw}`;
  return String(value) === raw ? value : `${value}, printed ${raw}`;
}

const toClaim = ({ subject, value, unit, approximate, cells }: Report["claims"][number]): string =>
  `${subject} ${approximate ? "about " : ""}${value} ${unit} (${cells.join(" + ") || "no cell"})`;

const toEntry = ({ code, severity, message, cells }: Finding) => ({
  code,
  severity,
  message: message.en,
  cells,
});

/** "[\n    1,\n    2\n  ]" of plain things */
const PLAIN_LIST = /\[\n\s+((?:[^[\]{}\n]+\n\s*)+?)\]/g;

/** JSON with lists of plain things on one line, so that a person sees a row as a row. */
function toJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  const rows = text.replace(PLAIN_LIST, (_, items: string) => {
    const oneLine = items.trim().split(/\n\s*/).join(" ");
    return `[${oneLine}]`;
  });
  return `${rows}\n`;
}
