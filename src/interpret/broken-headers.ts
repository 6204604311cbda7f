import { forms } from "../model/forms/forms.ts";
import type { Line } from "./flow.ts";
import { normaliseLabel } from "./labels.ts";
import { remember } from "./remember.ts";
import { toSimplified } from "./simplified.ts";

/** 持: a character that normalising a label leaves as it is, but for its simplified form */
const UNIFIED = /[\u4e00-\u9fff]/;
/** The column headers of all forms. A narrow column breaks 结果纠正 into 结果 and 纠正, and the halves part without their table. */
const HEADERS: ReadonlySet<string> = new Set(
  [...forms.values()]
    .flatMap((form) => form.tables)
    .flatMap((table) => table.rows)
    .flatMap((row) => row.columns)
    .map(({ label }) => normaliseLabel(label)),
);

const LAST_CHARACTERS: ReadonlySet<string> = new Set(
  [...HEADERS].map((header) => header.slice(-1)),
);

/** True for a text that may be the end of a header: it ends as one does, or says nothing, and is none itself. */
const mayEndHeader: (text: string) => boolean = remember((text) => {
  const label = normaliseLabel(text);
  return label === "" || (LAST_CHARACTERS.has(label.slice(-1)) && !HEADERS.has(label));
});

/** True for most last characters of a text: they say that no header ends so, without looking at the others. */
const endsNoHeader: (last: string) => boolean = remember(
  (last) => UNIFIED.test(last) && !LAST_CHARACTERS.has(toSimplified(last)),
);

/** True for two texts that are the halves of one column header, the second of which is none by itself. */
function isBrokenHeader(upper: string, lower: string): boolean {
  return (
    !endsNoHeader(lower.slice(-1)) &&
    mayEndHeader(lower) &&
    HEADERS.has(normaliseLabel(upper + lower))
  );
}

/** Words of a line of headers with broken ones put together: 结果 维持 结果 纠正 → 结果维持 结果纠正. */
export function joinHeaderWords(words: readonly string[]): string[] {
  const joined: string[] = [];
  let isJoined = false;
  for (const word of words) {
    const last = joined.at(-1);
    const isHalf: boolean = last !== undefined && !isJoined && isBrokenHeader(last, word);
    if (isHalf) joined[joined.length - 1] = last + word;
    else joined.push(word);
    isJoined = isHalf;
  }
  return joined;
}

/** Lines with column headers put together that stand on two lines of their own. */
export function joinHeaderLines(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isHalf = last?.kind === "text" && line.kind === "text";
    if (isHalf && isBrokenHeader(last.text, line.text)) {
      joined[joined.length - 1] = { ...last, text: last.text + line.text };
    } else joined.push(line);
  }
  return joined;
}
