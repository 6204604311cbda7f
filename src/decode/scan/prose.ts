import type { RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { centreX } from "../pdf/box.ts";
import type { Glyph } from "../pdf/page-drawing.ts";
import { toLineGlyphs } from "./line-glyphs.ts";
import { countRows, heightOf, type PixelBox } from "./pixel-box.ts";
import { type CleanPage, findPrint, joinStrokes, type Print } from "./print.ts";
import { lengthOf, listInked, type Stretch } from "./stretches.ts";
import { readText } from "./text-reading.ts";

/** Share of the height of a character that its ink has. */
const INK_SHARE = 0.93;
/** Points. Print between these heights is text; what is higher is a picture, what is lower dirt. */
const MIN_HEIGHT = 3;
const MAX_HEIGHT = 60;
/** How many times the usual size a title has. */
const TITLE = 3;
/** Below this the machine saw characters where there are none. */
const MIN_CONFIDENCE = 5;
/** Chinese characters next to each other from which the size of print is told by their distance. */
const MIN_PITCHES = 4;
/** Share by which sizes of one print differ as measured. */
const SAME_SIZE = 0.12;
/** More lines than this are no page of a report. */
const MAX_LINES = 400;

const HAN = /^\p{Script=Han}$/u;

/** A line with the size of its print, in pixels. */
interface SizedLine {
  readonly line: RecognisedLine;
  readonly size: number;
}

/** Makes out the text outside of tables, line by line. */
export async function readProse(
  page: CleanPage,
  tables: readonly PixelBox[],
  recogniser: Recogniser,
): Promise<Glyph[]> {
  const prints = listLinePrints(page, tables);
  const lines: SizedLine[] = [];
  for (const print of prints.length > MAX_LINES ? [] : prints) {
    const size = heightOf(print.box) / INK_SHARE;
    const found = await readText(print, size, recogniser);
    for (const line of found) {
      if (line.confidence >= MIN_CONFIDENCE || meanConfidence(line) >= 10 * MIN_CONFIDENCE) {
        lines.push({
          line: { ...line, box: boxOf(line, print, found.length) },
          size: measureSize(line) ?? size,
        });
      }
    }
  }
  return withCommonSizes(lines).flatMap(({ line, size }) => toLineGlyphs(line, size));
}

const meanConfidence = ({ characters }: RecognisedLine): number =>
  characters.reduce((sum, { confidence }) => sum + confidence, 0) / characters.length;

/** Of a print that is one line the ink says best where it stands. */
const boxOf = (line: RecognisedLine, print: Print, lines: number): RecognisedLine["box"] =>
  lines === 1 ? print.box : line.box;

function listLinePrints(page: CleanPage, tables: readonly PixelBox[]): Print[] {
  const { width, pixels } = page.ink;
  const ink = { ...page.ink, pixels: pixels.slice() };
  const edge = 2 / page.pointsAPixel;
  for (const [left, top, right, bottom] of tables) {
    const [from, to] = [
      Math.max(0, Math.floor(left - edge)),
      Math.min(width, Math.ceil(right + edge)),
    ];
    const last = Math.min(page.ink.height, Math.ceil(bottom + edge));
    for (let y = Math.max(0, Math.floor(top - edge)); y < last; y += 1) {
      ink.pixels.fill(0, y * width + from, y * width + to);
    }
  }
  const masked = { ...page, ink };
  const bands = listInked(countRows(ink));
  const heights = bands.map(lengthOf).sort((a, b) => b - a);
  const usual = (heights[Math.floor(heights.length / 4)] ?? 0) / INK_SHARE;
  return joinStrokes(bands, ink, { size: usual, largest: TITLE * usual })
    .filter((band) => isLine(band, page.pointsAPixel))
    .flatMap(({ from, to }) => findPrint(masked, [0, from, width, to]) ?? []);
}

function isLine({ from, to }: Stretch, pointsAPixel: number): boolean {
  const height = (to - from) * pointsAPixel;
  return height >= MIN_HEIGHT && height <= MAX_HEIGHT;
}

/** In running text a Chinese character is as wide as the print is high. */
function measureSize({ characters }: RecognisedLine): number | undefined {
  const pitches = characters
    .flatMap((character, index) => {
      const last = characters[index - 1];
      if (last === undefined || !HAN.test(last.text) || !HAN.test(character.text)) return [];
      return [centreX(character.box) - centreX(last.box)];
    })
    .sort((a, b) => a - b);
  return pitches.length < MIN_PITCHES ? undefined : pitches[pitches.length >> 1];
}

/** Lines of nearly the same size are of one size: that of the middle one. */
function withCommonSizes(lines: readonly SizedLine[]): SizedLine[] {
  const bySize = [...lines].sort((a, b) => a.size - b.size);
  const common = new Map<SizedLine, number>();
  let group: SizedLine[] = [];
  const close = (): void => {
    const size = group[group.length >> 1]?.size ?? 0;
    for (const line of group) common.set(line, size);
    group = [];
  };
  for (const line of bySize) {
    const first = group[0];
    if (first !== undefined && line.size > first.size * (1 + SAME_SIZE)) close();
    group.push(line);
  }
  close();
  return lines.map((line) => ({ ...line, size: common.get(line) ?? line.size }));
}
