import { toListNumber } from "./list-number.ts";

/** One level of a list: 一、 is `%1、` with numbers in Chinese. */
export interface ListLevel {
  readonly start: number;
  /** By its name in DOCX: decimal, chineseCounting. */
  readonly format: string;
  /** %1 stands for the number of the first level, %2 for that of the second. */
  readonly pattern: string;
  /** Numbers of the levels above are written in digits, whatever their format. */
  readonly isInDigits?: boolean;
}

export interface List {
  /** Lists with one key count on together. */
  readonly key: string;
  readonly levels: readonly (ListLevel | undefined)[];
  /** By level: a number to begin anew with where the list is first used. */
  readonly restarts: ReadonlyMap<number, number>;
}

/** %1 in "第%1章" */
const PLACE_OF_NUMBER = /%([1-9])/g;
/** "一、", "1.": after these a blank adds nothing */
const ENDS_IN_PUNCTUATION = /[、．.)）:：]$/;

/** Counts the paragraphs of a document's lists, because Word keeps printed numbers out of the text. */
export class ListNumbering {
  private readonly lists: ReadonlyMap<string, List>;
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly restarted = new Set<string>();

  constructor(lists: ReadonlyMap<string, List>) {
    this.lists = lists;
  }

  /** Counts one paragraph, and gives what is printed before its text; "" for bullets and unknown lists. */
  next(listId: string, level: number): string {
    const list = this.lists.get(listId);
    const own = list?.levels[level];
    if (list === undefined || own === undefined) return "";
    const counts = this.countsOf(list);
    const restart = this.takeRestart(listId, list, level);
    counts[level] = restart ?? (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    const label = own.pattern.replace(PLACE_OF_NUMBER, (_, place: string) => {
      const at = Number(place) - 1;
      const format = own.isInDigits ? "decimal" : (list.levels[at]?.format ?? "decimal");
      return toListNumber(counts[at] ?? list.levels[at]?.start ?? 1, format);
    });
    if (own.format === "bullet" || label === "") return "";
    return ENDS_IN_PUNCTUATION.test(label) ? label : `${label} `;
  }

  private countsOf(list: List): (number | undefined)[] {
    const counts = this.counts.get(list.key) ?? [];
    this.counts.set(list.key, counts);
    return counts;
  }

  private takeRestart(listId: string, list: List, level: number): number | undefined {
    const key = `${listId}/${level}`;
    if (this.restarted.has(key)) return undefined;
    this.restarted.add(key);
    return list.restarts.get(level);
  }
}
