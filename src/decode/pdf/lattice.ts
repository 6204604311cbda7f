import { type MergedRule, mergeRules } from "./merged-rules.ts";
import type { Rule } from "./page-drawing.ts";

/** Points. A line that ends this near another reaches it. */
export const REACH = 4;

/** Lines that cross or touch each other, and so may be a table together. */
export interface Lattice {
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

/**
 * Sorts lines into those that hang together; what does not run both ways is no table, but an underline or a divider. The
 * lines of each lattice are merged anew without those of others, whose columns stand elsewhere by a hair.
 */
export function listLattices(rules: readonly MergedRule[]): Lattice[] {
  const parents = rules.map((_, index) => index);
  const across = rules.flatMap((rule, index) => (rule.direction === "across" ? [index] : []));
  const down = rules.flatMap((rule, index) => (rule.direction === "down" ? [index] : []));
  for (const a of across) {
    for (const d of down) if (areCrossing(rules[a], rules[d])) unite(parents, a, d);
  }
  uniteSides(rules, down, parents);
  const groups = new Map<number, MergedRule[]>();
  rules.forEach((rule, index) => {
    const root = rootOf(parents, index);
    const group = groups.get(root) ?? [];
    groups.set(root, group);
    group.push(rule);
  });
  return [...groups.values()]
    .map((group) => mergeRules(group.flatMap(({ pieces }) => pieces)))
    .map((group) => ({
      across: group.filter((rule) => rule.direction === "across"),
      down: group.filter((rule) => rule.direction === "down"),
    }))
    .filter((lattice) => lattice.across.length > 0 && lattice.down.length > 0);
}

/**
 * The side of a table crosses no line where the cells beside it reach over the whole page. It begins and ends at the
 * same heights as another line of the table.
 */
function uniteSides(rules: readonly Rule[], down: readonly number[], parents: number[]): void {
  const byEnds = [...down].sort((a, b) => (rules[a]?.from ?? 0) - (rules[b]?.from ?? 0));
  byEnds.forEach((index, place) => {
    const rule = rules[index];
    for (const next of byEnds.slice(place + 1)) {
      const other = rules[next];
      if (rule === undefined || other === undefined || other.from - rule.from > REACH) return;
      if (Math.abs(other.to - rule.to) <= REACH) unite(parents, index, next);
    }
  });
}

function areCrossing(across: Rule | undefined, down: Rule | undefined): boolean {
  if (across === undefined || down === undefined) return false;
  return (
    down.at >= across.from - REACH &&
    down.at <= across.to + REACH &&
    across.at >= down.from - REACH &&
    across.at <= down.to + REACH
  );
}

/** The one that stands for the whole set that `index` is in; the way to it is made shorter. */
export function rootOf(parents: number[], index: number): number {
  let root = index;
  while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
  let at = index;
  while (at !== root) {
    const next = parents[at] ?? root;
    parents[at] = root;
    at = next;
  }
  return root;
}

export function unite(parents: number[], a: number, b: number): void {
  parents[rootOf(parents, a)] = rootOf(parents, b);
}
