import { DecodeError } from "../decode-error.ts";

/** A report has a dozen tables, a thousand cells and some hundred paragraphs; a file with more keeps readers busy. */
const LIMITS = { paragraphs: 100_000, tables: 2_000, "table cells": 50_000 } as const;
/** Word itself refuses deeper nesting than this. */
const MAX_TABLE_DEPTH = 64;

/** Counts what a word-processed document is made of while it is read. */
export class FlowBudget {
  private readonly counts = { paragraphs: 0, tables: 0, "table cells": 0 };

  /** @throws DecodeError once there are more than a report can have */
  count(what: keyof typeof LIMITS): void {
    this.counts[what] += 1;
    if (this.counts[what] > LIMITS[what]) {
      throw new DecodeError(
        "too_large",
        `expected at most ${LIMITS[what]} ${what} in a Word document, met more`,
      );
    }
  }
}

/** @throws DecodeError if a table stands in more tables than Word allows */
export function expectTableDepth(depth: number): void {
  if (depth > MAX_TABLE_DEPTH) {
    throw new DecodeError(
      "too_deep",
      `expected tables nested at most ${MAX_TABLE_DEPTH} deep, met deeper`,
    );
  }
}
