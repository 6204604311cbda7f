import type { Claim, Section } from "../model/report.ts";

/** 1,266 or 76 or 约200 */
const COUNT = "(?:近|约|超过?)?\\s*([0-9][0-9,]*)";
const SENTENCE_END = /[。；;\n]/;
/** 余, 多, 近, 约: the prose rounds */
const APPROXIMATE = /^\s*(?:余|多)|(?:近|约|超过?)\s*$/;

/** "到2012年底累计" before a count: that of several years; "全年累计" is that of one */
const SINCE_LONG = /(?:到|至|截止|以来|历年来?|历史)[^，,]{0,20}累计(?:共|已)?$/;

interface ClaimPattern {
  readonly subject: string;
  readonly unit: string;
  /** Its first group is the count; without one the sentence says zero. */
  readonly pattern: RegExp;
  readonly cells: readonly string[];
}

const REQUEST =
  "(?:政府信息公开申请|政府信息依申请公开|依申请公开(?:政府信息|申请|信息)?|信息公开申请)";

/** Sentences whose wording leaves no doubt what they count; looser ones are left alone. */
const PATTERNS: readonly ClaimPattern[] = [
  {
    subject: "proactive_items",
    unit: "条",
    pattern: new RegExp(
      `主动公开(?:各类)?(?:政府|政务)?信息(?:共|共计|总计)?\\s*${COUNT}\\s*(?:余|多)?条`,
    ),
    cells: [],
  },
  {
    subject: "requests_received",
    unit: "件",
    pattern: new RegExp(
      `(?:新收|收到|受理|接收)(?:的)?${REQUEST}(?:数量)?(?:共|共计)?\\s*${COUNT}\\s*(?:余|多)?件`,
    ),
    cells: ["requests.new.total"],
  },
  {
    subject: "requests_received",
    unit: "件",
    pattern: new RegExp(`(?:未收到|没有收到)(?:任何|有关|群众的)?${REQUEST}`),
    cells: ["requests.new.total"],
  },
  {
    subject: "requests_carried_in",
    unit: "件",
    pattern: new RegExp(`上年(?:度)?结转(?:${REQUEST})?\\s*${COUNT}\\s*件`),
    cells: ["requests.carried_in.total"],
  },
  {
    subject: "requests_carried_out",
    unit: "件",
    pattern: new RegExp(
      `结转(?:至|到)?下(?:一)?年(?:度)?(?:继续办理)?(?:${REQUEST})?\\s*${COUNT}\\s*件`,
    ),
    cells: ["requests.carried_out.total"],
  },
  {
    subject: "request_fees",
    unit: "元",
    pattern: /(?:未|没有)收取(?:任何)?(?:政府)?(?:信息公开|信息)处理费/,
    cells: [],
  },
  {
    subject: "request_fees",
    unit: "元",
    pattern: new RegExp(`收取(?:政府)?(?:信息公开|信息)处理费(?:共|共计)?\\s*${COUNT}\\s*元`),
    cells: [],
  },
];

/**
 * Numbers that the prose states in words that leave no doubt what is counted, with the cells whose sum they should
 * equal. They are kept beside the tables and never written into them.
 */
export function readClaims(sections: readonly Section[]): Claim[] {
  return sections.flatMap((section) =>
    section.text
      .split(SENTENCE_END)
      .flatMap((sentence) => readSentence(sentence.trim(), section.number)),
  );
}

function readSentence(sentence: string, section: number): Claim[] {
  const claims: Claim[] = [];
  for (const { subject, unit, pattern, cells } of PATTERNS) {
    const match = findOfYear(pattern, sentence);
    if (match === undefined || claims.some((claim) => claim.subject === subject)) continue;
    const count = match[1];
    claims.push({
      subject,
      value: count === undefined ? 0 : Number(count.replaceAll(",", "")),
      unit,
      approximate: isApproximate(sentence, match, count),
      sentence,
      section,
      cells,
    });
  }
  return claims;
}

/** The first match that counts the year alone. */
function findOfYear(pattern: RegExp, sentence: string): RegExpExecArray | undefined {
  for (let from = 0; from < sentence.length; ) {
    const match = pattern.exec(sentence.slice(from));
    if (match === null) return undefined;
    const at = from + match.index;
    if (!SINCE_LONG.test(sentence.slice(0, at))) {
      match.index = at;
      return match;
    }
    from = at + match[0].length;
  }
  return undefined;
}

function isApproximate(
  sentence: string,
  match: RegExpExecArray,
  count: string | undefined,
): boolean {
  if (count === undefined) return false;
  const at = match.index + match[0].lastIndexOf(count);
  const around = [sentence.slice(Math.max(0, at - 2), at), sentence.slice(at + count.length)];
  return around.some((text) => APPROXIMATE.test(text));
}
