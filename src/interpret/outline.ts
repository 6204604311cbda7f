import type { Line, TextLine } from "./flow.ts";
import { type FoundSection, joinText } from "./sections.ts";

/** "一、概述", "第二部分 主动公开情况", "十一、附表" */
const NUMBERED = /^(?:第?(十?[一二三四五六七八九]|十)(?:部分)?)[、.．，,:：\s]\s*(.+)$/;
const DIGITS = "一二三四五六七八九";
/** "。" or "：" after a heading */
const HEADING_END = /[。．.:：；;、，,\s]+$/;
/** A sentence that goes on is no heading. */
const SENTENCE = /[。；;].|，.*，/;
const MAX_HEADING_CHARACTERS = 40;
/** One numbered line is a list's, not an outline's. */
const MIN_SECTIONS = 2;

interface Heading {
  readonly line: number;
  readonly text: TextLine;
  readonly number: number;
  readonly heading: string;
}

/**
 * Finds the sections of a report that follows no form's outline: headings numbered 一、二、三、… in order. Of several
 * such series the longest counts, and of two as long the later, because a table of contents comes first.
 */
export function findOutline(
  lines: readonly Line[],
  isTable: (line: number) => boolean,
  end: number,
): FoundSection[] {
  const headings = lines.flatMap((line, number) =>
    line.kind === "text" && number < end && !isTable(number) ? readHeading(line, number) : [],
  );
  const series = findLongestSeries(headings);
  if (series.length < MIN_SECTIONS) return [];
  return series.map(({ line, text, number, heading }, position) => {
    const next = series[position + 1]?.line ?? end;
    const body = lines.slice(line + 1, next).filter((_, offset) => !isTable(line + 1 + offset));
    return { number, heading, text: joinText("", body), locator: text.locator, line };
  });
}

function readHeading(text: TextLine, line: number): Heading[] {
  const match = NUMBERED.exec(text.text);
  const heading = match?.[2]?.replace(HEADING_END, "") ?? "";
  const isHeading =
    heading !== "" && heading.length <= MAX_HEADING_CHARACTERS && !SENTENCE.test(heading);
  return isHeading ? [{ line, text, number: toNumber(match?.[1] ?? ""), heading }] : [];
}

/** 一 to 十九 */
function toNumber(numeral: string): number {
  if (numeral === "十") return 10;
  return numeral.startsWith("十")
    ? 11 + DIGITS.indexOf(numeral.slice(1))
    : 1 + DIGITS.indexOf(numeral);
}

/** The longest run of headings numbered 1, 2, 3, … in this order, others between them left out. */
function findLongestSeries(headings: readonly Heading[]): Heading[] {
  const longest = new Map<number, Heading[]>();
  let best: Heading[] = [];
  for (const heading of headings) {
    const before = heading.number === 1 ? [] : longest.get(heading.number - 1);
    if (before === undefined) continue;
    const series = [...before, heading];
    longest.set(heading.number, series);
    if (series.length >= best.length) best = series;
  }
  return best;
}
