import type { Section } from "../model/report.ts";
import { alignInOrder } from "./alignment.ts";
import type { Line, TextLine } from "./flow.ts";
import {
  type LabelPattern,
  normaliseLabel,
  similarity,
  toPattern,
  toPrintedLabel,
} from "./labels.ts";
import { remember } from "./remember.ts";
import { SURE } from "./table-index.ts";

/** "一、总体情况", "1、 总体情况", "第一部分 概述", "（一）总体情况" */
const NUMBERED =
  /^(?:第?([一二三四五六七八九])(?:部分)?[、.．，,:：\s]|[（(]([一二三四五六七八九])[)）]|([1-9])[、.．])\s*/;
const NUMERALS = "一二三四五六七八九";
/** "。" or "：" after a heading */
const HEADING_END = /[。．.:：；;、，,\s]+$/;
/** What stands between a heading and text glued to it. */
const REST_START = /^[。：:；;，,\s]+/;
/** "（一）", which opens a part of a section, not a section, unless it says a section's name */
const MAX_HEADING_CHARACTERS = 40;
/** A heading with the right number but other words: 概述 for 总体情况. */
const RENAMED = 0.5;
const NUMBER_BONUS = 0.1;
/** What pages print below an article. */
const FOOTER =
  /^[【[(（\s]*(?:打印|关闭|上一[篇条页]|下一[篇条页]|分享|扫一扫|相关(?:链接|文档|信息|阅读|附件)|主办单位|承办单位|版权所有|网站地图|联系我们|责任编辑|返回顶部|我要纠错|附件\d{0,2}[:：]|附[:：]|浏览次数|网站标识码|您是第)|ICP备|公网安备/;

export interface FoundSection extends Section {
  /** Line of its heading. */
  readonly line: number;
}

interface Heading {
  /** Without its number. */
  readonly text: string;
  readonly number: number | undefined;
  /** True for 一、 and 1、, which number sections; （一） numbers their parts. */
  readonly isTopLevel: boolean;
}

/** A heading where it stands, and which section's it is. */
export interface PlacedHeading {
  readonly candidate: Candidate;
  /** Of the section in the outline, from 0. */
  readonly section: number;
}

/** The lines that may be headings of an outline, in their order. */
export function listCandidates(lines: readonly Line[], headings: readonly string[]): Candidate[] {
  const patterns = headings.map(patternOf);
  const likenessesOf = likenessesTo(headings);
  const candidates: Candidate[] = [];
  for (const [number, line] of lines.entries()) {
    if (line.kind !== "text") continue;
    const candidate = toCandidate(line, number, patterns, likenessesOf);
    if (candidate !== undefined) candidates.push(candidate);
  }
  return candidates;
}

/** Says which of the candidates before a line are the headings of the sections, in the outline's order. */
export function placeHeadings(
  candidates: readonly Candidate[],
  sections: number,
  end: number,
): PlacedHeading[] {
  const before = candidates.filter(({ line }) => line < end);
  const rate = (candidate: number, section: number): number =>
    before[candidate]?.rates[section] ?? 0;
  return alignInOrder(before.length, sections, rate).flatMap(({ line, row }) => {
    const candidate = before[line];
    return candidate === undefined ? [] : [{ candidate, section: row }];
  });
}

/**
 * Finds the sections that the form prescribes, in its order. A heading may be renamed, misprinted, numbered otherwise
 * or glued to the text that follows it.
 * @param isTable tells the lines that belong to official tables: they are no text of a section
 * @param end line after the last one of the article
 * @param candidates those of the lines for these headings, where they are known
 */
export function findSections(
  lines: readonly Line[],
  headings: readonly string[],
  isTable: (line: number) => boolean,
  end: number,
  candidates: readonly Candidate[] = listCandidates(lines, headings),
): FoundSection[] {
  const placed = placeHeadings(candidates, headings.length, end);
  const headingAt = new Map(
    candidates.map((candidate) => [candidate.line, candidate.heading] as const),
  );
  return placed.map(({ candidate, section }, position) => {
    const next = placed[position + 1]?.candidate;
    const { heading, rest } = splitHeading(candidate.heading, patternOf(headings[section] ?? ""));
    const own = [candidate.heading, next?.heading ?? ""].map((text) => toPrintedLabel(text).whole);
    const isRepeated = (line: number): boolean => {
      const other = headingAt.get(line);
      return other !== undefined && isSameHeading(other, own);
    };
    const body: Line[] = [];
    for (let at = candidate.line + 1; at < (next?.line ?? end); at += 1) {
      const line = lines[at];
      if (line !== undefined && !isTable(at) && !isRepeated(at)) body.push(line);
    }
    return {
      number: section + 1,
      heading,
      text: joinText(rest, body),
      locator: candidate.text.locator,
      line: candidate.line,
    };
  });
}

/** A table may print its section's heading again as its first row, with the unit in brackets. */
function isSameHeading(text: string, headings: readonly string[]): boolean {
  const { whole, bare } = toPrintedLabel(text);
  return headings.some((heading) => heading !== "" && (heading === whole || heading === bare));
}

const patternOf = remember((heading) => toPattern([heading]));

/** For each heading; null for a text that is like none of them. */
type Likenesses = (text: string) => readonly number[] | null;

const known = new WeakMap<readonly string[], Likenesses>();

/** How alike a text is to each heading of an outline, remembered: a site's menus stand on all its pages. */
function likenessesTo(headings: readonly string[]): Likenesses {
  const stored = known.get(headings);
  if (stored !== undefined) return stored;
  const patterns = headings.map(patternOf);
  const likenesses = remember((text) => {
    const printed = toPrintedLabel(text);
    const likenesses = patterns.map((pattern) => similarity(printed, pattern));
    return likenesses.some((likeness) => likeness >= SURE) ? likenesses : null;
  });
  known.set(headings, likenesses);
  return likenesses;
}

export interface Candidate {
  readonly line: number;
  readonly text: TextLine;
  readonly heading: string;
  /** For each section how surely this is its heading, from 0 to a little above 1. */
  readonly rates: readonly number[];
}

function toCandidate(
  text: TextLine,
  line: number,
  patterns: readonly LabelPattern[],
  likenessesOf: Likenesses,
): Candidate | undefined {
  const heading = readHeading(text);
  const likenesses =
    heading.text.length <= MAX_HEADING_CHARACTERS ? likenessesOf(heading.text) : null;
  if (likenesses === null && heading.number === undefined) return undefined;
  const rates = patterns.map((pattern, section) =>
    rateHeading(heading, pattern, section + 1, likenesses?.[section] ?? 0),
  );
  return rates.some((rate) => rate > 0) ? { line, text, heading: heading.text, rates } : undefined;
}

function readHeading(line: TextLine): Heading {
  const match = NUMBERED.exec(line.text);
  const rest = match === null ? line.text : line.text.slice(match[0].length);
  const numeral = match?.[1] ?? match?.[2];
  return {
    text: rest.trim(),
    number: numeral === undefined ? toNumber(match?.[3]) : NUMERALS.indexOf(numeral) + 1,
    isTopLevel: match !== null && match[2] === undefined,
  };
}

const toNumber = (digit: string | undefined): number | undefined =>
  digit === undefined ? undefined : Number(digit);

function rateHeading(
  { text, ...heading }: Heading,
  pattern: LabelPattern,
  number: number,
  likeness: number,
): number {
  const isItsNumber = heading.number === number && heading.isTopLevel;
  if (likeness >= SURE) return likeness + (isItsNumber ? NUMBER_BONUS : 0);
  if (!isItsNumber) return 0;
  if (startsWithLabel(text, pattern)) return SURE;
  return text.length <= MAX_HEADING_CHARACTERS ? RENAMED : 0;
}

function startsWithLabel(text: string, pattern: LabelPattern): boolean {
  const start = normaliseLabel(text.slice(0, 2 * MAX_HEADING_CHARACTERS));
  return pattern.spellings.some((spelling) => start.startsWith(spelling));
}

/** Parts a heading from text glued behind it: "其他需要报告的事项 无。" */
function splitHeading(text: string, pattern: LabelPattern): { heading: string; rest: string } {
  const label = similarity(toPrintedLabel(text), pattern);
  if (text.length <= MAX_HEADING_CHARACTERS && label >= SURE && !isGluedTo(text, pattern)) {
    return { heading: text.replace(HEADING_END, ""), rest: "" };
  }
  for (let length = 2; length <= 2 * MAX_HEADING_CHARACTERS; length += 1) {
    if (pattern.spellings.includes(normaliseLabel(text.slice(0, length)))) {
      return {
        heading: text.slice(0, length),
        rest: text.slice(length).replace(REST_START, ""),
      };
    }
  }
  return { heading: text.replace(HEADING_END, ""), rest: "" };
}

function isGluedTo(text: string, pattern: LabelPattern): boolean {
  const { whole } = toPrintedLabel(text);
  return pattern.spellings.some((spelling) => whole !== spelling && whole.startsWith(spelling));
}

/** The text of a section: its lines up to what pages print below an article. */
export function joinText(rest: string, body: readonly Line[]): string {
  const texts = body.flatMap((line) => (line.kind === "text" ? [line.text] : []));
  const footer = texts.findIndex((text) => FOOTER.test(text));
  return [rest, ...(footer === -1 ? texts : texts.slice(0, footer))]
    .filter((text) => text !== "")
    .join("\n");
}
