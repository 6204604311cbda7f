import { foldWhiteSpace } from "../white-space.ts";
import { type Box, boxAround, centreX, centreY } from "./box.ts";
import { type Glyph, sizeOf } from "./page-drawing.ts";

/** One line of text. */
export interface TextLine {
  /** White space folded. */
  readonly text: string;
  readonly box: Box;
  /** Size of the font in points. */
  readonly size: number;
  readonly glyphs: readonly Glyph[];
}

/** Chinese characters, their stops and full-width forms: a line may break between any two of them. */
const IDEOGRAPH = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}—…“”‘’·]/u;

/** Share of a font's size by which glyphs of one line stand higher or lower: exponents, mixed fonts. */
const SAME_LINE = 0.5;
/** Shares of a font's size from which a gap is a blank: between ideographs, beside one, and between other characters. */
const BLANK_BETWEEN_IDEOGRAPHS = 0.6;
const BLANK_BESIDE_IDEOGRAPH = 0.45;
const BLANK = 0.22;

/** Sorts glyphs into lines from top to bottom; glyphs that run downwards into columns from right to left. */
export function toLines(glyphs: readonly Glyph[]): TextLine[] {
  const vertical = glyphs.filter((glyph) => glyph.isVertical);
  const level = glyphs.filter((glyph) => !glyph.isVertical);
  return [...listRows(level).map(toLine), ...listColumns(vertical).map(toLine)].flatMap((line) =>
    line === undefined ? [] : [line],
  );
}

function listRows(glyphs: readonly Glyph[]): Glyph[][] {
  const rows = cluster(glyphs, (glyph) => centreY(glyph.box));
  return rows.map((row) => row.sort((a, b) => a.box[0] - b.box[0]));
}

function listColumns(glyphs: readonly Glyph[]): Glyph[][] {
  const columns = cluster(glyphs, (glyph) => -centreX(glyph.box));
  return columns.map((column) => column.sort((a, b) => a.box[1] - b.box[1]));
}

/** Glyphs at the same place, within a share of their size, in ascending order of place. */
function cluster(glyphs: readonly Glyph[], placeOf: (glyph: Glyph) => number): Glyph[][] {
  const clusters: Glyph[][] = [];
  let first: Glyph | undefined;
  for (const glyph of [...glyphs].sort((a, b) => placeOf(a) - placeOf(b))) {
    const isNext =
      first !== undefined &&
      placeOf(glyph) - placeOf(first) <= SAME_LINE * Math.max(sizeOf(first), sizeOf(glyph));
    if (!isNext) {
      clusters.push([]);
      first = glyph;
    }
    clusters.at(-1)?.push(glyph);
  }
  return clusters;
}

/** The line that glyphs in their order make; undefined where they print nothing. */
export function toLine(glyphs: readonly Glyph[]): TextLine | undefined {
  const text = foldWhiteSpace(joinGlyphs(glyphs));
  const box = boxAround(glyphs.map((glyph) => glyph.box));
  if (text === "" || box === undefined) return undefined;
  return { text, box, size: Math.max(...glyphs.map(sizeOf)), glyphs };
}

function joinGlyphs(glyphs: readonly Glyph[]): string {
  let text = "";
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    if (last !== undefined && isBlankBetween(last, glyph)) text += " ";
    text += glyph.text;
    last = glyph;
  }
  return text;
}

function isBlankBetween(left: Glyph, right: Glyph): boolean {
  if (right.isAfterBlank) return true;
  return gapBetween(left, right) > blankWidth(left, right);
}

/** Points between two glyphs that follow each other. */
export function gapBetween(first: Glyph, next: Glyph): number {
  return next.isVertical ? next.box[1] - first.box[3] : next.box[0] - first.box[2];
}

function blankWidth(left: Glyph, right: Glyph): number {
  const ideographs = Number(endsIdeographic(left.text)) + Number(startsIdeographic(right.text));
  const shares = [BLANK, BLANK_BESIDE_IDEOGRAPH, BLANK_BETWEEN_IDEOGRAPHS];
  return (shares[ideographs] ?? BLANK) * Math.min(sizeOf(left), sizeOf(right));
}

export const endsIdeographic = (text: string): boolean => IDEOGRAPH.test([...text].at(-1) ?? "");
export const startsIdeographic = (text: string): boolean => IDEOGRAPH.test([...text][0] ?? "");
