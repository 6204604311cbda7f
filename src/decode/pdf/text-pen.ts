import type { FontMetrics } from "./font-metrics.ts";
import { type Matrix, mapBox, multiply } from "./matrix.ts";
import type { Glyph } from "./page-drawing.ts";
import { toPrintedText } from "./printed-text.ts";

/** The state of text that the graphics state carries. */
export interface TextStyle {
  readonly font: FontMetrics;
  readonly fontSize: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  /** 1 for the font's own width. */
  readonly stretch: number;
  readonly rise: number;
}

/** A glyph as a text operator names it: in the units of its font. */
export interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  /** Advance and origin in a font for vertical writing. */
  readonly verticalMetrics: readonly number[] | undefined;
}

/** Shares of a font's size above and below the line of writing: where the characters of Chinese fonts reach. */
const ASCENT = 0.88;
const DESCENT = 0.12;
/** Text may be turned by about this share of its advance; what is turned further is a watermark. */
const MAX_TURN = 0.1;

/**
 * Sets glyphs where a text operator begins, along the direction of writing.
 * @param matrix from the space of the text, at the beginning of the line, to the page
 * @param shown glyphs, and between them shifts in thousandths of the font's size, counted against the direction of writing
 * @returns the glyphs on the page, and how far the next text begins from here, in the space of the text
 */
export function setGlyphs(
  matrix: Matrix,
  style: TextStyle,
  shown: readonly (ShownGlyph | number)[],
): { readonly glyphs: Glyph[]; readonly advance: number } {
  if (style.fontSize < 0) return setTurned(matrix, style, shown);
  const stretch = style.font.isVertical ? 1 : style.stretch;
  const glyphs: Glyph[] = [];
  let advance = 0;
  let isAfterBlank = false;
  for (const entry of shown) {
    if (typeof entry === "number") {
      advance -= (entry / 1000) * style.fontSize * stretch;
      continue;
    }
    const length = lengthOf(entry, style);
    const text = textOf(entry);
    if (text === " ") isAfterBlank = true;
    else if (text !== "") {
      const place = multiply(matrix, placeOf(entry, style, advance));
      glyphs.push(...toGlyphs({ text, isAfterBlank }, place, length, style));
      isAfterBlank = false;
    }
    advance += (length + spacingAfter(entry, style)) * stretch;
  }
  return { glyphs, advance };
}

/** What a glyph prints; one without a character and without a width is no more than a mark of the writer's. */
function textOf({ unicode, width }: ShownGlyph): string {
  return unicode === "" && width === 0 ? "" : toPrintedText(unicode);
}

const spacingAfter = (glyph: ShownGlyph, style: TextStyle): number =>
  style.characterSpacing + (glyph.isSpace ? style.wordSpacing : 0);

/** A font of negative size writes upside down and backwards, as a matrix would have it that turns by half a circle. */
function setTurned(
  matrix: Matrix,
  style: TextStyle,
  shown: readonly (ShownGlyph | number)[],
): { readonly glyphs: Glyph[]; readonly advance: number } {
  const turned: TextStyle = {
    ...style,
    fontSize: -style.fontSize,
    characterSpacing: -style.characterSpacing,
    wordSpacing: -style.wordSpacing,
    rise: -style.rise,
  };
  const { glyphs, advance } = setGlyphs(multiply(matrix, [-1, 0, 0, -1, 0, 0]), turned, shown);
  return { glyphs, advance: -advance };
}

/** How far a glyph reaches in the direction of writing, before stretching. */
function lengthOf(glyph: ShownGlyph, { font, fontSize }: TextStyle): number {
  if (!font.isVertical) return glyph.width * font.matrix[0] * fontSize;
  const down = glyph.verticalMetrics?.[0] ?? font.verticalMetrics[0];
  return Math.abs(down) * Math.abs(font.matrix[3]) * fontSize;
}

/** The map from a glyph's own space, its origin on the line of writing, to the space of the text. */
function placeOf(glyph: ShownGlyph, style: TextStyle, advance: number): Matrix {
  const { font, fontSize, rise, stretch } = style;
  if (!font.isVertical) return [stretch, 0, 0, 1, advance, rise];
  const metrics = glyph.verticalMetrics ?? font.verticalMetrics;
  const unit = Math.abs(font.matrix[3]) * fontSize;
  const left = -(glyph.verticalMetrics === undefined ? glyph.width / 2 : (metrics[1] ?? 0)) * unit;
  return [1, 0, 0, 1, left, -advance - (metrics[2] ?? 0) * unit + rise];
}

/** The glyph on the page; none if it is turned. */
function toGlyphs(
  printed: Pick<Glyph, "text" | "isAfterBlank">,
  matrix: Matrix,
  length: number,
  { font, fontSize }: TextStyle,
): Glyph[] {
  const width = font.isVertical ? fontSize : length;
  const box = mapBox(matrix, [0, -DESCENT * fontSize, width, ASCENT * fontSize]);
  const [right, down] = [matrix[0], matrix[1]];
  if (Math.abs(down) <= MAX_TURN * right) return [{ ...printed, box, isVertical: font.isVertical }];
  const runsDown = down > 0 && Math.abs(right) <= MAX_TURN * down;
  return runsDown && !font.isVertical ? [{ ...printed, box, isVertical: true }] : [];
}
