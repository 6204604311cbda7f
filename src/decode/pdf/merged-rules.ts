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

/** A line with the pieces that it is drawn in. */
export interface MergedRule extends Rule {
  readonly pieces: readonly Rule[];
}

/** Joins the pieces that producers draw a line in: one rule for each stretch of each line. */
export function mergeRules(rules: readonly Rule[]): MergedRule[] {
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

function joinPieces(cluster: readonly Rule[]): MergedRule[] {
  const at = meanPlace(cluster);
  const stretches: { pieces: Rule[]; to: number }[] = [];
  for (const rule of [...cluster].sort((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last !== undefined && rule.from <= last.to + GAP) {
      last.pieces.push(rule);
      last.to = Math.max(last.to, rule.to);
    } else stretches.push({ pieces: [rule], to: rule.to });
  }
  return stretches.flatMap(({ pieces, to }) =>
    pieces.slice(0, 1).map((first) => ({ ...first, at, to, pieces })),
  );
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
