import type { Locator } from "../model/locator.ts";
import type { Block, TableCell, TableRow } from "../model/transcript.ts";

/** A table while its markup is being read. */
export interface OpenTable {
  readonly number: number;
  readonly rows: OpenRow[];
  readonly strays: Block[];
  cell: OpenCell | undefined;
}

export interface OpenRow {
  readonly cells: OpenCell[];
  /** Cells of the row that are not shown: they count when cells are numbered. */
  hidden: number;
}

export interface OpenCell {
  readonly blocks: Block[];
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly locator: Locator;
}

/** The row in hand; a cell without a row opens one. */
export function lastRow(table: OpenTable): OpenRow {
  const last = table.rows.at(-1);
  if (last !== undefined) return last;
  const row = { cells: [], hidden: 0 };
  table.rows.push(row);
  return row;
}

/** HTML's own limit for colspan. */
const MAX_SPAN = 1000;

export function spanOf(attribute: string | undefined): number {
  const span = Number.parseInt(attribute ?? "1", 10);
  return span >= 1 && span <= MAX_SPAN ? span : 1;
}

/**
 * A finished table as blocks. Rows of plain cells stay a table; a row that holds tables or pictures is layout, and its
 * content goes on in reading order as if the cells were not there.
 */
export function unfoldTable(table: OpenTable): Block[] {
  const blocks: Block[] = [...table.strays];
  let rows: TableRow[] = [];
  const endRows = (): void => {
    if (rows.length > 0) blocks.push({ kind: "table", rows });
    rows = [];
  };
  for (const row of table.rows) {
    if (row.cells.length === 0) continue;
    if (row.cells.every(isPlain)) {
      rows.push({ cells: row.cells.map(toTableCell) });
    } else {
      endRows();
      blocks.push(...row.cells.flatMap((cell) => cell.blocks));
    }
  }
  endRows();
  return blocks;
}

/** How many lines a cell of a real table may have; one with more is a page's body set in a table. */
const MAX_CELL_LINES = 12;

function isPlain(cell: OpenCell): boolean {
  return (
    cell.blocks.length <= MAX_CELL_LINES && cell.blocks.every((block) => block.kind === "paragraph")
  );
}

function toTableCell(cell: OpenCell): TableCell {
  const { blocks, columnSpan, rowSpan, locator } = cell;
  return { text: joinLines(blocks), columnSpan, rowSpan, locator };
}

function joinLines(blocks: readonly Block[]): string {
  const [only] = blocks;
  // Nearly every cell is a line at most, and there are hundreds on a page.
  if (only === undefined) return "";
  if (blocks.length === 1 && only.kind === "paragraph") return only.text;
  return blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])).join("\n");
}
