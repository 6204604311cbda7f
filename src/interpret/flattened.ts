import { forms } from "../model/forms/forms.ts";
import type { TableCell } from "../model/transcript.ts";
import { joinHeaderLines, joinHeaderWords } from "./broken-headers.ts";
import { isFigureLike } from "./figures.ts";
import type { Line, RowLine, TextLine } from "./flow.ts";
import { remember } from "./remember.ts";
import { indexOf, SURE } from "./table-index.ts";

/** "--------- ---------": drawn between the rows of a table */
const RULE = /^\s*-{5,}(?:\s+-{5,})*\s*$/;
/** "规章|0|0|0", "| 行政许可 | 16 |" */
const BARS = /[|｜]/;
/** What parts cells, or is a rule by itself: any other text is a line. */
const PARTED = /[\s|｜]|^-{5}/;
/** "|---|:--:|", the rule below a head in Markdown */
const BAR_RULE = /^[\s|｜:+-]+$/;
/** "1.属于国家秘密 0 0 0 0 0 0 0": a label, then figures between blanks */
const SPACED = /^(.*?\S)((?:\s+[+-]?[\d０-９][\d０-９,.]*){1,16})$/;
/** "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0": a row of figures whose labels stand above it */
const SPACED_FIGURES = /^[+-]?[\d０-９][\d０-９,.]*(?:\s+[+-]?[\d０-９][\d０-９,.]*){4,31}$/;
const BLANKS = /\s+/;
/** "1.当面申请数：3件", an indicator of a list that has one figure each */
const LISTED =
  /^(.{2,90}?)\s*[：:]\s*(\d[\d,.]*\s*(?:条|件|次|篇|个|项|人次|人|万元|元)?)[；;。，,]?$/;
/** Few lines have one, and no indicator is without. */
const COLON = /[：:]/;
/** The unit that the form of 2014 prints between label and figure, in a cell of its own */
const UNIT = /^(?:条|件|次|篇|个|人|万元|元|人次|场|期)$/;
/** "政府网站公开政府信息数 条" */
const UNIT_AFTER_LABEL = /\s+(?:条|件|次|篇|个|人|万元|元|人次|场|期)$/;
/** Figures alone between bars are a row only if there are as many as a row of a form has. */
const MIN_FIGURES = 5;
/** Fewer indicators than this are prose, of a report on another form. */
const MIN_LISTED = 9;
/** A label broken over more lines than this is not put together again. */
const MAX_LABEL_LINES = 3;
const MAX_LABEL_CHARACTERS = 60;
/** The longest line of column headers, twice over. */
const MAX_HEADER_CHARACTERS = 200;
/** A run of figures longer than this is no row of any form. */
const MAX_FIGURES = 32;

/**
 * Puts rows together again that came without their table: cells between bars, figures between blanks, or each cell on a
 * line of its own. Only lines with a label of an official form, or full of figures, are
 * touched, so that prose stays prose.
 */
export function restoreRows(printed: readonly Line[]): Line[] {
  const lines = joinHeaderLines(printed);
  const restored: Line[] = [];
  const isList = lines.filter(isIndicatorLine).length >= MIN_LISTED;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) continue;
    if (line.kind === "row") restored.push(line);
    else if (isFigureLine(line)) at = takeFigures(lines, at, restored);
    else if (isList && isIndicatorLine(line)) restored.push(toListedRow(line));
    else addLine(line, restored);
  }
  return restored;
}

/** Label and figure of a text that prints an indicator with its one figure; null for any other. */
const findIndicator: (text: string) => readonly [label: string, figure: string] | null = remember(
  (text) => {
    const [, label = "", figure = ""] = LISTED.exec(text) ?? [];
    return figure !== "" && isIndicator(label) ? [label, figure] : null;
  },
);

const isIndicatorLine = (line: Line): boolean =>
  line.kind === "text" && COLON.test(line.text) && findIndicator(line.text) !== null;

const toListedRow = (line: TextLine): RowLine => toRow(line, findIndicator(line.text) ?? []);

/** True for a label that an official form prints beside or above figures. */
const isFormLabel: (text: string) => boolean = remember((text) =>
  [...forms.values()].some((form) =>
    form.tables.some((table) => {
      const index = indexOf(table);
      return index.isCaption(text) || index.rateRows(text).some((likeness) => likeness >= SURE);
    }),
  ),
);

/** True for a label of a form whose rows have one figure each, so that a list prints it as well as a table. */
const isIndicator: (text: string) => boolean = remember((text) =>
  [...forms.values()].some((form) =>
    form.tables.some(
      (table) =>
        table.rows.every((row) => row.columns.length === 1) &&
        indexOf(table)
          .rateRows(text)
          .some((likeness) => likeness >= SURE),
    ),
  ),
);

const isFigureLine = (line: Line | undefined): line is TextLine =>
  line?.kind === "text" && line.text !== "" && isFigureLike(line.text);

/** Makes a row of the figures from `at` on and of the label above them; returns the last line taken. */
function takeFigures(lines: readonly Line[], at: number, restored: Line[]): number {
  let end = at;
  while (end - at < MAX_FIGURES && isFigureLine(lines[end])) end += 1;
  const figures = lines.slice(at, end).filter((line) => line.kind === "text");
  const unit = takeUnit(restored);
  const label = takeLabel(restored);
  const first = figures[0];
  if (label === undefined || first === undefined) restored.push(...unit, ...figures);
  else restored.push({ kind: "row", cells: [label, ...figures].map(toCell), block: first.block });
  return end - 1;
}

/** Removes the unit at the end of the lines so far and gives it; none if none is there. */
function takeUnit(restored: Line[]): Line[] {
  const last = restored.at(-1);
  return last?.kind === "text" && UNIT.test(last.text) ? restored.splice(-1) : [];
}

/** Removes the label at the end of the lines so far and gives it whole; undefined if none is there. */
function takeLabel(restored: Line[]): TextLine | undefined {
  for (let count = 1; count <= MAX_LABEL_LINES; count += 1) {
    const parts = restored.slice(-count);
    const texts = parts.flatMap((line) => (line.kind === "text" ? [line] : []));
    const [first] = texts;
    if (first === undefined || texts.length < count) return undefined;
    const text = texts.map((line) => line.text).join("");
    if (text.length > MAX_LABEL_CHARACTERS) return undefined;
    if (!isFormLabel(text)) continue;
    restored.length -= count;
    return { ...first, text };
  }
  return undefined;
}

function toCell(line: TextLine): TableCell {
  return { text: line.text, columnSpan: 1, rowSpan: 1, locator: line.locator };
}

/** Adds what a line prints: a row, the line itself, or nothing if it only parts rows. */
function addLine(line: TextLine, restored: Line[]): void {
  const parts = PARTED.test(line.text) ? splitText(line.text) : "line";
  if (parts === "line") restored.push(line);
  else if (parts !== "rule") restored.push(toRow(line, parts));
}

/** The cells that a line of text prints: `line` if it is no row, `rule` if it only parts rows. */
const splitText: (text: string) => readonly string[] | "line" | "rule" = remember((text) => {
  if (RULE.test(text)) return "rule";
  if (BARS.test(text)) return splitAtBars(text);
  const match = SPACED.exec(text.slice(0, MAX_LABEL_CHARACTERS * 4));
  if (SPACED_FIGURES.test(text)) return text.split(BLANKS);
  const isLong = text.length > MAX_HEADER_CHARACTERS;
  const words = isLong ? [] : joinHeaderWords(text.split(BLANKS));
  if (words.length > 1 && words.every(isFormLabel)) return words;
  const [, labelled = "", figures = ""] = match ?? [];
  const label = labelled.replace(UNIT_AFTER_LABEL, "");
  if (match === null || !isFormLabel(label)) return "line";
  return [label, ...figures.trim().split(BLANKS)];
});

function splitAtBars(text: string): readonly string[] | "line" | "rule" {
  if (BAR_RULE.test(text)) return "rule";
  const texts = text.split(BARS).map((part) => part.trim());
  const cells = withoutOuterBars(text, texts);
  const hasLabel = texts.some((part) => part !== "" && !isFigureLike(part) && isFormLabel(part));
  const isFigures = cells.length >= MIN_FIGURES && cells.every(isFigureLike);
  return hasLabel || isFigures ? cells : "line";
}

/** Bars at the ends frame a row; they part no cells. */
function withoutOuterBars(line: string, texts: readonly string[]): string[] {
  const start = BARS.test(line.trim().slice(0, 1)) ? 1 : 0;
  const end = BARS.test(line.trim().slice(-1)) ? texts.length - 1 : texts.length;
  return texts.slice(start, end);
}

function toRow(line: TextLine, texts: readonly string[]): RowLine {
  return {
    kind: "row",
    cells: texts.map((text) => ({ text, columnSpan: 1, rowSpan: 1, locator: line.locator })),
    block: line.block,
  };
}
