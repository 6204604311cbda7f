import CliTable from "cli-table3";
import type { FormColumn, FormRow, FormTable } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import { color } from "./color.ts";
import { breakAnywhere, displayWidth, fold } from "./text-layout.ts";

/** What stands for a cell without a number; a blank is never shown as a zero. */
const MARKS = { reported: "", blank: "blank", dash: "dash", unreadable: "?", absent: "·" } as const;
/** Two Chinese characters: 商业 over 企业. */
const NARROWEST = 4;
/** Six Chinese characters: narrower labels are read down rather than along. */
const NARROWEST_LABEL = 12;
/** What begins the further lines of a label. */
const HANGING = "  ";
/** A border and a space before each column, a space after it; one border more at the end. */
const COLUMN_FRAME = 3;

/** The cells of a report by address, and which of them a finding doubts. */
export interface ShownCells {
  readonly byAddress: ReadonlyMap<string, Cell>;
  readonly doubted: ReadonlySet<string>;
  /** Columns that a table may take. */
  readonly columns: number;
}

/** A table as the form prints it: rows with the same columns share a frame. */
export function drawTable(table: FormTable, cells: ShownCells): string {
  const blocks: { readonly columns: readonly FormColumn[]; readonly rows: FormRow[] }[] = [];
  for (const row of table.rows) {
    const last = blocks.at(-1);
    if (last !== undefined && last.columns === row.columns) last.rows.push(row);
    else blocks.push({ columns: row.columns, rows: [row] });
  }
  const drawn = blocks.map(({ columns, rows }) => {
    const body = rows.flatMap((row, index) => [
      ...listCaptions(row, rows[index - 1]).map((caption) => [caption, ...columns.map(() => "")]),
      [
        row.label,
        ...columns.map((column) =>
          describeCell(cells.byAddress.get(`${table.id}.${row.id}.${column.id}`), cells.doubted),
        ),
      ],
    ]);
    return drawBlock(["", ...columns.map((column) => column.label)], body, cells.columns);
  });
  return [color.bold(table.title), ...drawn].join("\n");
}

/** Labels of the groups that begin with a row, as the form prints them above it. */
function listCaptions({ groups }: FormRow, above: FormRow | undefined): readonly string[] {
  const first = groups.findIndex((group, level) => above?.groups[level] !== group);
  return first === -1 ? [] : groups.slice(first);
}

/**
 * Where a table is too wide, its header is broken first and then its labels are; where numbers leave no room for labels,
 * each label stands above its row. A number is never cut.
 */
function drawBlock(
  head: readonly string[],
  body: readonly (readonly string[])[],
  columns: number,
): string {
  const { widths, labels } = fitWidths(head, body, columns);
  const isStacked = labels === "above";
  const shown = isStacked ? head.slice(1) : head;
  const drawing = new CliTable({
    head: shown.map((label, column) => breakAnywhere(label, widths[column] ?? 0).join("\n")),
    style: { head: [], border: [], compact: true },
    colAligns: shown.map((_, column) => (column === 0 && !isStacked ? "left" : "right")),
  });
  const whole = sum(widths) + (widths.length - 1) * COLUMN_FRAME;
  for (const [label = "", ...values] of body) {
    if (!isStacked) {
      drawing.push([fold(label, widths[0], HANGING), ...values]);
      continue;
    }
    drawing.push([
      { content: fold(label, whole, HANGING), colSpan: widths.length, hAlign: "left" },
    ]);
    if (values.some((value) => value !== "")) drawing.push(values);
  }
  return drawing.toString();
}

interface Fitted {
  readonly widths: readonly number[];
  readonly labels: "beside" | "above";
}

function fitWidths(
  head: readonly string[],
  body: readonly (readonly string[])[],
  columns: number,
): Fitted {
  const room = columns - head.length * COLUMN_FRAME - 1;
  const bodyWidths = head.map((_, column) =>
    Math.max(...body.map((row) => displayWidth(row[column] ?? ""))),
  );
  const whole = bodyWidths.map((width, column) =>
    Math.max(width, displayWidth(head[column] ?? "")),
  );
  if (sum(whole) <= room) return { widths: whole, labels: "beside" };
  const [labels = 0, ...numbers] = bodyWidths;
  const narrow = numbers.map((width, index) =>
    Math.max(width, Math.min(NARROWEST, displayWidth(head[index + 1] ?? ""))),
  );
  const left = room - sum(narrow);
  if (left < Math.min(labels, NARROWEST_LABEL)) return { widths: narrow, labels: "above" };
  return { widths: [Math.min(labels, left), ...narrow], labels: "beside" };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** The number, or the word for why there is none, with ! where a finding doubts it. */
function describeCell(cell: Cell | undefined, doubted: ReadonlySet<string>): string {
  if (cell === undefined) return MARKS.absent;
  const text = cell.value === null ? MARKS[cell.status] : String(cell.value);
  return doubted.has(cell.address) ? color.red(`${text} !`) : text;
}
