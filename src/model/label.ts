/** Nobody titles a report at greater length: what is longer is a whole paragraph made a link. */
const maxTitleCharacters = 150;
/** 2024; 二〇二四, with any of the zeros that are printed */
const year = /(?:19|20)\d\d|[一二][〇○零九oO][〇○零oO一二三四五六七八九]{2}/u;

/**
 * Whether one label of an address is to be kept rather than another. What fits a title comes first, then what names a
 * year, then the longer, then the later in code points: a total order, so the best of many is the same however they come.
 */
export function isBetterLabel(candidate: string | undefined, known: string | undefined): boolean {
  if (candidate === undefined || candidate === known) return false;
  if (known === undefined) return true;
  const [one, other] = [rank(candidate), rank(known)];
  const place = one.findIndex((value, index) => value !== other[index]);
  return place === -1 ? candidate > known : (one[place] ?? 0) > (other[place] ?? 0);
}

function rank(label: string): readonly number[] {
  const isTitle = label.length > 0 && label.length <= maxTitleCharacters;
  return [isTitle ? 1 : 0, year.test(label) ? 1 : 0, label.length];
}
