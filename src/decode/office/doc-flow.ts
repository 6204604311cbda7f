import { type DocCell, type DocRow, layOutRows } from "./doc-row.ts";
import { expectTableDepth, type FlowBudget } from "./flow-budget.ts";
import type { FlowBlock, FlowParagraph } from "./flow-document.ts";

/** What the end of a paragraph says of its place in tables. */
export interface TablePlace {
  /** How many tables it stands in. */
  readonly depth: number;
  readonly ends: "nothing" | "cell" | "row";
  readonly isDeleted: boolean;
  /** Of a row's end: what it says of the row's cells. */
  readonly definition: readonly DocCell[];
}

interface OpenTable {
  readonly rows: DocRow[];
  contents: FlowBlock[][];
  blocks: FlowBlock[];
}

/** Builds blocks from the paragraphs of a DOC or RTF text, in which tables are nothing but paragraphs with marks. */
export class DocFlow {
  private readonly budget: FlowBudget;
  private readonly blocks: FlowBlock[] = [];
  private readonly tables: OpenTable[] = [];

  constructor(budget: FlowBudget) {
    this.budget = budget;
  }

  add(paragraph: FlowParagraph, place: TablePlace): void {
    this.budget.count(place.ends === "cell" ? "table cells" : "paragraphs");
    expectTableDepth(place.depth);
    while (this.tables.length > place.depth) this.closeTable();
    while (this.tables.length < place.depth) {
      this.budget.count("tables");
      this.tables.push({ rows: [], contents: [], blocks: [] });
    }
    const table = this.tables.at(-1);
    if (table === undefined) this.blocks.push(paragraph);
    else if (place.ends === "row") endRow(table, place);
    else {
      table.blocks.push(paragraph);
      if (place.ends === "cell") endCell(table);
    }
  }

  finish(): FlowBlock[] {
    while (this.tables.length > 0) this.closeTable();
    return this.blocks;
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (table === undefined) return;
    // A text that breaks off in a row has no row end; its cells are still there.
    if (table.blocks.length > 0) endCell(table);
    if (table.contents.length > 0) {
      table.rows.push({ contents: table.contents, definition: [], isDeleted: false });
    }
    const target = this.tables.at(-1)?.blocks ?? this.blocks;
    target.push({ kind: "table", rows: layOutRows(table.rows) });
  }
}

function endCell(table: OpenTable): void {
  table.contents.push(table.blocks);
  table.blocks = [];
}

function endRow(table: OpenTable, { isDeleted, definition }: TablePlace): void {
  if (table.blocks.length > 0) endCell(table);
  table.rows.push({ contents: table.contents, definition, isDeleted });
  table.contents = [];
}
