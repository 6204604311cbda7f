/** A block of a word-processed document before its tables are laid out: what DOCX and DOC have in common. */
export type FlowBlock = FlowParagraph | FlowTable;

export interface FlowParagraph {
  readonly kind: "paragraph";
  /** 1 to 6 of a heading. */
  readonly level: number | undefined;
  readonly pieces: readonly FlowPiece[];
}

export type FlowPiece =
  | { readonly kind: "text"; readonly text: string; readonly href?: string }
  | { readonly kind: "break" }
  | { readonly kind: "picture"; readonly source: string };

export interface FlowTable {
  readonly kind: "table";
  readonly rows: readonly FlowRow[];
}

export interface FlowRow {
  /** Columns of the table's grid left free before the first cell. */
  readonly gridBefore: number;
  /** A row that is not shown is there without cells, so that the rows after it keep their numbers. */
  readonly cells: readonly FlowCell[];
}

export interface FlowCell {
  readonly columnSpan: number;
  /** `continued`: covered by the cell above it that starts at the same column of the grid. */
  readonly merge: "none" | "start" | "continued";
  readonly blocks: readonly FlowBlock[];
}
