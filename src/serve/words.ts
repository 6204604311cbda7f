import type { CellStatus } from "../model/report.ts";
import type { Expectation } from "./parameters.ts";
import type { Language } from "./preferences.ts";
import { en } from "./words-en-data.ts";
import { zh } from "./words-zh-data.ts";

type Widened<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Name in keyof Value]: Widened<Value[Name]> };

/** Everything the workbench says, in one language; the English dictionary is the measure of the others. */
export type Words = Widened<typeof en>;

const dictionaries: Readonly<Record<Language, Words>> = { en, zh };

/** The dictionary of a language. */
export function wordsOf(language: Language): Words {
  return dictionaries[language];
}

/** A sentence on what a parameter must be. */
export function explainExpectation(words: Words, expectation: Expectation): string {
  switch (expectation.kind) {
    case "whole_number":
      return words.errors.wholeNumber(expectation.least, expectation.most);
    case "one_of":
      return words.errors.oneOf(expectation.choices.join(", "));
    case "short_text":
      return words.errors.shortText(expectation.most);
    case "digits":
      return words.errors.digits(expectation.least, expectation.most);
    case "once":
      return words.errors.once;
    default:
      return expectation satisfies never;
  }
}

/** What stands in a cell without a number. */
export function statusWord(words: Words, status: CellStatus): string {
  return words.status[status];
}
