import type { Transcript } from "../model/transcript.ts";
import type { Line } from "./flow.ts";

/**
 * One past the last line of the article: of all containers that hold both lines, the smallest ends where the article
 * ends. A document without containers is an article as a whole.
 */
export function findArticleEnd(
  transcript: Transcript,
  lines: readonly Line[],
  firstLine: number,
  lastLine: number,
): number {
  const first = lines[firstLine]?.block ?? 0;
  const last = lines[lastLine]?.block ?? first;
  const holding = transcript.scopes.filter((scope) => scope.first <= first && scope.last >= last);
  const smallest = holding.reduce<(typeof holding)[number] | undefined>(
    (best, scope) =>
      best === undefined || scope.last - scope.first < best.last - best.first ? scope : best,
    undefined,
  );
  if (smallest === undefined) return lines.length;
  const end = lines.findIndex((line) => line.block > smallest.last);
  return end === -1 ? lines.length : end;
}
