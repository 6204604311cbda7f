import type { DocCell } from "./doc-row.ts";

/** Merges of the next cell, `\clmgf` and the like, until `\cellx` ends its description. */
interface NextCell {
  horizontalMerge: number;
  verticalMerge: DocCell["verticalMerge"];
}

const newCell = (): NextCell => ({ horizontalMerge: 0, verticalMerge: "none" });

/** What `\trowd` and the words after it say of a table row. */
export class RtfTableRow {
  readonly cells: DocCell[] = [];
  private left = 0;
  private next = newCell();

  /** Takes a word of a row's description; false if it is none. */
  take(word: string, value: number): boolean {
    if (word === "trleft") this.left = value;
    else if (word === "clmgf") this.next.horizontalMerge = 1;
    else if (word === "clmrg") this.next.horizontalMerge = 2;
    else if (word === "clvmgf") this.next.verticalMerge = "start";
    else if (word === "clvmrg") this.next.verticalMerge = "continued";
    else if (word === "cellx") this.endCell(value);
    else return false;
    return true;
  }

  private endCell(right: number): void {
    const left = this.cells.at(-1)?.right ?? this.left;
    this.cells.push({ left, right, ...this.next });
    this.next = newCell();
  }
}
