/** Stretches that are searched in: 政府信息, 2024, covid */
const RUN = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{Script=Han}/u;
const BLANKS = /\s+/u;
const MAX_TERMS = 8;

/**
 * A text as the index holds it: Chinese has no blanks between words, so every two characters beside each other are a word,
 * and the last of a stretch is one alone. 政府信息 becomes 政府 府信 信息 息.
 */
export function toIndexed(text: string): string {
  return (text.normalize("NFKC").toLowerCase().match(RUN) ?? [])
    .flatMap((run) => (HAN.test(run) ? [...pairs(run), [...run].at(-1) ?? ""] : [run]))
    .join(" ");
}

/** What was typed as a question to the index: each term a phrase, all of them wanted. Undefined if nothing can be asked. */
export function toQuery(typed: string): string | undefined {
  const phrases = listTerms(typed).flatMap((term) => {
    const runs = term.match(RUN) ?? [];
    const tokens = runs.flatMap((run, index) => toTokens(run, index === runs.length - 1));
    if (tokens.length === 0) return [];
    // A character alone begins a word; a number or a name may go on too.
    return [`"${tokens.join(" ")}"*`];
  });
  return phrases.length === 0 ? undefined : phrases.join(" AND ");
}

/** The terms of what was typed, as they may stand in a text. */
export function listTerms(typed: string): string[] {
  const terms = typed.normalize("NFKC").toLowerCase().trim().split(BLANKS);
  return terms.filter((term) => term !== "").slice(0, MAX_TERMS);
}

function toTokens(run: string, isLast: boolean): string[] {
  if (!HAN.test(run)) return [run];
  const two = pairs(run);
  if (isLast && two.length > 0) return two;
  return [...two, [...run].at(-1) ?? ""];
}

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
