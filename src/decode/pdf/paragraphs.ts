import { type Box, boxAround, centreX } from "./box.ts";
import { joinLines } from "./line-join.ts";
import { endsIdeographic, startsIdeographic, type TextLine } from "./text-lines.ts";

/** A line of text on its page. */
export interface PageLine extends TextLine {
  readonly page: number;
}

/** Lines that make one text; page and box are those of its beginning. */
export interface TextParagraph {
  readonly text: string;
  readonly page: number;
  readonly box: Box;
}

/** Edges between which a document sets its text, and how far apart its lines stand. */
export interface Margins {
  readonly left: number;
  readonly right: number;
  /** In sizes of the font. */
  readonly pitch: number;
}

/** Share of a line's size by which the fonts of one paragraph differ. */
const SAME_SIZE = 0.12;
/** In sizes of the font: a line that ends this far before the margin ends its paragraph. */
const SHORT = 1.6;
/** In sizes of the font: how far a first line is indented at the least. */
const INDENT = 1;
/** In sizes of the font: how far the middle of a centred line may be from the middle of the text. */
const CENTRED = 0.7;
/** In sizes of the font: how far apart the lines of a paragraph are where the text does not tell. */
const USUAL_PITCH = 2;
/** Share by which the distance of two lines may surpass the usual one of the text. */
const LOOSE = 1.3;
/** Points. Official prose is set in 三号 (16 points) at the most; what is larger is a title. */
const MIN_TITLE_SIZE = 17;
/** What no line begins with. */
const STOP = /^[，。、；：？！”’》〉）〕】…—,.;:?!)%]/;
/** "一、总体情况", "（二）依申请公开": what begins with such a number begins a paragraph. */
const NUMBERED = /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/;

/** Joins the lines of a text, in reading order, to paragraphs; one may go on over a page break. */
export function toParagraphs(lines: readonly PageLine[], margins: Margins): TextParagraph[] {
  const groups: PageLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (last !== undefined && goesOn(last, line, margins)) group?.push(line);
    else groups.push([line]);
  }
  return groups.flatMap(toParagraph);
}

function toParagraph(lines: readonly PageLine[]): TextParagraph[] {
  const page = lines[0]?.page ?? 0;
  const box = boxAround(lines.filter((line) => line.page === page).map((line) => line.box));
  const text = joinLines(
    lines.map((line) => line.text),
    " ",
  );
  return box === undefined ? [] : [{ text, page, box }];
}

/** Finds the margins from all lines of a text; the usual distance is that to the line after a full one. */
export function findMargins(lines: readonly PageLine[]): Margins {
  let [left, right] = [Infinity, -Infinity];
  for (const { box } of lines) {
    left = Math.min(left, box[0]);
    right = Math.max(right, box[2]);
  }
  const pitches = lines
    .flatMap((line, index) => {
      const last = lines[index - 1];
      const isFull = last?.page === line.page && right - last.box[2] <= SHORT * last.size;
      return isFull && isSameSize(last, line) ? [pitchOf(last, line)] : [];
    })
    .filter((pitch) => pitch > 0)
    .sort((a, b) => a - b);
  return { left, right, pitch: pitches[Math.floor(pitches.length / 2)] ?? USUAL_PITCH };
}

function goesOn(last: PageLine, line: PageLine, margins: Margins): boolean {
  if (!isSameSize(last, line) || isApart(last, line, margins) || NUMBERED.test(line.text)) {
    return false;
  }
  const { size } = line;
  if (size >= MIN_TITLE_SIZE && isCentred(line, margins)) return true;
  if (isCentred(last, margins) && isCentred(line, margins)) return false;
  const room = margins.right - last.box[2];
  const endsShort = room > Math.max(SHORT * size, firstWordWidth(line));
  const isIndented = line.box[0] - margins.left > INDENT * size;
  return !endsShort && !isIndented;
}

const isSameSize = (a: TextLine, b: TextLine): boolean =>
  Math.abs(a.size - b.size) <= SAME_SIZE * Math.max(a.size, b.size);

function isApart(last: PageLine, line: PageLine, { pitch }: Margins): boolean {
  if (last.page !== line.page) return false;
  return pitchOf(last, line) > LOOSE * pitch;
}

const pitchOf = (last: TextLine, line: TextLine): number => (line.box[3] - last.box[3]) / line.size;

/**
 * A number, a foreign word, a character and the stop behind it are not parted, so a line may end short for want of room
 * for them.
 */
function firstWordWidth({ glyphs, box }: TextLine): number {
  const next = glyphs.find(
    ({ text, isAfterBlank }, index) =>
      index > 0 &&
      !STOP.test(text) &&
      (startsIdeographic(text) || isAfterBlank || isAfterIdeograph(glyphs, index)),
  );
  return (next?.box[0] ?? box[2]) - box[0];
}

const isAfterIdeograph = (glyphs: TextLine["glyphs"], index: number): boolean =>
  endsIdeographic(glyphs[index - 1]?.text ?? "");

/** Set off from both margins by the same distance. */
function isCentred({ box, size }: TextLine, { left, right }: Margins): boolean {
  const isOff = box[0] - left > INDENT * size && right - box[2] > INDENT * size;
  return isOff && Math.abs(centreX(box) - (left + right) / 2) <= CENTRED * size;
}
