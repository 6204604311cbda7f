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
  readonly heading: string;
  /** Text that follows the heading on its own line. */
  readonly rest: string;
  readonly number: number | undefined;
  /** True for 一、 and 1、, which number sections; （一） numbers their parts. */
  readonly isTopLevel: boolean;
}

/**
 * Finds the sections that the form prescribes, in its order. A heading may be renamed, misprinted, numbered otherwise
 * or glued to the text that follows it.
 * @param isTable tells the lines that belong to official tables: they are no text of a section
 * @param end line after the last one of the article
 */
export function findSections(
  lines: readonly Line[],
  headings: readonly string[],
  isTable: (line: number) => boolean,
  end: number,
): FoundSection[] {
  const patterns = headings.map((heading) => toPattern([heading]));
  const candidates = lines.flatMap((line, number) =>
    line.kind === "text" && number < end ? toCandidate(line, number, patterns) : [],
  );
  const matches = alignInOrder(candidates.length, headings.length, (candidate, section) =>
    rateHeading(candidates[candidate], patterns[section], section + 1),
  );
  return matches.flatMap(({ line, row }, position) => {
    const found = candidates[line];
    const pattern = patterns[row];
    if (found === undefined || pattern === undefined) return [];
    const next = candidates[matches[position + 1]?.line ?? -1]?.line ?? end;
    const { heading, rest } = splitHeading(found.heading, pattern);
    const body = lines
      .slice(found.line + 1, next)
      .filter((_, offset) => !isTable(found.line + 1 + offset));
    return [
      {
        number: row + 1,
        heading,
        text: joinText(rest, body),
        locator: found.text.locator,
        line: found.line,
      },
    ];
  });
}

interface Candidate {
  readonly line: number;
  readonly text: TextLine;
  readonly heading: Heading;
}

function toCandidate(text: TextLine, line: number, patterns: readonly LabelPattern[]): Candidate[] {
  const heading = readHeading(text);
  const isShort = heading.heading.length <= MAX_HEADING_CHARACTERS;
  const isGlued = heading.isTopLevel && patterns.some((p) => startsWithLabel(heading.heading, p));
  return isShort || isGlued ? [{ line, text, heading }] : [];
}

function readHeading(line: TextLine): Heading {
  const match = NUMBERED.exec(line.text);
  const rest = match === null ? line.text : line.text.slice(match[0].length);
  const numeral = match?.[1] ?? match?.[2];
  return {
    heading: rest.trim(),
    rest: "",
    number: numeral === undefined ? toNumber(match?.[3]) : NUMERALS.indexOf(numeral) + 1,
    isTopLevel: match !== null && match[2] === undefined,
  };
}

const toNumber = (digit: string | undefined): number | undefined =>
  digit === undefined ? undefined : Number(digit);

function rateHeading(
  candidate: Candidate | undefined,
  pattern: LabelPattern | undefined,
  number: number,
): number {
  if (candidate === undefined || pattern === undefined) return 0;
  const { heading } = candidate;
  const isItsNumber = heading.number === number && heading.isTopLevel;
  const likeness = similarity(toPrintedLabel(heading.heading), pattern);
  const isShort = heading.heading.length <= MAX_HEADING_CHARACTERS;
  if (isShort && likeness >= SURE) return likeness + (isItsNumber ? NUMBER_BONUS : 0);
  if (isItsNumber && startsWithLabel(heading.heading, pattern)) return SURE;
  return isItsNumber && isShort ? RENAMED : 0;
}

function startsWithLabel(text: string, pattern: LabelPattern): boolean {
  const start = normaliseLabel(text.slice(0, 2 * MAX_HEADING_CHARACTERS));
  return pattern.spellings.some((spelling) => start.startsWith(spelling));
}

/** Parts a heading from text glued behind it: "其他需要报告的事项 无。" */
function splitHeading(heading: Heading, pattern: LabelPattern): { heading: string; rest: string } {
  const text = heading.heading;
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
  const whole = normaliseLabel(text);
  return pattern.spellings.some((spelling) => whole !== spelling && whole.startsWith(spelling));
}

function joinText(rest: string, body: readonly Line[]): string {
  const texts = body.flatMap((line) => (line.kind === "text" ? [line.text] : []));
  const footer = texts.findIndex((text) => FOOTER.test(text));
  return [rest, ...(footer === -1 ? texts : texts.slice(0, footer))]
    .filter((text) => text !== "")
    .join("\n");
}
