import { toPlainDates } from "./chinese-date.ts";
import type { Line } from "./flow.ts";
import { listMatches } from "./matches.ts";

/** A day that a line prints, and how surely it is the day of publication; smaller is surer. */
export interface PrintedDate {
  readonly date: string;
  readonly rank: number;
}

/** "2025-01-20", "2025年1月20日", "2025/1/20", "2025.01.20", and "20251月20日", which lost its 年 */
const DATE = /(20\d{2})(?:\s?[-年/.]\s?|(?=\d{1,2}月))(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)/;
/** "发布时间：2025-01-20 09:12", "公文生成日期 2025年1月20日", "发布于2025-01-20", "日期:2024-01-10来源:作者:" */
const LABELLED =
  /([\u4e00-\u9fff]{0,6})(?:时间|日期|(?<=[布表])于)\]?】?\s?([:：]?)\s?(20\d{2}(?:\s?[-年/.]\s?|(?=\d{1,2}月))\d{1,2}\s?[-月/.]\s?\d{1,2})(?!\d)/g;
const BLANKS_IN_WORDS = /(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])/g;
/** How a label ends that names the day of publication, the surest first. */
const RANKS: readonly (readonly [ending: RegExp, rank: number])[] = [
  [/(?:发布|公开|发表|公布|公示)$/, 0],
  [/(?:发文|印发)$/, 2],
  [/(?:成文|生成|签发|签署|录入|上传|创建|制作)$/, 3],
  [/更新$|修改$/, 4],
  // 失效日期, 截止时间, 统计时间: days of something else
  [/(?:失效|废止|截止|实施|施行|生效|有效|统计|访问|当前|查询|打印|开放|办公|工作|受理)$/, 9],
];
const PLAIN_LABEL_RANK = 1;
const UNLABELLED_RANK = 5;
const NO_PUBLICATION_RANK = 9;
/** "2025-01-20 来源：某局 点击数：12", "· 2025-01-20": a date line without a word for the date */
const DATE_LINE =
  /^[\s·•●▪*|【[(（]*20\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}(?!\d)[^，。；至止起]{0,60}$/;
/** "来源：某局 2025-01-20 10:20 浏览次数：": a date among other facts of the page */
const FACT_LINE = /^(?=.*(?:来源|作者|编辑|浏览|点击|访问量|字体|字号))[^，。；至止]{0,90}$/;
/** "发布日期：" and "发布日期", with the day on the next line or in the next row */
const LABEL_END = /(?:时间|日期)\]?】?\s?[:：]?$/;

/** Every date has one: in 2025, ２０２５ or 二〇二五. */
const TWO = /[2２二]/;

/** Every day that the lines print as a date of the page, in order; days that no calendar has are left out. */
export function listDates(lines: readonly Line[]): PrintedDate[] {
  return lines.flatMap((line, at) => {
    const next = lines[at + 1];
    const below = next === undefined ? [] : listBelow(line, next);
    return [toText(line), ...below].flatMap(listDatesIn);
  });
}

const toText = (line: Line): string =>
  line.kind === "text" ? line.text : line.cells.map((cell) => cell.text).join(" ");

/** Labels joined to what stands under them: the next line, or the same column of the next row. */
function listBelow(line: Line, next: Line): string[] {
  if (line.kind === "row" && next.kind === "row" && line.cells.length === next.cells.length) {
    return line.cells.flatMap((cell, at) =>
      LABEL_END.test(cell.text) ? [`${cell.text}:${next.cells[at]?.text ?? ""}`] : [],
    );
  }
  const text = toText(line);
  return LABEL_END.test(text) ? [`${text} ${toText(next)}`] : [];
}

function listDatesIn(printed: string): PrintedDate[] {
  if (!TWO.test(printed)) return [];
  const text = toPlainDates(printed).replace(BLANKS_IN_WORDS, "");
  const labelled = listMatches(LABELLED, text);
  if (labelled.length > 0) {
    return labelled.flatMap(([, label = "", colon, day = ""]) => {
      const date = toIsoDate(DATE.exec(day));
      const rank = colon === "" && label === "" ? UNLABELLED_RANK : toRank(label);
      return date === undefined || rank === NO_PUBLICATION_RANK ? [] : [{ date, rank }];
    });
  }
  if (!DATE_LINE.test(text) && !FACT_LINE.test(text)) return [];
  const date = toIsoDate(DATE.exec(text));
  return date === undefined ? [] : [{ date, rank: UNLABELLED_RANK }];
}

function toRank(label: string): number {
  if (label === "") return PLAIN_LABEL_RANK;
  return RANKS.find(([ending]) => ending.test(label))?.[1] ?? PLAIN_LABEL_RANK;
}

/** The first day in a text, as an ISO date, if the calendar has that day. */
export function findDate(text: string): string | undefined {
  return toIsoDate(DATE.exec(toPlainDates(text)));
}

/** ISO date of a match of year, month and day, if the calendar has that day. */
export function toIsoDate(match: RegExpExecArray | null): string | undefined {
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, "2025-01-20".length) : undefined;
}
