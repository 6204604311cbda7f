import type { Rule } from "./page-drawing.ts";

/**
 * Points. Lines closer together than this are one line: a double line, or the borders of two neighbouring cells set
 * apart (browsers set them 1.5 points apart). Rows and columns are wider.
 */
const SNAP = 3;
/** Points. Pieces of one line may stand this far apart: dashes, and the corners where lines cross. */
const GAP = 3;
/** Points. Anything shorter is a dot or a piece of a letter. */
const MIN_LENGTH = 4;
/** More lines than this are a map or a chart, and no table is looked for among them. */
const MAX_RULES = 4_000;

/** Joins the pieces that producers draw a line in: one rule for each stretch of each line of the page. */
export function mergeRules(rules: readonly Rule[]): Rule[] {
  const merged = (["across", "down"] as const).flatMap((direction) =>
    listClusters(rules.filter((rule) => rule.direction === direction)).flatMap(joinPieces),
  );
  const lines = merged.filter((rule) => rule.to - rule.from >= MIN_LENGTH);
  return lines.length > MAX_RULES ? [] : lines;
}

/** Rules of one direction at the same place; a cluster is never wider than the snapping distance. */
function listClusters(rules: readonly Rule[]): Rule[][] {
  const clusters: Rule[][] = [];
  let start = -Infinity;
  for (const rule of [...rules].sort((a, b) => a.at - b.at)) {
    if (rule.at - start > SNAP) {
      clusters.push([]);
      start = rule.at;
    }
    clusters.at(-1)?.push(rule);
  }
  return clusters;
}

function joinPieces(cluster: readonly Rule[]): Rule[] {
  const at = meanPlace(cluster);
  const joined: Rule[] = [];
  for (const rule of [...cluster].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && rule.from <= last.to + GAP) {
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
    } else joined.push({ ...rule, at });
  }
  return joined;
}

/** Long pieces count for more than short ones. */
function meanPlace(cluster: readonly Rule[]): number {
  let [sum, length] = [0, 0];
  for (const { at, from, to } of cluster) {
    const weight = to - from + 1e-6;
    sum += at * weight;
    length += weight;
  }
  return sum / length;
}
