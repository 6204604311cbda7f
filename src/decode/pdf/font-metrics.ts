import type { Matrix } from "./matrix.ts";

/** What placing the glyphs of a font needs to know of it. */
export interface FontMetrics {
  /** From the font's units to those of the text. */
  readonly matrix: Matrix;
  readonly isVertical: boolean;
  /** For glyphs of a vertical font without their own: advance downwards, and the glyph's origin from its top centre. */
  readonly verticalMetrics: readonly [advance: number, x: number, y: number];
}

/** Most fonts count in thousandths. */
const THOUSANDTHS: Matrix = [0.001, 0, 0, 0.001, 0, 0];
/** What PDF assumes of a font for vertical writing that does not say. */
const VERTICAL: FontMetrics["verticalMetrics"] = [-1000, 500, 880];

export const DEFAULT_METRICS: FontMetrics = {
  matrix: THOUSANDTHS,
  isVertical: false,
  verticalMetrics: VERTICAL,
};

/** Reads the metrics of a font as the PDF library hands it out; a font that it could not load counts in thousandths. */
export function readFontMetrics(font: unknown): FontMetrics {
  if (typeof font !== "object" || font === null) return DEFAULT_METRICS;
  const { fontMatrix, vertical, defaultVMetrics } = font as Readonly<Record<string, unknown>>;
  const [a, b, c, d, e, f] = toNumbers(fontMatrix);
  const [advance, x, y] = toNumbers(defaultVMetrics);
  return {
    matrix:
      a === undefined || f === undefined ? THOUSANDTHS : [a, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f],
    isVertical: vertical === true,
    verticalMetrics: y === undefined ? VERTICAL : [advance ?? -1000, x ?? 500, y],
  };
}

/** The numbers of a list, in whichever kind of array the PDF library keeps them; none for anything else. */
export function toNumbers(value: unknown): number[] {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return [];
  return Array.from(value as ArrayLike<unknown>, (entry) =>
    typeof entry === "number" ? entry : Number.NaN,
  );
}
