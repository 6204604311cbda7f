import { distance } from "fastest-levenshtein";
import { remember } from "./remember.ts";
import { toSimplified, withoutReadings } from "./simplified.ts";

/** White space, brackets, quotes and stops, and what only the writer's own font shows: these differ from report to report. */
const PUNCTUATION = /[\s、，,。.;:()[\]{}<>《》〈〉“”"'‘’「」·•\-—–_*+/\\|~!?#\p{Co}]/gu;
/** "三、", "（一）", "1.", "2、" before a label */
const NUMBERING = /^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．:：]|[（(]?\d{1,2}[)）、.．])+/;
/** "（区分处理的，只计这一情形，不计其他情形）" inside a label */
const BRACKETED = /[（(][^（()）]*[)）]/g;

const WHITE_SPACE = /\s+/g;

/** Below this length a prefix proves nothing: 其他 begins many labels. */
const MIN_PREFIX_LENGTH = 4;
const GLOSSED_SIMILARITY = 0.95;

/** A label without numbering, punctuation and white space, for comparison only. */
export function normaliseLabel(text: string): string {
  const folded = toSimplified(text.normalize("NFKC").replace(WHITE_SPACE, ""));
  const read = folded.includes("(") ? withoutReadings(folded) : folded;
  return read.replace(NUMBERING, "").replace(PUNCTUATION, "");
}

/** Like normaliseLabel, but without what stands in brackets. */
function withoutGloss(text: string): string {
  const bare = text.replace(BRACKETED, "");
  return bare === text ? "" : normaliseLabel(bare);
}

/** One label of a form in every spelling known, ready for comparison. */
export interface LabelPattern {
  readonly spellings: readonly string[];
}

export function toPattern(labels: readonly string[]): LabelPattern {
  const spellings = labels.flatMap((label) => [normaliseLabel(label), withoutGloss(label)]);
  return { spellings: [...new Set(spellings)].filter((spelling) => spelling !== "") };
}

/** A printed label, normalised once and compared many times. */
export interface PrintedLabel {
  readonly whole: string;
  readonly bare: string;
}

export const toPrintedLabel: (text: string) => PrintedLabel = remember((text) => ({
  whole: normaliseLabel(text),
  bare: withoutGloss(text),
}));

/** 1 for the same label, down to 0 for one that has nothing in common with it. */
export function similarity(printed: PrintedLabel, pattern: LabelPattern): number {
  let best = 0;
  for (const spelling of pattern.spellings) {
    if (printed.whole === spelling || printed.bare === spelling) return 1;
    best = Math.max(best, compare(printed.whole, spelling));
  }
  return best;
}

/** Which of the patterns the label fits best, if any at least so well; -1 if none. */
export function findBest(
  printed: PrintedLabel,
  patterns: readonly LabelPattern[],
  least: number,
): number {
  let best = -1;
  let bestRate = least;
  patterns.forEach((pattern, position) => {
    const rate = similarity(printed, pattern);
    if (rate < bestRate || (rate === bestRate && best !== -1)) return;
    best = position;
    bestRate = rate;
  });
  return best;
}

function compare(printed: string, spelling: string): number {
  if (printed === "") return 0;
  const isGlossed =
    spelling.length >= MIN_PREFIX_LENGTH &&
    (printed.startsWith(spelling) || printed.endsWith(spelling));
  if (isGlossed) return GLOSSED_SIMILARITY;
  const longer = Math.max(printed.length, spelling.length);
  // A difference in length alone already costs this much.
  if (Math.abs(printed.length - spelling.length) > longer / 2) return 0;
  return 1 - distance(printed, spelling) / longer;
}
