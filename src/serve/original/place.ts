import type { Locator } from "../../model/locator.ts";
import type { Cell } from "../../model/report.ts";
import type { StoredReport } from "../../store/report.ts";

/** What stands at a place of the document: a cell by its address, or a section by its number. */
export interface Mark {
  /** `requests.new.total`, `section.3`, `extra.0` */
  readonly target: string;
  readonly locator: Locator;
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
export function listMarks({ report }: StoredReport): Mark[] {
  const located = (cell: Cell): Mark[] =>
    cell.locator === null ? [] : [{ target: cell.address, locator: cell.locator }];
  return [
    ...report.cells.flatMap(located),
    ...report.extras.map(({ ordinal, locator }) => ({ target: `extra.${ordinal}`, locator })),
    ...report.sections.map(({ number, locator }) => ({ target: `section.${number}`, locator })),
  ];
}

/** What the views of the original need: which places are marked, and which of them was asked for. */
export class Marks {
  /** Targets by the key of their place. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
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
    const targets = new Map<string, string[]>();
    for (const { target, locator } of all) {
      const held = targets.get(keyOf(locator));
      if (held === undefined) targets.set(keyOf(locator), [target]);
      else held.push(target);
    }
    this.targets = targets;
  }

  isWanted(key: string): boolean {
    return this.wanted !== undefined && keyOf(this.wanted.locator) === key;
  }

  /** Where the report shows what stands at a place; undefined if nothing of it was read there. */
  findAddress(key: string): string | undefined {
    const [first] = this.targets.get(key) ?? [];
    return first === undefined ? undefined : this.#toAddress(first);
  }
}
