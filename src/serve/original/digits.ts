/** A figure that was read somewhere in a text. */
export interface ReadFigure {
  readonly target: string;
  /** As printed. */
  readonly raw: string;
}

/** Where in a text a figure is printed, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly target: string;
}

/** "0", "｜3,119｜": what stands between blanks and bars */
const WORD = /[^\s|｜]+/gu;
/** "3" of "申请数：3件", "1" of "1.属于国家秘密" */
const DIGITS = /[+-]?[\d０-９](?:[\d０-９,，.．]*[\d０-９])?/gu;
/** A word that is a figure, or stands for one: "16", "150.6782", "/", "——" */
const FIGURE = /^(?:[+-]?[\d０-９][\d０-９,，.．]*|[^\p{L}\p{N}]{1,4})$/u;
/** "件" */
const UNIT = /^\D+$/;
const BEGINS = /^\d/;
/** What stands by itself is a figure rather than a number of a list, or one in a label. */
const ALONE = 3;
const WITHIN = 1;
/** A text with more in it is no report's. */
const MAX_TOKENS = 4_000;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly weight: number;
}

/**
 * Where each of the figures stands that were read from one text, in their order: rows of a table that was lost on the way
 * stand on one line or in one paragraph. A figure that cannot be told from the others is left out.
 */
export function findSpans(text: string, figures: readonly ReadFigure[]): Span[] {
  const tokens = listTokens(text);
  const wanted = figures.filter(({ raw }) => raw.trim() !== "");
  if (tokens.length > MAX_TOKENS) return [];
  return align(tokens, wanted);
}

function listTokens(text: string): Token[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }): Token[] => {
    if (FIGURE.test(word)) return [toToken(word, index, ALONE)];
    return [...word.matchAll(DIGITS)].map((digits) =>
      toToken(digits[0], index + digits.index, WITHIN),
    );
  });
}

function toToken(text: string, start: number, weight: number): Token {
  return { start, end: start + text.length, text: toPlain(text), weight };
}

const toPlain = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

/** The heaviest way to find the figures among the tokens without changing the order of either. */
function align(tokens: readonly Token[], figures: readonly ReadFigure[]): Span[] {
  const plain = figures.map(({ raw }) => toPlain(raw));
  const width = tokens.length + 1;
  const best = new Uint32Array((figures.length + 1) * width);
  const at = (figure: number, token: number): number => best[figure * width + token] ?? 0;
  const weigh = (figure: number, token: number): number => {
    const found = tokens[token];
    return found !== undefined && isPrintOf(found.text, plain[figure] ?? "") ? found.weight : 0;
  };
  for (let figure = figures.length - 1; figure >= 0; figure -= 1) {
    for (let token = tokens.length - 1; token >= 0; token -= 1) {
      const skipped = Math.max(at(figure + 1, token), at(figure, token + 1));
      const weight = weigh(figure, token);
      const taken = weight === 0 ? 0 : weight + at(figure + 1, token + 1);
      best[figure * width + token] = Math.max(skipped, taken);
    }
  }
  return follow(tokens, figures, at, weigh);
}

function follow(
  tokens: readonly Token[],
  figures: readonly ReadFigure[],
  at: (figure: number, token: number) => number,
  weigh: (figure: number, token: number) => number,
): Span[] {
  const spans: Span[] = [];
  let [figure, token] = [0, 0];
  while (figure < figures.length && token < tokens.length) {
    const weight = weigh(figure, token);
    const here = at(figure, token);
    const [found, wanted] = [tokens[token], figures[figure]];
    if (here === at(figure, token + 1)) token += 1;
    else if (weight > 0 && here === weight + at(figure + 1, token + 1)) {
      if (found && wanted)
        spans.push({ start: found.start, end: found.end, target: wanted.target });
      figure += 1;
      token += 1;
    } else figure += 1;
  }
  return spans;
}

/** "3" is the print of "3件" too: what is kept as printed may have its unit with it. */
function isPrintOf(token: string, raw: string): boolean {
  if (token === raw) return true;
  return raw.startsWith(token) && UNIT.test(raw.slice(token.length)) && BEGINS.test(token);
}
