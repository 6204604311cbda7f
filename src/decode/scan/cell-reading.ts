import type { RecognisedLine, Recogniser } from "../../model/recogniser.ts";
import { NOT_MADE_OUT } from "../../model/transcript.ts";
import { type FigureReading, isFigure, readFigure } from "./figure-reading.ts";
import { shapeOf } from "./figure-shape.ts";
import { widthOf } from "./pixel-box.ts";
import type { Print } from "./print.ts";
import { lookAtText, readText, textOf } from "./text-reading.ts";

/** What a cell says: a figure or mark as one, or lines of text in pixels of the page; or a figure that is still open. */
export type CellReading =
  | FigureReading
  | { readonly kind: "lines"; readonly lines: readonly RecognisedLine[] };

/** Pixels. The size for a second look at a number with words. */
const OTHER_TEXT_SIZE = 38;

/** "0件", "1O", "增15", "3 项", "251000元": what may be read as a number */
const NUMBER_LIKE =
  /^[^\p{Script=Han}]*\d[^\p{Script=Han}]*\p{Script=Han}{0,2}$|^[增减].{0,3}\d+$/u;

/** Makes out what is printed in a cell. A number is believed only if two looks at it agree. */
export async function readCell(
  print: Print,
  size: number,
  recogniser: Recogniser,
): Promise<CellReading> {
  const shape = shapeOf(print, size);
  if (shape === "dash") return { kind: "mark", text: "—" };
  if (shape === "slash") return { kind: "mark", text: "/" };
  if (shape === "text") return await readWords(print, size, recogniser);
  const figure = await readFigure(print, size, recogniser);
  if (figure.kind !== "words") return figure;
  return { kind: "lines", lines: await readText(print, size, recogniser) };
}

async function readWords(print: Print, size: number, recogniser: Recogniser): Promise<CellReading> {
  const lines = await readText(print, size, recogniser);
  const text = textOf(lines);
  if (text === "") return { kind: "mark", text: manyNotMadeOut(print, size) };
  if (!NUMBER_LIKE.test(text)) return { kind: "lines", lines };
  if (isFigure(text)) {
    const figure = await readFigure(print, size, recogniser);
    return figure.kind === "words" ? { kind: "lines", lines } : figure;
  }
  const again = textOf(await lookAtText(print, { size, target: OTHER_TEXT_SIZE }, recogniser));
  return again === text ? { kind: "lines", lines } : { kind: "mark", text: NOT_MADE_OUT };
}

/** Words in which nothing was made out: a mark for each character, so that nobody takes them for a figure. */
const manyNotMadeOut = (print: Print, size: number): string =>
  NOT_MADE_OUT.repeat(Math.max(2, Math.round(widthOf(print.box) / size)));
