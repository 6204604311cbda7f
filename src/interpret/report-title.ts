import type { DocumentContext } from "../model/reading.ts";
import type { Transcript } from "../model/transcript.ts";
import type { Line } from "./flow.ts";
import { isInterpretationTitle, readTitle, type Title } from "./title.ts";

/** Lines above the text among which a title is looked for. */
const MAX_HEAD_LINES = 60;
/** Titles are set on up to four lines, even inside a word. */
const MAX_TITLE_LINES = 4;
const MAX_LINE_CHARACTERS = 60;
/** What no line of a title holds: dates, labels, breadcrumbs, sentences. */
const NO_TITLE_LINE = /[:：>》|，。；]|\d{1,2}[-/]\d{1,2}|首页|字体|来源|浏览|点击/;

/** 青石县, 青石自治州 */
const PLACE_LINE = /^[\u4e00-\u9fff]{1,11}[省市县区旗州]$/;
const WHITE_SPACE = /\s+/g;

export interface FoundTitle extends Title {
  /** `body`: printed above the text. `page`: the page or the link to it says so. */
  readonly from: "body" | "page";
  /** Index of the line where a printed one ends. */
  readonly line: number | undefined;
  /** Other wordings of the agency: in the page's own title, its metadata, the link to it. */
  readonly otherAgencies: readonly string[];
}

/**
 * The report's title: as printed above the text, or else as the page's metadata, its title or the link to it give it.
 * A title that lacks agency or year is completed from the others in that order.
 */
export function findTitle(
  lines: readonly Line[],
  bodyLine: number,
  transcript: Transcript,
  context: DocumentContext,
): FoundTitle | undefined {
  const headLine = Math.max(0, bodyLine - MAX_HEAD_LINES);
  const printed = findPrintedTitle(lines.slice(headLine, bodyLine));
  const others = listPageTitles(transcript, context)
    .map(readTitle)
    .filter((title) => title !== undefined);
  const all = printed === undefined ? others : [printed.title, ...others];
  const [first, ...rest] = [
    ...all.filter((title) => title.isColumn !== true),
    ...all.filter((title) => title.isColumn === true),
  ];
  if (first === undefined) return undefined;
  return {
    title: first.title,
    agency: first.agency ?? rest.find((title) => title.agency !== undefined)?.agency,
    year: first.year,
    years: first.years,
    ...(first.isColumn === true ? { isColumn: true } : {}),
    from: first === printed?.title ? "body" : "page",
    line: printed && headLine + printed.line,
    otherAgencies: rest.flatMap(({ agency }) => agency ?? []),
  };
}

/** What the page, the link to it and the file's own name call the document, the surest first. */
function listPageTitles({ metadata, title }: Transcript, { linkText, url }: DocumentContext) {
  return [metadata.get("articletitle"), title, linkText, findFileName(url)].filter(
    (text) => text !== undefined,
  );
}

/** /files/青石县水利局2024年政府信息公开工作年度报告.pdf, as it stands in an address */
const FILE_NAME = /\/([^/?#]*)\.(?:pdf|docx?|wps|rtf|xlsx?|zip|txt|png|jpe?g)$/i;

/** The name of the file at an address without its ending; undefined for pages, whose names say nothing. */
function findFileName(url: string): string | undefined {
  const written = FILE_NAME.exec(url)?.[1];
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** xxgkAnnualReport.jsp?fbtime=2018, artview/195/169312.html?nbYear=2021: one address for each agency and year */
const ADDRESS_YEAR = /[?&](?:fbtime|nbYear)=(20\d{2})(?!\d)/i;
/** 2023年, 2023年度, 2023: a list of an agency's reports by year */
const LINKED_YEAR = /^\s*(20\d{2})\s?年?度?\s*$/;

/** The year that the page, the link to it or its address gives, beside the title above the text. */
export function findPageYear(transcript: Transcript, context: DocumentContext): number | undefined {
  for (const text of listPageTitles(transcript, context)) {
    const year = readTitle(text)?.year;
    if (year !== undefined) return year;
  }
  const bare = LINKED_YEAR.exec(context.linkText ?? "") ?? ADDRESS_YEAR.exec(context.url);
  return bare === null ? undefined : Number(bare[1]);
}

/** True if the page calls itself an interpretation (解读) of a report. */
export function isInterpretation(
  lines: readonly Line[],
  bodyLine: number,
  transcript: Transcript,
): boolean {
  const head = lines.slice(Math.max(0, bodyLine - MAX_HEAD_LINES), bodyLine);
  const headings = head.flatMap((line) =>
    line.kind === "text" && line.level === 1 ? [line.text] : [],
  );
  const titles = [transcript.metadata.get("articletitle"), transcript.title, ...headings];
  return titles.some((title) => title !== undefined && isInterpretationTitle(title));
}

interface PrintedTitle {
  readonly title: Title;
  /** Index of its last line. */
  readonly line: number;
}

/** Nearest to the text first; on each line the fewest lines that make a title with an agency. */
function findPrintedTitle(head: readonly Line[]): PrintedTitle | undefined {
  let fallback: PrintedTitle | undefined;
  for (let last = head.length - 1; last >= 0; last -= 1) {
    for (let count = 1; count <= MAX_TITLE_LINES; count += 1) {
      const title = readLines(head.slice(Math.max(0, last - count + 1), last + 1));
      if (title === undefined) continue;
      if (title.agency !== undefined) {
        return { title: withPlaceAbove(title, head[last - count]), line: last };
      }
      fallback ??= { title, line: last };
    }
    // A title without agency was found, and the lines around it add none.
    if (fallback !== undefined && last < head.length - MAX_TITLE_LINES) return fallback;
  }
  return fallback;
}

/** 青石县 on a line of its own, above 教育局2023年政府信息公开工作年度报告 */
function withPlaceAbove(title: Title, above: Line | undefined): Title {
  const place = above === undefined ? "" : textOf(above).replace(WHITE_SPACE, "");
  if (!PLACE_LINE.test(place) || title.agency?.startsWith(place) === true) return title;
  return readTitle(`${place}${title.title}`) ?? title;
}

function readLines(lines: readonly Line[]): Title | undefined {
  const texts = lines.map(textOf);
  const isOneLine = texts.length === 1;
  if (texts.some((text) => text === "" || text.length > 2 * MAX_LINE_CHARACTERS)) return undefined;
  if (!isOneLine && texts.some((text) => NO_TITLE_LINE.test(text))) return undefined;
  return readTitle(texts.join(""));
}

function textOf(line: Line): string {
  if (line.kind === "text") return line.text;
  const texts = line.cells.map((cell) => cell.text).filter((text) => text !== "");
  return texts.length === 1 ? (texts[0] ?? "") : "";
}
