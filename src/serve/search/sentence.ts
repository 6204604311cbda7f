/** Ends of sentences: "。", "！", "；", a line feed */
const SENTENCE = /[^。！？；\n]*[。！？；\n]?/gu;
/** Characters of a sentence that are shown around what was found. */
const MAX_SHOWN = 160;

/** A piece of a sentence, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** The first sentence that holds a term, else the first of all, cut into what was found and what stands around it. */
export function findSentence(text: string, terms: readonly string[]): Piece[] {
  const sentences = (text.match(SENTENCE) ?? []).filter((sentence) => sentence.trim() !== "");
  const holding = sentences.find((sentence) => holdsTerm(sentence, terms)) ?? sentences[0] ?? "";
  return cut(shorten(holding.trim(), terms), terms);
}

const fold = (text: string): string => text.toLowerCase();

function holdsTerm(sentence: string, terms: readonly string[]): boolean {
  return terms.some((term) => fold(sentence).includes(term));
}

function shorten(sentence: string, terms: readonly string[]): string {
  if (sentence.length <= MAX_SHOWN) return sentence;
  const at = Math.max(0, ...terms.map((term) => fold(sentence).indexOf(term)));
  const from = Math.max(0, Math.min(at - MAX_SHOWN / 2, sentence.length - MAX_SHOWN));
  const shown = sentence.slice(from, from + MAX_SHOWN);
  return `${from > 0 ? "…" : ""}${shown}${from + MAX_SHOWN < sentence.length ? "…" : ""}`;
}

function cut(sentence: string, terms: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let rest = sentence;
  while (rest !== "") {
    const next = findFirst(rest, terms);
    if (next === undefined) break;
    if (next.at > 0) pieces.push({ text: rest.slice(0, next.at), isFound: false });
    pieces.push({ text: rest.slice(next.at, next.at + next.length), isFound: true });
    rest = rest.slice(next.at + next.length);
  }
  return rest === "" ? pieces : [...pieces, { text: rest, isFound: false }];
}

function findFirst(text: string, terms: readonly string[]) {
  const places = terms
    .map((term) => ({ at: fold(text).indexOf(term), length: term.length }))
    .filter(({ at, length }) => at !== -1 && length > 0);
  return places.sort((left, right) => left.at - right.at || right.length - left.length)[0];
}
