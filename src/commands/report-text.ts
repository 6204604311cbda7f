import type { Finding } from "../model/finding.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Locator } from "../model/locator.ts";
import type { Cell, ExtraCell, Section } from "../model/report.ts";
import type { StoredReport } from "../store/report.ts";
import type { StaleCorrection, VersionInHistory } from "../store/report-history.ts";
import { color } from "./color.ts";
import { describeCorrections, describeHistory } from "./corrections-text.ts";
import { drawTable } from "./report-table.ts";
import { toQuantity } from "./tally.ts";
import { fold, shorten } from "./text-layout.ts";

/** Of a table where nothing says how wide the terminal is; sentences then stay on one line, for other programs. */
const USUAL_COLUMNS = 80;

/** A report with what came before it. */
export interface ShownReport {
  readonly stored: StoredReport;
  readonly history: readonly VersionInHistory[];
  readonly stale: readonly StaleCorrection[];
}

/** A report as text for a terminal: whose it is, its tables, its findings, where it came from. */
export function describeReport(
  { stored, history, stale }: ShownReport,
  detail: "tables" | "every_cell",
  columns: number | undefined,
): string {
  const { report, findings } = stored;
  const form = formOf(report.template);
  const doubted = new Set(
    findings.filter(({ severity }) => severity !== "info").flatMap(({ cells }) => cells),
  );
  const byAddress = new Map(report.cells.map((cell) => [cell.address, cell]));
  const body =
    detail === "every_cell"
      ? [listCells(report.cells, doubted, columns)]
      : (form?.tables ?? []).map((table) =>
          drawTable(table, { byAddress, doubted, columns: columns ?? USUAL_COLUMNS }),
        );
  const parts = [
    describeHead(stored, columns),
    ...body,
    ...(report.extras.length === 0 ? [] : [listExtras(report.extras, columns)]),
    ...describeCorrections(stored.corrections, stale, columns),
    describeFindings(findings, columns),
    describeOrigin(stored),
    ...describeHistory(history, columns),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describeHead({ reportId, report }: StoredReport, columns: number | undefined): string {
  const { agency, year, template, title, publishedOn, publishedFrom } = report;
  return [
    color.bold(`${reportId}  ${agency.name ?? "agency unknown"}  ${year}`),
    fold(`title      ${title ?? "none found"}`, columns, FACT_INDENT),
    `division   ${agency.divisionCode ?? "not certain"}`,
    `template   ${template}`,
    `published  ${publishedOn === null ? "not stated" : `${publishedOn} (from ${publishedFrom})`}`,
    fold(`sections   ${describeSections(report.sections)}`, columns, FACT_INDENT),
  ].join("\n");
}

const FACT_INDENT = " ".repeat("sections   ".length);

/** Sections that hold a table and nothing else are not of interest here. */
function describeSections(sections: readonly Section[]): string {
  const written = sections.filter(({ text }) => text !== "");
  if (written.length === 0) return "no text";
  const lengths = written.map(({ number, text }) => `${number}: ${text.length}`);
  return `${lengths.join(", ")} characters of text`;
}

/** A line a cell; with 200 of them a frame would only be in the way. */
function listCells(
  cells: readonly Cell[],
  doubted: ReadonlySet<string>,
  columns: number | undefined,
): string {
  const width = Math.max(0, ...cells.map(({ address }) => address.length));
  const lines = cells.map((cell) => {
    const value = (cell.value === null ? "" : String(cell.value)).padStart(VALUE_COLUMNS);
    const mark = doubted.has(cell.address) ? color.red(" !") : "  ";
    const place = describePlace(cell.locator).padEnd(PLACE_COLUMNS);
    const line = `${cell.address.padEnd(width)}  ${value}${mark}  ${place}${describeStatus(cell)}`;
    return fold(line.trimEnd(), columns, " ".repeat(width + 2));
  });
  const title = color.bold("every cell, its value, and where it was read (table:row:column)");
  return [title, ...lines].join("\n");
}

const VALUE_COLUMNS = 6;
const PLACE_COLUMNS = 6;
const MAX_PRINTED = 20;

/** Nothing for a number printed as it is stored. */
function describeStatus({ status, raw, value }: Pick<Cell, "status" | "raw" | "value">): string {
  const why = status === "reported" ? [] : [status];
  const isPlain = raw === null || raw === "" || raw === String(value);
  const printed = isPlain ? [] : [`printed ${JSON.stringify(shorten(raw, MAX_PRINTED))}`];
  return [...why, ...printed].map((word) => `  ${word}`).join("");
}

/** `2:4:8`, `line 12 field 3`, `page 2 box 76,113,91,125` */
function describePlace(locator: Locator | null): string {
  if (locator === null) return "";
  if ("table" in locator) return `${locator.table}:${locator.row}:${locator.column}`;
  return Object.entries(locator)
    .map(([what, where]) => `${what} ${String(where)}`)
    .join(" ");
}

/** What the tables print in rows and columns that the form has not. */
function listExtras(extras: readonly ExtraCell[], columns: number | undefined): string {
  const lines = extras.map((extra) => {
    const value = (extra.value === null ? "" : String(extra.value)).padStart(VALUE_COLUMNS);
    const place = describePlace(extra.locator).padEnd(PLACE_COLUMNS);
    const name = [extra.table, extra.row, extra.column ?? "column unknown"].join(" | ");
    return fold(`${value}  ${place}${describeStatus(extra)}  ${name}`, columns, EXTRA_INDENT);
  });
  return [color.bold("extra cells, in rows or columns added to the form"), ...lines].join("\n");
}

const EXTRA_INDENT = " ".repeat(VALUE_COLUMNS + 2 + PLACE_COLUMNS + 2);

function describeFindings(findings: readonly Finding[], columns: number | undefined): string {
  if (findings.length === 0) return "no findings";
  const lines = findings.map(({ severity, code, message, cells }) => {
    const mark = severity === "error" ? color.red(severity) : severity;
    const named = cells.length === 0 ? "" : `\n${nameCells(cells, columns)}`;
    return `${fold(`  ${mark} ${code}: ${message.en}`, columns, "    ")}${named}`;
  });
  return [
    color.bold(`${toQuantity(findings.length, "finding")} (! marks the cells concerned)`),
    ...lines,
  ].join("\n");
}

/** All of them where there is no terminal; on one, as many as fill two lines. */
function nameCells(cells: readonly string[], columns: number | undefined): string {
  const all = `    ${cells.join(" ")}`;
  if (columns === undefined) return all;
  const lines = fold(all, columns - MORE.length, "    ").split("\n");
  return `${lines.slice(0, 2).join("\n")}${lines.length > 2 ? MORE : ""}`;
}

const MORE = " …";

function describeOrigin({ provenance }: StoredReport): string {
  const { url, finalUrl, fetchedAt, documentSha256, runId, parserVersion } = provenance;
  return [
    color.bold("where it comes from"),
    `address    ${finalUrl ?? url}`,
    `fetched    ${fetchedAt} in run ${runId}`,
    `document   ${documentSha256}`,
    `parser     ${parserVersion}`,
  ].join("\n");
}
