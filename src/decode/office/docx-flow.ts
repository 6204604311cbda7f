import { type ParagraphTraits, readParagraphTrait, type Styles } from "./docx-styles.ts";
import { FieldTracker } from "./field-tracker.ts";
import { expectTableDepth, FlowBudget } from "./flow-budget.ts";
import type { FlowBlock, FlowCell, FlowPiece, FlowRow } from "./flow-document.ts";
import type { ListNumbering } from "./list-numbering.ts";

/** Where blocks go: the body, a cell, a text box. */
interface Container {
  readonly blocks: FlowBlock[];
  /** What a paragraph with a deleted mark leaves to the next one. */
  carried: FlowPiece[];
}

interface OpenParagraph {
  readonly pieces: FlowPiece[];
  /** Text boxes that hang on it. */
  readonly after: FlowBlock[];
  readonly traits: ParagraphTraits;
  styleId: string;
  isMarkDeleted: boolean;
  run: { isHidden: boolean } | undefined;
}

interface OpenCell {
  columnSpan: number;
  merge: FlowCell["merge"];
  joinsLeft: boolean;
  isDropped: boolean;
}

interface OpenTable {
  readonly rows: FlowRow[];
  row: { gridBefore: number; isDropped: boolean; readonly cells: FlowCell[] };
  cell: OpenCell;
}

const MAX_COLUMN_SPAN = 1_000;
const RUNNING_TEXT = 9;
const MAX_LEVEL = 6;

/** Builds the blocks of a Word document from what a reader of its XML meets. */
export class DocxFlow {
  readonly fields = new FieldTracker();
  /** Address of the link around the text in hand. */
  link: string | undefined;
  private readonly budget = new FlowBudget();
  private readonly styles: Styles;
  private readonly numbering: ListNumbering;
  private readonly containers: Container[] = [{ blocks: [], carried: [] }];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly tables: OpenTable[] = [];

  constructor(styles: Styles, numbering: ListNumbering) {
    this.styles = styles;
    this.numbering = numbering;
  }

  openParagraph(): void {
    this.budget.count("paragraphs");
    this.paragraphs.push({
      pieces: [],
      after: [],
      traits: {},
      styleId: "",
      isMarkDeleted: false,
      run: undefined,
    });
  }

  closeParagraph(): void {
    const paragraph = this.paragraphs.pop();
    const container = this.containers.at(-1);
    if (this.paragraphs.length === 0) this.fields.endParagraph();
    if (paragraph === undefined || container === undefined) return;
    for (const piece of paragraph.pieces) container.carried.push(piece);
    if (!paragraph.isMarkDeleted) {
      container.blocks.push(this.toBlock(paragraph, container.carried));
      container.carried = [];
    }
    for (const block of paragraph.after) container.blocks.push(block);
  }

  private toBlock({ traits, styleId }: OpenParagraph, pieces: readonly FlowPiece[]): FlowBlock {
    const style = this.styles.get(styleId) ?? this.styles.get("") ?? {};
    const { outlineLevel, listId, listLevel } = { ...style, ...traits };
    const label = listId === undefined ? "" : this.numbering.next(listId, listLevel ?? 0);
    const level = (outlineLevel ?? RUNNING_TEXT) + 1;
    return {
      kind: "paragraph",
      level: level <= MAX_LEVEL ? level : undefined,
      pieces: label === "" ? pieces : [{ kind: "text", text: label }, ...pieces],
    };
  }

  addParagraphProperty(name: string, value: string | undefined): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined) return;
    if (name === "w:pStyle") paragraph.styleId = value ?? "";
    else readParagraphTrait(paragraph.traits, name, value);
  }

  deleteParagraphMark(): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.isMarkDeleted = true;
  }

  openRun(): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined) return;
    const isHidden = this.styles.get(paragraph.styleId)?.isHidden ?? false;
    paragraph.run = { isHidden };
  }

  closeRun(): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph !== undefined) paragraph.run = undefined;
  }

  setHidden(visibility: "hidden" | "shown"): void {
    const run = this.paragraphs.at(-1)?.run;
    if (run !== undefined) run.isHidden = visibility === "hidden";
  }

  setCharacterStyle(styleId: string): void {
    const isHidden = this.styles.get(styleId)?.isHidden;
    if (isHidden !== undefined) this.setHidden(isHidden ? "hidden" : "shown");
  }

  addText(text: string): void {
    if (text === "") return;
    this.add(
      this.link === undefined ? { kind: "text", text } : { kind: "text", text, href: this.link },
    );
  }

  addBreak(): void {
    this.add({ kind: "break" });
  }

  addPicture(source: string): void {
    this.add({ kind: "picture", source });
  }

  private add(piece: FlowPiece): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined || paragraph.run?.isHidden || this.fields.isInInstruction) return;
    paragraph.pieces.push(piece);
  }

  openTextBox(): void {
    this.containers.push({ blocks: [], carried: [] });
  }

  closeTextBox(): void {
    const blocks = this.closeContainer();
    const target = this.paragraphs.at(-1)?.after ?? this.containers.at(-1)?.blocks;
    for (const block of blocks) target?.push(block);
  }

  private closeContainer(): FlowBlock[] {
    const { blocks = [], carried = [] } = this.containers.pop() ?? {};
    return carried.length === 0
      ? blocks
      : [...blocks, { kind: "paragraph", level: undefined, pieces: carried }];
  }

  openTable(): void {
    this.budget.count("tables");
    expectTableDepth(this.tables.length + 1);
    const row = { gridBefore: 0, isDropped: false, cells: [] };
    this.tables.push({ rows: [], row, cell: newCell() });
  }

  closeTable(): void {
    const table = this.tables.pop();
    if (table !== undefined)
      this.containers.at(-1)?.blocks.push({ kind: "table", rows: table.rows });
  }

  openRow(): void {
    const table = this.tables.at(-1);
    if (table !== undefined) table.row = { gridBefore: 0, isDropped: false, cells: [] };
  }

  setGridBefore(columns: number): void {
    const row = this.tables.at(-1)?.row;
    if (row !== undefined && columns > 0) row.gridBefore = columns;
  }

  dropRow(): void {
    const row = this.tables.at(-1)?.row;
    if (row !== undefined) row.isDropped = true;
  }

  closeRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    const { gridBefore, isDropped, cells } = table.row;
    table.rows.push({ gridBefore, cells: isDropped ? [] : cells });
  }

  openCell(): void {
    this.budget.count("table cells");
    const table = this.tables.at(-1);
    if (table !== undefined) table.cell = newCell();
    this.containers.push({ blocks: [], carried: [] });
  }

  addCellProperty(name: string, value: string | undefined): void {
    const cell = this.tables.at(-1)?.cell;
    if (cell === undefined) return;
    if (name === "w:gridSpan") cell.columnSpan = toSpan(value);
    else if (name === "w:vMerge") cell.merge = value === "restart" ? "start" : "continued";
    else if (name === "w:hMerge") cell.joinsLeft = value !== "restart";
    else if (name === "w:cellDel") cell.isDropped = true;
  }

  closeCell(): void {
    const blocks = this.closeContainer();
    const table = this.tables.at(-1);
    if (table === undefined) return;
    const { columnSpan, merge, joinsLeft, isDropped } = table.cell;
    if (isDropped) return;
    const left = joinsLeft ? table.row.cells.pop() : undefined;
    table.row.cells.push(
      left === undefined
        ? { columnSpan, merge, blocks }
        : { ...left, columnSpan: left.columnSpan + columnSpan },
    );
  }

  finish(): FlowBlock[] {
    return this.closeContainer();
  }
}

const newCell = (): OpenCell => ({
  columnSpan: 1,
  merge: "none",
  joinsLeft: false,
  isDropped: false,
});

function toSpan(value: string | undefined): number {
  const span = Number.parseInt(value ?? "1", 10);
  return span >= 1 && span <= MAX_COLUMN_SPAN ? span : 1;
}
