import CliTable from "cli-table3";
import color from "picocolors";
import type { Finding } from "../model/finding.ts";
import type { FormColumn, FormRow, FormTable } from "../model/form.ts";
import { formOf } from "../model/forms/forms.ts";
import type { Cell } from "../model/report.ts";
import type { StoredReport } from "../store/report.ts";

/** What stands for a cell without a number; a blank is never shown as a zero. */
const MARKS = { reported: "", blank: "blank", dash: "dash", unreadable: "?", absent: "·" } as const;
const MAX_LABEL = 28;

/** A report as text for a terminal: whose it is, its tables, its findings, where it came from. */
export function describeReport(
  stored: StoredReport,
  detail: "tables" | "every_cell",
  columns: number | undefined,
): string {
  const { report, findings } = stored;
  const form = formOf(report.template);
  const doubted = new Set(
    findings.filter(({ severity }) => severity !== "info").flatMap(({ cells }) => cells),
  );
  const body =
    detail === "every_cell"
      ? [listCells(report.cells, doubted)]
      : (form?.tables ?? []).map((table) => drawTable(table, report.cells, doubted));
  const parts = [
    describeHead(stored),
    ...body,
    describeFindings(findings, columns),
    describeOrigin(stored),
  ];
  return `${parts.join("\n\n")}\n`;
}

function describeHead({ reportId, report }: StoredReport): string {
  const { agency, year, template, title, publishedOn, publishedFrom } = report;
  return [
    color.bold(`${reportId}  ${agency.name ?? "agency unknown"}  ${year}`),
    `title      ${title ?? "none found"}`,
    `division   ${agency.divisionCode ?? "not certain"}`,
    `template   ${template}`,
    `published  ${publishedOn === null ? "not stated" : `${publishedOn} (from ${publishedFrom})`}`,
    `sections   ${report.sections.map(({ number, text }) => `${number}: ${text.length} characters`).join(", ")}`,
  ].join("\n");
}

/** Rows with the same columns share a table, as the form prints them. */
function drawTable(table: FormTable, cells: readonly Cell[], doubted: ReadonlySet<string>): string {
  const byAddress = new Map(cells.map((cell) => [cell.address, cell]));
  const blocks: { readonly columns: readonly FormColumn[]; readonly rows: FormRow[] }[] = [];
  for (const row of table.rows) {
    const last = blocks.at(-1);
    if (last !== undefined && last.columns === row.columns) last.rows.push(row);
    else blocks.push({ columns: row.columns, rows: [row] });
  }
  const drawn = blocks.map(({ columns, rows }) => {
    const drawing = new CliTable({
      head: ["", ...columns.map((column) => column.label)],
      style: { head: [], border: [], compact: true },
      colAligns: ["left", ...columns.map(() => "right" as const)],
    });
    for (const row of rows) {
      const values = columns.map((column) =>
        describeCell(byAddress.get(`${table.id}.${row.id}.${column.id}`), doubted),
      );
      drawing.push([shorten(row.label), ...values]);
    }
    return drawing.toString();
  });
  return [color.bold(table.title), ...drawn].join("\n");
}

const shorten = (label: string): string =>
  label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label;

function describeCell(cell: Cell | undefined, doubted: ReadonlySet<string>): string {
  if (cell === undefined) return MARKS.absent;
  const text = cell.value === null ? MARKS[cell.status] : String(cell.value);
  return doubted.has(cell.address) ? color.red(`${text} !`) : text;
}

function listCells(cells: readonly Cell[], doubted: ReadonlySet<string>): string {
  const table = new CliTable({
    head: ["cell", "value", "status", "printed", "place"],
    style: { head: [], border: [], compact: true },
  });
  for (const cell of cells) {
    table.push([
      cell.address,
      describeCell(cell, doubted),
      cell.status,
      (cell.raw ?? "").replaceAll("\n", " "),
      cell.locator === null ? "" : JSON.stringify(cell.locator),
    ]);
  }
  return table.toString();
}

function describeFindings(findings: readonly Finding[], columns: number | undefined): string {
  if (findings.length === 0) return "no findings";
  const lines = findings.map(({ severity, code, message, cells }) => {
    const mark = severity === "error" ? color.red(severity) : severity;
    const named = cells.length === 0 ? "" : `\n    ${cells.join(" ")}`;
    return `  ${mark} ${code}: ${message.en}${columns === undefined ? named : shortenLine(named, columns * 2)}`;
  });
  return [color.bold(`${findings.length} findings (! marks the cells concerned)`), ...lines].join(
    "\n",
  );
}

const shortenLine = (line: string, width: number): string =>
  line.length > width ? `${line.slice(0, width - 1)}…` : line;

function describeOrigin({ provenance }: StoredReport): string {
  const { url, finalUrl, fetchedAt, documentSha256, runId, parserVersion } = provenance;
  return [
    color.bold("where it comes from"),
    `address    ${finalUrl ?? url}`,
    `fetched    ${fetchedAt} in run ${runId}`,
    `document   sha256 ${documentSha256}`,
    `parser     ${parserVersion}`,
  ].join("\n");
}
