import type { RecognisedLine } from "../../model/recogniser.ts";
import { centreX } from "../pdf/box.ts";
import type { Glyph } from "../pdf/page-drawing.ts";

/** In heights of a Chinese character: middles of characters further apart than this have a blank between them. */
const BLANK = 2.2;

/**
 * The characters of a line as glyphs, all of one height on one level and each reaching to the next: a machine that makes
 * out characters is sure of their order, less so of their edges, and the edges of 一 say nothing of the size of print.
 * @param size height of a Chinese character, in the units of the line
 */
export function toLineGlyphs({ box, characters }: RecognisedLine, size: number): Glyph[] {
  const middle = (box[1] + box[3]) / 2;
  const [top, bottom] = [middle - size / 2, middle + size / 2];
  const centres = toAscending(characters.map((character) => centreX(character.box)));
  return characters.map(({ text }, index) => {
    const centre = centres[index] ?? 0;
    const [last, next] = [centres[index - 1] ?? box[0], centres[index + 1] ?? box[2]];
    const isFirst = index === 0;
    const isLast = index === characters.length - 1;
    const left = isFirst ? Math.min(box[0], centre) : reach(centre, last, size);
    const right = isLast ? Math.max(box[2], centre) : reach(centre, next, size);
    return { text, box: [left, top, right, bottom], isVertical: false, isAfterBlank: false };
  });
}

/** Half the way to a neighbour, unless there is a blank between. */
function reach(centre: number, neighbour: number, size: number): number {
  const distance = neighbour - centre;
  if (Math.abs(distance) <= BLANK * size) return centre + distance / 2;
  return centre + (Math.sign(distance) * size) / 2;
}

/** The machine's edges may make a character stand before the one that it comes after. */
function toAscending(centres: readonly number[]): number[] {
  let last = -Infinity;
  return centres.map((centre) => {
    last = Math.max(last + 1, centre);
    return last;
  });
}
