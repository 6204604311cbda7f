import type { Box } from "./box.ts";

/**
 * What is drawn on one page, as far as reading needs it: the shape in which every producer's page, and one day a
 * scanned page, comes to the steps that find its tables and lines.
 */
export interface PageDrawing {
  /** Counts from 1. */
  readonly page: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly rules: readonly Rule[];
  /** Filled shapes that are no lines. */
  readonly shapes: number;
  /** Where pictures of some size stand. */
  readonly pictures: readonly Box[];
}

/** One printed character, or several where a font prints them as one. */
export interface Glyph {
  readonly text: string;
  readonly box: Box;
  /** True if the next character stands below this one. */
  readonly isVertical: boolean;
  /** True if a blank is written before it. */
  readonly isAfterBlank: boolean;
}

/** A straight line along the page (`across`, at a height) or down the page (`down`, at a distance from the left). */
export interface Rule {
  readonly direction: "across" | "down";
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The height of a glyph is the size of its font. */
export const sizeOf = (glyph: Glyph): number => glyph.box[3] - glyph.box[1];
