import type { Rule } from "./page-drawing.ts";

/**
 * Points. Lines closer together than this are one line: a double line, or the borders of two neighbouring cells set
 * apart (browsers set them 1.5 points apart). Rows and columns are wider.
 */
const SNAP = 3;
/** Points. Borders set apart stand at slightly other places in each row, but never spread over more than this. */
const MAX_SPREAD = 6;
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

/** Rules of one direction at the same place. */
function listClusters(rules: readonly Rule[]): Rule[][] {
  const open = listRuns([...rules].sort((a, b) => a.at - b.at)).filter((run) => !isHatching(run));
  const clusters: Rule[][] = [];
  while (open.length > 0) {
    const cluster = open.pop() ?? [];
    const { index, width } = findWidestGap(cluster);
    const spread = (cluster.at(-1)?.at ?? 0) - (cluster[0]?.at ?? 0);
    if (width <= SNAP && spread <= MAX_SPREAD) clusters.push(cluster);
    else open.push(cluster.slice(0, index), cluster.slice(index));
  }
  return clusters.sort((a, b) => (a[0]?.at ?? 0) - (b[0]?.at ?? 0));
}

/** Parts rules wherever none follows within the distance of one line; the steps after this look at each run again and again. */
function listRuns(ascending: readonly Rule[]): Rule[][] {
  const runs: Rule[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const rule of ascending) {
    if (rule.at - last > SNAP) runs.push([]);
    runs.at(-1)?.push(rule);
    last = rule.at;
  }
  return runs;
}

const isHatching = (run: readonly Rule[]): boolean =>
  run.length > MAX_RULES && new Set(run.map(({ at }) => at)).size > MAX_RULES;

function findWidestGap(rules: readonly Rule[]): { index: number; width: number } {
  let widest = { index: 0, width: 0 };
  for (let index = 1; index < rules.length; index += 1) {
    const width = (rules[index]?.at ?? 0) - (rules[index - 1]?.at ?? 0);
    if (width > widest.width) widest = { index, width };
  }
  return widest;
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
