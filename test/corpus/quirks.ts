import {
  editCells,
  editTables,
  type PrintedCell,
  type PrintedPage,
  withLabel,
} from "../sample/print/page.ts";
import {
  withBookmark,
  withBrokenFees,
  withLostNumbering,
  withSeparateItems,
  withSplitRequests,
  withWrappedHeaders,
  withWrongSpans,
} from "../sample/print/restructure.ts";

/** One thing that real reports do to the form. */
export interface Quirk {
  readonly name: string;
  readonly apply: (page: PrintedPage) => PrintedPage;
  /** False where it takes from a reader what tells some figure's place: then doubt is right, and silence wrong. */
  readonly isReadable: boolean;
}

const readable = (name: string, apply: Quirk["apply"]): Quirk => ({
  name,
  apply,
  isReadable: true,
});
const damaging = (name: string, apply: Quirk["apply"]): Quirk => ({
  name,
  apply,
  isReadable: false,
});

const figuresAs = (write: (text: string) => string) => (page: PrintedPage) =>
  editCells(page, (cell) => (cell.kind === "figure" ? { ...cell, text: write(cell.text) } : cell));
const labelsAs = (write: (text: string) => string) => (page: PrintedPage) =>
  editCells(page, (cell) => (cell.kind === "figure" ? cell : { ...cell, text: write(cell.text) }));
const zerosAs = (mark: string) => figuresAs((text) => (text === "0" ? mark : text));
const FULL_WIDTH_OFFSET = 0xfee0;
const toFullWidth = (text: string): string =>
  text.replace(/[0-9.-]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH_OFFSET));
const plain = (kind: PrintedCell["kind"], text: string): PrintedCell => ({
  kind,
  text,
  columnSpan: 1,
  rowSpan: 1,
});

/** Ways of printing that leave every figure where a careful person finds it. */
export const readableQuirks: readonly Quirk[] = [
  readable("as the form has it", (page) => page),
  readable("zeros left blank", zerosAs("")),
  readable("zeros as dashes", zerosAs("-")),
  readable("zeros as strokes", zerosAs("/")),
  readable("zeros as 无", zerosAs("无")),
  readable("full-width digits", figuresAs(toFullWidth)),
  readable(
    "thousands separators",
    figuresAs((text) => text.replace(/^(\d)(\d{3})(?=\.|$)/, "$1,$2")),
  ),
  readable(
    "figures with their unit",
    figuresAs((text) => (/^\d+$/.test(text) ? `${text}件` : text)),
  ),
  readable(
    "blanks around figures",
    figuresAs((text) => ` ${text}\u00a0`),
  ),
  readable(
    "half-width brackets in labels",
    labelsAs((text) => text.replaceAll("（", "(").replaceAll("）", ") ")),
  ),
  readable(
    "blanks inside labels",
    labelsAs((text) => text.replace(/^(结果|其他|尚未)(?=..$)/, "$1 ")),
  ),
  readable("headers broken in two lines", withWrappedHeaders),
  readable("a table for each item", withSeparateItems),
  readable("section three split", (page) => withSplitRequests(page, "bare")),
  readable("section three split, header repeated", (page) => withSplitRequests(page, "repeated")),
  readable("spans that a hand edit left", withWrongSpans),
  readable("numbering lost, title on two lines", withLostNumbering),
  readable("a bookmark's residue", withBookmark),
  readable("fees behind a rule", withBrokenFees),
  readable("废 misprinted", (page) => withLabel(page, "本年废止件数", "本年度止件数")),
  readable("a row of the agency's own", withLocalRow),
];

/** Ways that lose something. */
export const damagingQuirks: readonly Quirk[] = [
  damaging("a label lost", (page) => withLabel(page, "行政许可", "")),
  damaging("an outcome's header lost", (page) => withLabel(page, "结果纠正", "")),
  damaging("a figure lost in each row of section three", withLostFigures),
  damaging("a blank cell before each row of section three", withShiftedRows),
  damaging("section four lost", (page) =>
    editTables(page, (table) => (table.id === "proceedings" ? [] : [table])),
  ),
  damaging("section two printed twice", (page) =>
    editTables(page, (table) => (table.id === "disclosure" ? [table, table] : [table])),
  ),
];

function withLocalRow(page: PrintedPage): PrintedPage {
  const local = [
    plain("label", "其他主动公开文件"),
    plain("figure", "77"),
    plain("figure", "7"),
    plain("figure", "78"),
  ];
  return editTables(page, (table) => {
    const at = table.rows.findIndex((row) => row.some(({ text }) => text === "行政规范性文件"));
    if (at === -1) return [table];
    return [
      { ...table, rows: [...table.rows.slice(0, at + 1), local, ...table.rows.slice(at + 1)] },
    ];
  });
}

function editRequests(
  page: PrintedPage,
  edit: (row: readonly PrintedCell[]) => readonly PrintedCell[],
): PrintedPage {
  return editTables(page, (table) =>
    table.id === "requests" ? [{ ...table, rows: table.rows.map(edit) }] : [table],
  );
}

function withLostFigures(page: PrintedPage): PrintedPage {
  return editRequests(page, (row) =>
    row.filter(({ address }) => !address?.endsWith(".legal_service")),
  );
}

function withShiftedRows(page: PrintedPage): PrintedPage {
  return editRequests(page, (row) => {
    const at = row.findIndex(({ kind }) => kind === "figure");
    return at === -1 ? row : [...row.slice(0, at), plain("figure", ""), ...row.slice(at)];
  });
}
