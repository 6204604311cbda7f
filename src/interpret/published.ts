import type { DocumentContext } from "../model/reading.ts";
import type { Transcript } from "../model/transcript.ts";
import { findDate, listDates, toIsoDate } from "./date-line.ts";
import type { Line } from "./flow.ts";

/** Names under which government pages state the date; the first is that of 《政府网站发展指引》. */
const METADATA = [
  "pubdate",
  "publishdate",
  "publish_date",
  "pubtime",
  "publishtime",
  "article:published_time",
  "dc.date.issued",
  "dc.date",
  "createdate",
  "date",
];
const URL_DATES = [
  // t20250120_123.html
  /t(20\d{2})(\d{2})(\d{2})_/,
  // /art/2025/1/20/art_1_2.html, /2025-01/20/
  /\/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})\//,
  // /20250120/, /202501/20/, /2025/0120/
  /\/(20\d{2})\/?(\d{2})\/?(\d{2})\//,
  // show/20250120192758988.html, article_2025012003392185515.html: a moment down to the second and beyond
  /[/_=](20\d{2})([01]\d)([0-3]\d)(?:[01]\d|2[0-3])(?:[0-5]\d){2}\d{0,5}(?!\d)/,
];
/** Lines above the text in which a page prints its date. */
const MAX_HEAD_LINES = 60;

export interface Published {
  readonly on: string | null;
  readonly from: "text" | "metadata" | "url" | null;
}

/**
 * The day a report was published: as printed above the text, else as the page's metadata say, or the page that it is
 * attached to, else as its address says, which is often the day a site was moved. A day before the year's end is kept: it
 * is what is printed.
 * @param bodyLine line where the text begins
 * @param context undefined: what stands in the document itself
 */
export function findPublished(
  lines: readonly Line[],
  bodyLine: number,
  transcript: Transcript,
  context: Pick<DocumentContext, "url" | "linkDate"> | undefined,
): Published {
  const printed = findPrintedDate(lines.slice(Math.max(0, bodyLine - MAX_HEAD_LINES), bodyLine));
  if (printed !== undefined) return { on: printed, from: "text" };
  for (const name of METADATA) {
    const date = findDate(transcript.metadata.get(name) ?? "");
    if (date !== undefined) return { on: date, from: "metadata" };
  }
  if (context?.linkDate !== undefined) return { on: context.linkDate, from: "metadata" };
  for (const pattern of URL_DATES) {
    const date = toIsoDate(pattern.exec(context?.url ?? ""));
    if (date !== undefined) return { on: date, from: "url" };
  }
  return { on: null, from: null };
}

/** Of several days the one whose label is surest, and of these the first. */
function findPrintedDate(head: readonly Line[]): string | undefined {
  const dates = listDates(head);
  const surest = Math.min(...dates.map(({ rank }) => rank));
  return dates.find(({ rank }) => rank === surest)?.date;
}
