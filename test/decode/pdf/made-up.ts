import type { Glyph, Rule } from "../../../src/decode/pdf/page-drawing.ts";
import type { PageLine } from "../../../src/decode/pdf/paragraphs.ts";
import { toLines } from "../../../src/decode/pdf/text-lines.ts";
import { widthOf } from "./raw-pdf.ts";

export const across = (at: number, from: number, to: number): Rule => ({
  direction: "across",
  at,
  from,
  to,
});
export const down = (at: number, from: number, to: number): Rule => ({
  direction: "down",
  at,
  from,
  to,
});

/** The lines of a grid without merged cells. */
export function ruleGrid(xs: readonly number[], ys: readonly number[]): Rule[] {
  const [left, right] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const [top, bottom] = [ys[0] ?? 0, ys.at(-1) ?? 0];
  return [...ys.map((y) => across(y, left, right)), ...xs.map((x) => down(x, top, bottom))];
}

/** A text set without gaps but where it has blanks, its upper left corner at a place. */
export function set(text: string, left: number, top: number, size = 10): Glyph[] {
  let at = left;
  return [...text].flatMap((character) => {
    const width = widthOf(character) * size;
    at += width;
    if (character === " ") return [];
    return [
      {
        text: character,
        box: [at - width, top, at, top + size],
        isVertical: false,
        isAfterBlank: false,
      },
    ];
  });
}

/** Lines of text one below the other, at a distance of one and a half sizes. */
export function setLines(texts: readonly [text: string, left: number][], page = 1): PageLine[] {
  return texts.flatMap(([text, left], index) =>
    toLines(set(text, left, 100 + index * 15)).map((line) => ({ ...line, page })),
  );
}
