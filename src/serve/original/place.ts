import type { Locator } from "../../model/locator.ts";
import type { Cell } from "../../model/report.ts";
import type { StoredReport } from "../../store/report.ts";
import { findSpans, type Span } from "./digits.ts";

/** What stands at a place of the document: a cell by its address, or a section by its number. */
export interface Mark {
  /** `requests.new.total`, `section.3`, `extra.0` */
  readonly target: string;
  readonly locator: Locator;
  /** Of a figure, as printed. */
  readonly raw?: string;
}

/** A part of a text that stands at one place. */
export interface Piece {
  readonly text: string;
  /** Where the report shows it; undefined if nothing was read of it. */
  readonly address: string | undefined;
  readonly isWanted: boolean;
}

/** A key of its own for each place that a locator may name: `t1.2.3`, `p7`, `l4`, `l4.2`. */
export function keyOf(locator: Locator): string {
  if ("table" in locator) return `t${locator.table}.${locator.row}.${locator.column}`;
  if ("paragraph" in locator) return `p${locator.paragraph}`;
  if ("line" in locator) {
    return locator.field === undefined ? `l${locator.line}` : `l${locator.line}.${locator.field}`;
  }
  const at = "page" in locator ? `b${locator.page}` : `i${locator.picture}`;
  return `${at}.${locator.box.join(".")}`;
}

/** Everything of a version that can be pointed at in its document. */
export function listMarks({ report }: Pick<StoredReport, "report">): Mark[] {
  const located = (cell: Cell): Mark[] =>
    cell.locator === null
      ? []
      : [{ target: cell.address, locator: cell.locator, raw: cell.raw ?? "" }];
  return [
    ...report.cells.flatMap(located),
    ...report.extras.map(({ ordinal, locator, raw }) => ({
      target: `extra.${ordinal}`,
      locator,
      raw,
    })),
    ...report.sections.map(({ number, locator }) => ({ target: `section.${number}`, locator })),
  ];
}

/** What the views of the original need: which places are marked, and which of them was asked for. */
export class Marks {
  /** By the key of their place. */
  readonly #byPlace: ReadonlyMap<string, readonly Mark[]>;
  /** Where in the text at a place its figures stand, once it was asked for. */
  readonly #spans = new Map<string, readonly Span[]>();
  readonly wanted: Mark | undefined;
  readonly all: readonly Mark[];
  /** Something was asked for, and where it stands is not known. */
  readonly isLost: boolean;
  readonly #toAddress: (target: string) => string;

  constructor(
    all: readonly Mark[],
    wanted: string | undefined,
    toAddress: (target: string) => string,
  ) {
    this.all = all;
    this.wanted = all.find(({ target }) => target === wanted);
    this.isLost = wanted !== undefined && this.wanted === undefined;
    this.#toAddress = toAddress;
    const byPlace = new Map<string, Mark[]>();
    for (const mark of all) {
      const held = byPlace.get(keyOf(mark.locator));
      if (held === undefined) byPlace.set(keyOf(mark.locator), [mark]);
      else held.push(mark);
    }
    this.#byPlace = byPlace;
  }

  /** True if something was read at the place. */
  has(key: string): boolean {
    return this.#byPlace.has(key);
  }

  isWanted(key: string): boolean {
    return this.wanted !== undefined && keyOf(this.wanted.locator) === key;
  }

  /** True if what is asked for is all that stands at the place, as far as can be told from its text. */
  isWantedWhole(key: string, text: string): boolean {
    const target = this.wanted?.target;
    return this.isWanted(key) && !this.#spansOf(key, text).some((span) => span.target === target);
  }

  /** Where the report shows what stands at a place; undefined if nothing of it was read there. */
  findAddress(key: string): string | undefined {
    const [first] = this.#byPlace.get(key) ?? [];
    return first === undefined ? undefined : this.#toAddress(first.target);
  }

  /**
   * Cuts a stretch of the text at a place into what was read of it and what stands between. Where several figures share a
   * place, each leads to its own cell; what is left leads to what could not be told from the rest.
   * @param text all that stands at the place
   */
  cut(key: string, text: string, start = 0, end = text.length): Piece[] {
    const spans = this.#spansOf(key, text);
    const rest = (this.#byPlace.get(key) ?? []).filter(
      ({ target }) => !spans.some((span) => span.target === target),
    );
    const [first] = rest;
    const between = {
      address: first === undefined ? undefined : this.#toAddress(first.target),
      isWanted: rest.some(({ target }) => target === this.wanted?.target),
    };
    const pieces: Piece[] = [];
    let reached = start;
    const add = (until: number, what: Omit<Piece, "text">) => {
      const stop = Math.min(until, end);
      if (stop > reached) pieces.push({ text: text.slice(reached, stop), ...what });
      reached = Math.max(reached, stop);
    };
    for (const span of spans) {
      add(span.start, between);
      if (span.end <= reached) continue;
      const isWanted = span.target === this.wanted?.target;
      add(span.end, { address: this.#toAddress(span.target), isWanted });
    }
    add(end, between);
    return pieces;
  }

  /** Empty where one figure is all there is at the place: then the whole place is its. */
  #spansOf(key: string, text: string): readonly Span[] {
    const known = this.#spans.get(key);
    if (known !== undefined) return known;
    const marks = this.#byPlace.get(key) ?? [];
    const [only, second] = marks;
    const isWhole = second === undefined && only?.raw?.trim() === text.trim();
    const figures = marks.flatMap(({ target, raw }) => (raw ? [{ target, raw }] : []));
    const spans = isWhole ? [] : findSpans(text, figures);
    this.#spans.set(key, spans);
    return spans;
  }
}
