import { forms } from "../model/forms/forms.ts";
import type { Line, TextLine } from "./flow.ts";
import { remember } from "./remember.ts";
import { indexOf, SURE } from "./table-index.ts";

/** "10877 59057": what of a row's figures went over to the next line */
const FIGURES = /^[+-]?\d[\d,.]*(?:\s+[+-]?\d[\d,.]*)*$/;
/** "（一）予以公开 580 241": a label, and the figures that fitted on its line */
const LABELLED = /^(.*?\S)((?:\s+[+-]?\d[\d,.]*)*)$/;
const BLANKS = /\s+/;
const MAX_CHARACTERS = 240;
/** A row goes on over no more lines than this. */
const MAX_LINES = 4;
/** Fewer figures at the head of a line without a label may be anything. */
const MIN_FIGURES = 5;

/**
 * Puts lines together again that a narrow page broke between the figures of one row: the figures of the lines below,
 * taken whole, must make up exactly the number of columns of the row. Other lines stay as they are.
 */
export function joinWrappedRows(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) continue;
    const taken = line.kind === "text" ? countContinuations(line, lines, at + 1) : 0;
    if (taken === 0 || line.kind !== "text") {
      joined.push(line);
      continue;
    }
    const texts = lines
      .slice(at, at + taken + 1)
      .map((each) => (each.kind === "text" ? each.text : ""));
    joined.push({ ...line, text: texts.join(" ") });
    at += taken;
  }
  return joined;
}

/** How many of the lines below go on with the row that the line begins. */
function countContinuations(line: TextLine, lines: readonly Line[], next: number): number {
  const below = lines[next];
  if (below === undefined || countFigures(below) === 0) return 0;
  const counts = lines.slice(next, next + MAX_LINES).map(countFigures);
  const start = readStart(line.text);
  if (start === undefined || start.wanted.has(start.figures)) return 0;
  const end = counts.findIndex((_, at) => start.wanted.has(sum(counts.slice(0, at + 1), start)));
  const taken = counts.slice(0, end + 1);
  // Each figure on a line of its own is another way to lose a table.
  const hasSeveral = start.figures > 1 || taken.some((count) => count > 1);
  return hasSeveral && !taken.includes(0) ? taken.length : 0;
}

const sum = (counts: readonly number[], { figures }: Start): number =>
  counts.reduce((whole, count) => whole + count, figures);

/** 0 for a line that holds anything else. */
const countFigures = (line: Line): number =>
  line.kind === "text" && FIGURES.test(line.text) ? line.text.split(BLANKS).length : 0;

interface Start {
  readonly figures: number;
  /** How many figures the row may have, in one form or the other. */
  readonly wanted: ReadonlySet<number>;
}

function readStart(text: string): Start | undefined {
  if (text === "" || text.length > MAX_CHARACTERS) return undefined;
  if (FIGURES.test(text)) {
    const figures = text.split(BLANKS).length;
    return figures < MIN_FIGURES ? undefined : { figures, wanted: acrossWidths() };
  }
  const [, label = "", figures = ""] = LABELLED.exec(text) ?? [];
  const wanted = widthsOf(label);
  if (wanted.size === 0) return undefined;
  return { figures: figures.trim() === "" ? 0 : figures.trim().split(BLANKS).length, wanted };
}

/** The number of columns of the rows that bear the label. */
const widthsOf: (label: string) => ReadonlySet<number> = remember((label) => {
  const widths = [...forms.values()].flatMap((form) =>
    form.tables
      .filter((table) => table.layout === "down")
      .flatMap((table) =>
        indexOf(table)
          .rateRows(label)
          .flatMap((likeness, row) =>
            likeness >= SURE ? [table.rows[row]?.columns.length ?? 0] : [],
          ),
      ),
  );
  return new Set(widths.filter((width) => width > 1));
});

let widths: ReadonlySet<number> | undefined;

/** The number of columns of the tables that stand in one line of figures. */
function acrossWidths(): ReadonlySet<number> {
  widths ??= new Set(
    [...forms.values()].flatMap((form) =>
      form.tables
        .filter((table) => table.layout === "across")
        .map((table) => table.rows.reduce((sum, row) => sum + row.columns.length, 0)),
    ),
  );
  return widths;
}
