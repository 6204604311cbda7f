import type { Transcript } from "../model/transcript.ts";
import type { Line } from "./flow.ts";

/** "2025-01-20", "2025年1月20日", "2025/1/20", "2025.01.20" */
const DATE = /(20\d{2})\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})/;
/** "发布时间：2025-01-20 09:12", "成文日期:2025年1月20日", "时间：2025-01-20" */
const LABELLED =
  /(发布|公开|发表|公布|发文|印发|成文|生成|更新)?(?:时间|日期|于)\s?[:：]\s?(20\d{2}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2})/g;
/** How surely a label names the day of publication; smaller is surer. */
const RANKS: ReadonlyMap<string | undefined, number> = new Map([
  ["发布", 0],
  ["公开", 0],
  ["发表", 0],
  ["公布", 0],
  [undefined, 1],
  ["发文", 2],
  ["印发", 2],
  ["成文", 3],
  ["生成", 3],
  ["更新", 4],
]);
/** "2025-01-20 来源：某局 点击数：12": a date line without a word for the date */
const DATE_LINE = /^(?:20\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2})[\s\S]{0,60}$/;
const UNLABELLED_RANK = 5;
/** Names under which government pages state the date, in the order of 《政府网站发展指引》. */
const METADATA = ["pubdate", "publishdate", "pubtime", "article:published_time", "createdate"];
/** t20250120_123.html, /art/2025/1/20/art_1_2.html, /2025-01/20/, /20250120/ */
const URL_DATES = [
  /t(20\d{2})(\d{2})(\d{2})_/,
  /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})\//,
  /\/(20\d{2})(\d{2})(\d{2})\//,
];
/** Lines above the text in which a page prints its date. */
const MAX_HEAD_LINES = 60;

export interface Published {
  readonly on: string | null;
  readonly from: "text" | "metadata" | "url" | null;
}

/**
 * The day a report was published: as printed above the text, else as the page's metadata say, else as its address says,
 * which is often the day a site was moved.
 * @param bodyLine line where the text begins
 */
export function findPublished(
  lines: readonly Line[],
  bodyLine: number,
  transcript: Transcript,
  url: string,
): Published {
  const printed = findPrintedDate(lines.slice(Math.max(0, bodyLine - MAX_HEAD_LINES), bodyLine));
  if (printed !== undefined) return { on: printed, from: "text" };
  for (const name of METADATA) {
    const date = toIsoDate(DATE.exec(transcript.metadata.get(name) ?? ""));
    if (date !== undefined) return { on: date, from: "metadata" };
  }
  for (const pattern of URL_DATES) {
    const date = toIsoDate(pattern.exec(url));
    if (date !== undefined) return { on: date, from: "url" };
  }
  return { on: null, from: null };
}

function findPrintedDate(head: readonly Line[]): string | undefined {
  let best: { date: string; rank: number } | undefined;
  for (const line of head) {
    for (const { date, rank } of listDates(textOf(line))) {
      if (best === undefined || rank < best.rank) best = { date, rank };
    }
  }
  return best?.date;
}

const textOf = (line: Line): string =>
  line.kind === "text" ? line.text : line.cells.map((cell) => cell.text).join(" ");

function listDates(text: string): { date: string; rank: number }[] {
  const labelled = [...text.matchAll(LABELLED)].flatMap((match) => {
    const date = toIsoDate(DATE.exec(match[2] ?? ""));
    const rank = RANKS.get(match[1]) ?? UNLABELLED_RANK;
    return date === undefined ? [] : [{ date, rank }];
  });
  if (labelled.length > 0 || !DATE_LINE.test(text)) return labelled;
  const date = toIsoDate(DATE.exec(text));
  return date === undefined ? [] : [{ date, rank: UNLABELLED_RANK }];
}

/** ISO date of a match, if the calendar has that day. */
function toIsoDate(match: RegExpExecArray | null): string | undefined {
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, "2025-01-20".length) : undefined;
}
