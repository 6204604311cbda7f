import type { Claim, Section, TemplateId } from "../model/report.ts";
import { cellsOfSubject, type Outcome } from "./claim-cells.ts";
import * as context from "./claim-context.ts";
import { ALL_UPHELD, type ClaimPattern, COUNTS, OUTCOME_PATTERNS } from "./claim-patterns.ts";
import { NOT_CHALLENGED, RESTRICTED, ZEROS } from "./claim-zeros.ts";
import { listMatches } from "./matches.ts";
import { toPlainCounts } from "./plain-counts.ts";

const SENTENCE_END = /[。；;]/;
/** A count, in digits or numerals, or the denial of one: without either a sentence claims nothing. */
const COUNT =
  /[\d０-９〇零一二两三四五六七八九十百千万]\s{0,2}[余多几]?\s{0,2}(?:件|条|篇|宗|份|例|起|项|元|万|次|场|期)/;
const DENIAL = /[未无]|没有|不存在/;
/** 约200, 200余条, 200条左右: the prose rounds */
const ROUNDED_BEFORE = /(?:约|近|接近|超过?|逾)$/;
const ROUNDED_AFTER = /^(?:[余多几]|(?:万?元|[一-龥])(?:左右|以上|上下))/;
/** （含上年结转34件）, behind the count of what was received */
const CARRIED_INCLUDED =
  /^[(,]?(?:其中)?,?(?:均?包含|包括|含)(?:了)?(?:\d{4}年|上一?年)?度?(?:上一?年度?)?结转/;
const CLAUSE_START = /^.*[,;:()]/;
/** Longer ones are lists, menus or scripts. */
const MAX_SENTENCE = 1_000;
const YUAN_PER_TEN_THOUSAND = 10_000;

/** What of a report decides what its prose means. */
export interface ClaimFrame {
  readonly year: number;
  readonly template: TemplateId;
}

/**
 * Numbers that the prose states in words that leave no doubt what is counted, with the cells whose sum they should
 * equal. They are kept beside the tables and never written into them.
 */
export function readClaims(sections: readonly Section[], frame: ClaimFrame): Claim[] {
  return sections.flatMap(({ number, text }) =>
    listSentences(text, frame).flatMap((sentence) =>
      readSentence(sentence).map((claim) => ({
        ...claim,
        sentence: sentence.printed,
        section: number,
      })),
    ),
  );
}

/** The sentences that may claim something, each with what the text speaks of by then. */
function listSentences(section: string, frame: ClaimFrame): Sentence[] {
  let topic: context.Topic;
  return listParts(section).flatMap(({ printed, isFirst }) => {
    const isCount = COUNT.test(printed);
    const isClaim = isCount || DENIAL.test(printed);
    const text = isClaim ? toPlainCounts(printed) : printed;
    topic = context.followTopic(text, topic, isFirst);
    return isClaim ? [{ printed, text, topic, frame, isCount }] : [];
  });
}

/** The sentences of a section, and whether each begins a paragraph. */
function listParts(section: string): { readonly printed: string; readonly isFirst: boolean }[] {
  return section
    .split("\n")
    .flatMap((paragraph) =>
      paragraph
        .split(SENTENCE_END)
        .map((part, index) => ({ printed: part.trim(), isFirst: index === 0 })),
    )
    .filter(({ printed: { length } }) => length > 0 && length <= MAX_SENTENCE);
}

interface Sentence {
  /** As it stands in the document. */
  readonly printed: string;
  /** Plain: no white space, half-width, digits. */
  readonly text: string;
  readonly topic: context.Topic;
  readonly frame: ClaimFrame;
  /** Whether it can hold a count and not only a zero in words. */
  readonly isCount: boolean;
}

type Found = Omit<Claim, "sentence" | "section">;

interface Match {
  readonly pattern: ClaimPattern;
  readonly from: number;
  readonly to: number;
  readonly claim: Found;
}

function readSentence(sentence: Sentence): Found[] {
  const matches = sentence.isCount ? listCounts(sentence) : [];
  const counts = matches.flatMap((match, index) => [
    match.claim,
    ...readOutcomes(match, matches[index + 1]?.from ?? sentence.text.length, sentence),
  ]);
  const zeros = DENIAL.test(sentence.text) ? readZeros(sentence) : [];
  const others = zeros.filter(({ subject }) => !counts.some((claim) => claim.subject === subject));
  return withoutRepeats([...counts, ...others]);
}

/** What the patterns find, in the order of the sentence; of two that overlap, the one that is listed first. */
function listCounts(sentence: Sentence): Match[] {
  const { text, topic } = sentence;
  const matches: Match[] = [];
  for (const pattern of COUNTS) {
    if (pattern.topic === "requests" && topic === undefined) continue;
    if (!text.includes(pattern.word)) continue;
    for (const match of listMatches(pattern.pattern, text)) {
      const [to, found] = [match.index + match[0].length, toMatch(pattern, match, sentence)];
      const isTaken = matches.some((other) => match.index < other.to && to > other.from);
      if (found !== undefined && !isTaken) matches.push(found);
    }
  }
  return matches.sort((one, other) => one.from - other.from);
}

function withoutRepeats(claims: readonly Found[]): Found[] {
  const isSame = (one: Found, other: Found): boolean =>
    one.subject === other.subject &&
    one.value === other.value &&
    one.cells.join() === other.cells.join();
  return claims.filter((claim, index) => claims.findIndex((each) => isSame(each, claim)) === index);
}

function toMatch(
  pattern: ClaimPattern,
  match: RegExpMatchArray & { readonly index: number },
  sentence: Sentence,
): Match | undefined {
  const { text, frame } = sentence;
  const [whole, count = "", unit] = match;
  const to = match.index + whole.length;
  const before = text.slice(0, match.index);
  if (!isMeant(pattern, before, match, sentence)) return undefined;
  const isWan = unit === "万元";
  const number = Number(count.replaceAll(",", ""));
  const after = text.slice(to);
  const isWithCarried = pattern.subject === "requests_received" && CARRIED_INCLUDED.test(after);
  const subject = isWithCarried ? "requests_handled" : pattern.subject;
  const claim = {
    subject,
    value: isWan ? Math.round(number * YUAN_PER_TEN_THOUSAND * 100) / 100 : number,
    unit: pattern.unit,
    approximate: isRounded(text, match.index + whole.lastIndexOf(count), count),
    cells: isComparable(pattern, before, whole) ? cellsOfSubject(subject, frame.template) : [],
  };
  return { pattern, from: match.index, to, claim };
}

function isRounded(text: string, at: number, count: string): boolean {
  return (
    ROUNDED_BEFORE.test(text.slice(0, at)) || ROUNDED_AFTER.test(text.slice(at + count.length))
  );
}

/** Items disclosed on one channel are part of the items disclosed. */
const isComparable = ({ subject }: ClaimPattern, before: string, whole: string): boolean =>
  subject !== "proactive_items" || !context.isOfPart(clauseOf(before) + whole);

const clauseOf = (before: string): string => before.replace(CLAUSE_START, "");

function isMeant(
  pattern: ClaimPattern,
  before: string,
  match: RegExpMatchArray,
  { topic, frame }: Sentence,
): boolean {
  // A pattern may begin with the sign that parts it from what stands before.
  const lead = match[0].startsWith(",") || match[0].startsWith(":") ? "" : clauseOf(before);
  if (context.isJoined(before) || context.isJoined(before + match[0].slice(0, 1))) return false;
  if (context.isOfOtherTime(before, lead, frame.year)) return false;
  const isPart = pattern.hasParts === true && pattern.subject !== "proactive_items";
  if (isPart && context.isOfPart(lead + match[0])) return false;
  if (pattern.topic === "sentence") return true;
  const [whole, count = ""] = match;
  const upToCount = before + whole.slice(0, whole.lastIndexOf(count));
  if (pattern.topic === "requests") return isOfRequests(upToCount, topic);
  const isChallenged = context.isOfChallenges(before) || topic === "proceedings";
  return isChallenged && !context.isCaseWork(lead);
}

function isOfRequests(text: string, topic: context.Topic): boolean {
  return topic !== undefined && !context.isOtherMatter(text) && !context.isOfReason(text);
}

/** 行政诉讼9件，其中维持8件; 均获维持 */
function readOutcomes(match: Match, end: number, { text, frame }: Sentence): Found[] {
  const { pattern, to, claim } = match;
  if (pattern.topic !== "proceedings") return [];
  const after = text.slice(to, end);
  const toClaim = (outcome: Outcome, value: number): Found => ({
    subject: `${claim.subject}_${outcome}`,
    value,
    unit: claim.unit,
    approximate: claim.approximate,
    cells: cellsOfSubject(claim.subject, frame.template, outcome),
  });
  if (frame.template === "2014") return [];
  if (ALL_UPHELD.test(after)) return [toClaim("upheld", claim.value)];
  return OUTCOME_PATTERNS.flatMap(([outcome, outcomePattern]) => {
    const found = listMatches(outcomePattern, after);
    const [only] = found;
    if (only === undefined || found.length > 1) return [];
    return [toClaim(outcome, Number((only[1] ?? "").replaceAll(",", "")))];
  });
}

function readZeros({ text, topic, frame }: Sentence): Found[] {
  const zero = (subject: string, unit: string): Found => ({
    subject,
    value: 0,
    unit,
    approximate: false,
    cells: cellsOfSubject(subject, frame.template),
  });
  const named = ZEROS.filter(({ word }) => text.includes(word)).flatMap(
    ({ subjects, unit, pattern }) =>
      listMatches(pattern, text).some((match) => isOfYear(text, match, frame))
        ? subjects.map((subject) => zero(subject, unit))
        : [],
  );
  return [...named, ...listUnchallenged(text, topic, frame).map((subject) => zero(subject, "件"))];
}

function isOfYear(text: string, match: RegExpMatchArray, { year }: ClaimFrame): boolean {
  const before = text.slice(0, match.index);
  return !context.isOfOtherTime(before, clauseOf(before), year);
}

function listUnchallenged(text: string, topic: context.Topic, frame: ClaimFrame): string[] {
  if (!text.includes("复议") && !text.includes("诉讼")) return [];
  return listMatches(NOT_CHALLENGED, text).flatMap((match) => {
    const [clause] = match;
    const isNamed = text.includes("信息公开") || topic !== undefined;
    if (!isNamed || RESTRICTED.test(clause) || !isOfYear(text, match, frame)) return [];
    return [
      ...(clause.includes("复议") ? ["reconsideration"] : []),
      ...(clause.includes("诉讼") ? ["litigation"] : []),
    ];
  });
}
