import { OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { DrawingReader } from "./drawing-reader.ts";
import { DEFAULT_METRICS, type FontMetrics, toNumbers } from "./font-metrics.ts";
import { IDENTITY, type Matrix } from "./matrix.ts";
import type { ShownGlyph } from "./text-pen.ts";

/** The drawing operators of a page, as the PDF library lists them. */
export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export type Fonts = ReadonlyMap<string, FontMetrics>;

type Operator = (reader: DrawingReader, operands: readonly unknown[], fonts: Fonts) => void;

const FILLS: readonly number[] = [OPS.fill, OPS.eoFill];
const STROKES: readonly number[] = [OPS.stroke, OPS.closeStroke];
const BOTH: readonly number[] = [
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];

/** Operators that move or draw anything; the others change colours, clips and the like. */
const OPERATORS = new Map<number, Operator>([
  [OPS.save, (reader) => reader.save()],
  [OPS.restore, (reader) => reader.restore()],
  [OPS.transform, (reader, operands) => reader.transform(toMatrix(operands))],
  [OPS.paintFormXObjectBegin, beginForm],
  [OPS.paintFormXObjectEnd, (reader) => reader.restore()],
  [OPS.setLineWidth, (reader, [width]) => reader.set({ lineWidth: toNumber(width) })],
  [OPS.setGState, setGraphicsState],
  [OPS.beginText, (reader) => reader.beginText()],
  [OPS.setFont, (reader, [name, size], fonts) => setFont(reader, name, size, fonts)],
  [OPS.setCharSpacing, (reader, [space]) => reader.set({ characterSpacing: toNumber(space) })],
  [OPS.setWordSpacing, (reader, [space]) => reader.set({ wordSpacing: toNumber(space) })],
  [OPS.setHScale, (reader, [percent]) => reader.set({ stretch: toNumber(percent) / 100 })],
  [OPS.setTextRise, (reader, [rise]) => reader.set({ rise: toNumber(rise) })],
  [OPS.setLeading, (reader, [leading]) => reader.set({ leading: toNumber(leading) })],
  [OPS.setTextRenderingMode, (reader, [mode]) => reader.setRenderingMode(toNumber(mode))],
  [OPS.setTextMatrix, (reader, [matrix]) => reader.setTextMatrix(toMatrix(toNumbers(matrix)))],
  [OPS.moveText, (reader, [x, y]) => reader.moveText(toNumber(x), toNumber(y))],
  [OPS.setLeadingMoveText, moveTextAndSetLeading],
  [OPS.nextLine, (reader) => reader.moveTextByLeading()],
  [OPS.showText, (reader, [shown]) => reader.showText(toShown(shown))],
  [OPS.clip, (reader) => reader.announceClip()],
  [OPS.eoClip, (reader) => reader.announceClip()],
  [OPS.constructPath, paintPath],
]);

/** Lets the reader follow the operators of a page from first to last. */
export function followOperators(list: OperatorList, fonts: Fonts, reader: DrawingReader): void {
  list.fnArray.forEach((operator, index) => {
    const operands = list.argsArray[index];
    OPERATORS.get(operator)?.(reader, toList(operands), fonts);
  });
}

/** Names of all fonts that the operators set. */
export function listFontNames(list: OperatorList): Set<string> {
  const names = list.fnArray.flatMap((operator, index) => {
    const operands = toList(list.argsArray[index]);
    if (operator === OPS.setFont) return operands.slice(0, 1);
    return operator === OPS.setGState ? fontSettings(operands[0]).map(([name]) => name) : [];
  });
  return new Set(names.filter((name) => typeof name === "string"));
}

/** Name and size of the fonts that a graphics state sets; at most one in practice. */
function fontSettings(settings: unknown): (readonly unknown[])[] {
  return toList(settings).flatMap((setting) => {
    const [key, value] = toList(setting);
    return key === "Font" ? [toList(value)] : [];
  });
}

function beginForm(reader: DrawingReader, [matrix]: readonly unknown[]): void {
  reader.save();
  reader.transform(toMatrix(toNumbers(matrix)));
}

function setGraphicsState(
  reader: DrawingReader,
  [settings]: readonly unknown[],
  fonts: Fonts,
): void {
  for (const [key, value] of toList(settings).map(toList)) {
    if (key === "LW") reader.set({ lineWidth: toNumber(value) });
  }
  for (const [name, size] of fontSettings(settings)) setFont(reader, name, size, fonts);
}

function setFont(reader: DrawingReader, name: unknown, size: unknown, fonts: Fonts): void {
  const font = typeof name === "string" ? fonts.get(name) : undefined;
  reader.setFont(font ?? DEFAULT_METRICS, toNumber(size));
}

function moveTextAndSetLeading(reader: DrawingReader, [x, y]: readonly unknown[]): void {
  reader.set({ leading: -toNumber(y) });
  reader.moveText(toNumber(x), toNumber(y));
}

function paintPath(reader: DrawingReader, [paint, data, bounds]: readonly unknown[]): void {
  const [left, top, right, bottom] = toNumbers(bounds);
  if (bottom !== undefined) reader.endPath([left ?? 0, top ?? 0, right ?? 0, bottom]);
  const [path] = toList(data);
  if (typeof paint !== "number" || !(path instanceof Float32Array)) return;
  if (FILLS.includes(paint) || BOTH.includes(paint)) reader.fill(path);
  if (STROKES.includes(paint) || BOTH.includes(paint)) reader.stroke(path);
}

function toShown(value: unknown): (ShownGlyph | number)[] {
  return toList(value).flatMap((entry): (ShownGlyph | number)[] => {
    if (typeof entry === "number") return [entry];
    if (typeof entry !== "object" || entry === null) return [];
    const { unicode, width, isSpace, vmetric } = entry as Readonly<Record<string, unknown>>;
    return [
      {
        unicode: typeof unicode === "string" ? unicode : "",
        width: toNumber(width),
        isSpace: isSpace === true,
        verticalMetrics: Array.isArray(vmetric) ? toNumbers(vmetric) : undefined,
      },
    ];
  });
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function toNumber(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function toMatrix(operands: readonly unknown[]): Matrix {
  const [a, b, c, d, e, f] = operands.map(toNumber);
  return f === undefined ? IDENTITY : [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f];
}
