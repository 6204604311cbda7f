import type { FormColumn } from "../model/form.ts";
import type { CellStatus } from "../model/report.ts";
import { NOT_MADE_OUT } from "../model/transcript.ts";
import { remember } from "./remember.ts";

/** Full-width digits and signs; NFKC would also turn ² and ① into digits that nobody printed. */
const FULL_WIDTH = /[０-９，．－＋％]/g;
const FULL_WIDTH_OFFSET = 0xfee0;
/** "−8" with the minus sign of mathematics, which formula editors and spreadsheets put */
const MINUS = /\u2212/g;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
/** "-", "——", "/", "无" in place of a number */
const DASH = /^(?:[-–—―－/／\\~～_*]+|无|没有)$/;
/** "1266", "1,266", "38.3296", "-8" */
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/;
/** "0件", "3 项", "251000元", "2.5万元" */
const WITH_UNIT = /^(.*?\d)\s*(件|条|项|个|次|宗|份|起|人次|人|篇|万元|元)$/;
/** "007", which is no way to print a count: two cells may have run together */
const LEADING_ZERO = /^0\d/;
/** "1.000" as a count: one, or a thousand whose comma came out as a stop */
const ONE_OR_THOUSAND = /^[+-]?[1-9]\d{0,2}\.000$/;
/** "增15", "减4", "增加15项" in the column 本年增/减 */
const CHANGE_IN_WORDS = /^(增|减)(?:加|少)?\s*(\d+)\s*[项个件]?$/;
const NO_CHANGE = /^(?:未增未减|无增减|不增不减|无变化|持平)$/;
/** "1124" above "3", "136.89" above "5": one figure in a narrow column, or two */
const BROKEN = /^\d+(?:\.\d*)?(?:\n\d+){1,2}$/;
/** 行政许可: of the figures in words none begins with another character than 无, 没有, 增, 减, 未增未减, 不增不减, 持平 */
const LABEL_START = /^(?![无没增减未不持])[\u4e00-\u9fff]/;
/** Beyond this a printed count is not one number but several. */
const MAX_VALUE = 1e12;
const YUAN_PER_TEN_THOUSAND = 10_000;

export interface Figure {
  readonly value: number | null;
  readonly status: Exclude<CellStatus, "absent">;
  /** True if the number was printed in another unit than the column's. */
  readonly isConverted: boolean;
}

const BLANK: Figure = { value: null, status: "blank", isConverted: false };
const DASHED: Figure = { value: null, status: "dash", isConverted: false };
const UNREADABLE: Figure = { value: null, status: "unreadable", isConverted: false };

/** "0", "1266": what nearly every cell prints */
const PLAIN = /^(?:0|[1-9]\d{0,8})$/;

/** Reads what a cell prints. A blank is never a zero, and what is not surely one number is unreadable. */
export function readFigure(text: string, column: FormColumn): Figure {
  if (PLAIN.test(text)) return reported(Number(text));
  const printed = toHalfWidth(text).trim();
  if (printed === "") return BLANK;
  if (DASH.test(printed)) return DASHED;
  const change = column.type === "signed_integer" ? readChange(printed) : undefined;
  if (change !== undefined) return reported(change);
  const unit = WITH_UNIT.exec(printed);
  if (unit === null) return readNumber(printed, column);
  return convert(
    readNumber((unit[1] ?? "").trim(), { ...column, type: decimalIfMoney(column) }),
    unit[2],
    column,
  );
}

/**
 * True for text that can stand in a figure's place: a number, a blank, a dash, a number with its unit, or the mark of one
 * that a machine could not make out.
 */
export function isFigureLike(text: string): boolean {
  return text === "" || text === "0" || (!LABEL_START.test(text) && looksLikeFigure(text));
}

const looksLikeFigure: (text: string) => boolean = remember((text) => {
  if (text === NOT_MADE_OUT || PLAIN.test(text)) return true;
  const printed = toHalfWidth(text).trim();
  if (printed === "" || DASH.test(printed) || NUMBER.test(printed)) return true;
  if (CHANGE_IN_WORDS.test(printed) || NO_CHANGE.test(printed)) return true;
  if (BROKEN.test(printed)) return true;
  const unit = WITH_UNIT.exec(printed);
  return unit !== null && NUMBER.test((unit[1] ?? "").trim());
});

/** The number that digits on several lines of a cell make together; undefined for any other text. */
export function joinBroken(text: string): number | undefined {
  const printed = toHalfWidth(text).trim();
  const digits = BROKEN.test(printed) ? printed.replaceAll("\n", "") : "";
  const figure = digits === "" || LEADING_ZERO.test(digits) ? undefined : Number(digits);
  return figure !== undefined && figure < MAX_VALUE ? figure : undefined;
}

function toHalfWidth(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(MINUS, "-")
    .replace(FULL_WIDTH, (character) =>
      String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
    );
}

const decimalIfMoney = (column: FormColumn): FormColumn["type"] =>
  column.unit === "万元" ? "decimal" : column.type;

function reported(value: number): Figure {
  return { value, status: "reported", isConverted: false };
}

/** 本年增/减: “减用负值表示,如-8” is the rule, words are what many print. */
function readChange(printed: string): number | undefined {
  if (NO_CHANGE.test(printed)) return 0;
  const words = CHANGE_IN_WORDS.exec(printed);
  if (words === null) return undefined;
  return (words[1] === "减" ? -1 : 1) * Number(words[2]);
}

function readNumber(printed: string, column: FormColumn): Figure {
  const match = NUMBER.exec(printed);
  if (match === null || LEADING_ZERO.test(match[2] ?? "")) return UNREADABLE;
  if (column.type !== "decimal" && ONE_OR_THOUSAND.test(printed)) return UNREADABLE;
  const value = Number(printed.replaceAll(",", ""));
  const isAllowed =
    Math.abs(value) < MAX_VALUE &&
    (value >= 0 || column.type === "signed_integer") &&
    (Number.isInteger(value) || column.type === "decimal");
  // -0 is a zero that would print as another number.
  return isAllowed ? reported(value === 0 ? 0 : value) : UNREADABLE;
}

function convert(figure: Figure, unit: string | undefined, column: FormColumn): Figure {
  if (figure.value === null) return figure;
  const isMoney = unit === "元" || unit === "万元";
  if (!isMoney) return column.unit === "万元" ? UNREADABLE : figure;
  if (column.unit !== "万元") return UNREADABLE;
  if (unit === "万元") return figure;
  return { ...figure, value: figure.value / YUAN_PER_TEN_THOUSAND, isConverted: true };
}
