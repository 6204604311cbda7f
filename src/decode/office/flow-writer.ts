import type { Transcript } from "../../model/transcript.ts";
import { PageBuilder } from "../page-builder.ts";
import type {
  FlowBlock,
  FlowCell,
  FlowParagraph,
  FlowPiece,
  FlowRow,
  FlowTable,
} from "./flow-document.ts";

/**
 * Transcribes a word-processed document. Cells are counted as the model counts them: one that is covered from above
 * has no number.
 */
export function transcribeFlow(blocks: readonly FlowBlock[]): Transcript {
  const writer = new FlowWriter();
  writer.writeBlocks(blocks);
  return writer.page.finish();
}

class FlowWriter {
  readonly page = new PageBuilder();
  private cellDepth = 0;

  writeBlocks(blocks: readonly FlowBlock[]): void {
    for (const block of blocks) {
      if (block.kind === "paragraph") this.writeParagraph(block);
      else this.writeTable(block);
    }
  }

  private writeParagraph({ level, pieces }: FlowParagraph): void {
    // A seal over a cell must not make the row it hangs on a row of pictures.
    const showsPictures = this.cellDepth === 0 || !pieces.some(isVisibleText);
    this.page.breakLine(level);
    for (const piece of pieces) {
      if (piece.kind === "break") this.page.breakLine(level);
      else if (piece.kind === "text") this.writeText(piece.text, piece.href);
      else if (showsPictures) this.page.addPicture({ source: piece.source, isEmbedded: true });
    }
    this.page.breakLine(undefined);
  }

  private writeText(text: string, href: string | undefined): void {
    if (href !== undefined) this.page.openAnchor(href, undefined);
    this.page.addText(text);
    if (href !== undefined) this.page.closeAnchor();
  }

  private writeTable(table: FlowTable): void {
    const spans = measureRowSpans(table.rows);
    this.page.openTable();
    table.rows.forEach((row, index) => {
      this.page.openRow();
      row.cells.forEach((cell, place) => {
        const rowSpan = spans[index]?.[place] ?? 1;
        if (rowSpan > 0) this.writeCell(cell, rowSpan);
      });
      this.page.closeRow();
    });
    this.page.closeTable();
  }

  private writeCell(cell: FlowCell, rowSpan: number): void {
    this.page.openCell(String(cell.columnSpan), String(rowSpan));
    this.cellDepth += 1;
    this.writeBlocks(cell.blocks);
    this.cellDepth -= 1;
    this.page.closeCell();
  }
}

const isVisibleText = (piece: FlowPiece): boolean =>
  piece.kind === "text" && piece.text.trim() !== "";

interface Owner {
  readonly row: number;
  readonly place: number;
}

/**
 * For each cell of each row how many rows it reaches down; 0 for a cell that is covered from above. A cell said to be
 * covered, with none above it at its column, covers itself: dropping it would shift its row.
 */
function measureRowSpans(rows: readonly FlowRow[]): number[][] {
  const spans = rows.map((row) => row.cells.map(() => 1));
  /** By column of the grid: the cell that a continued cell below would belong to. */
  let open = new Map<number, Owner>();
  rows.forEach((row, index) => {
    // A row that is not shown has no cells, and interrupts nothing.
    if (row.cells.length > 0) open = openRow(row, index, open, spans);
  });
  return spans;
}

/** Notes the spans that one row makes or lengthens; gives the cells that may go on in the next row. */
function openRow(
  row: FlowRow,
  index: number,
  above: ReadonlyMap<number, Owner>,
  spans: number[][],
): Map<number, Owner> {
  const open = new Map<number, Owner>();
  let column = row.gridBefore;
  row.cells.forEach((cell, place) => {
    const owner = cell.merge === "continued" ? above.get(column) : undefined;
    if (owner !== undefined) {
      setSpan(spans, owner, index - owner.row + 1);
      setSpan(spans, { row: index, place }, 0);
    }
    if (cell.merge !== "none") open.set(column, owner ?? { row: index, place });
    column += cell.columnSpan;
  });
  return open;
}

function setSpan(spans: number[][], { row, place }: Owner, span: number): void {
  const rowSpans = spans[row];
  if (rowSpans !== undefined) rowSpans[place] = span;
}
