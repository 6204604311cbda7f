/** Cost of a printed line that matches no row, inside the stretch: extra lines are common. */
const SKIP_LINE = 0.02;
/** Cost of a row that no line prints: rows are seldom missing. */
const SKIP_ROW = 0.05;

export interface Match {
  readonly line: number;
  readonly row: number;
}

type Step = "match" | "skip_line" | "skip_row" | "start";

/**
 * Aligns printed lines with the rows of a form, both in their order, so that the sum of similarities is greatest
 * (Smith–Waterman with linear gaps). Lines before and after the stretch cost nothing; of two stretches equally good
 * the later one is taken, because a table of contents comes before what it lists.
 * @param rate similarity of a line and a row from 0 to 1; 0 can never match
 */
export function alignInOrder(
  lines: number,
  rows: number,
  rate: (line: number, row: number) => number,
): Match[] {
  const width = rows + 1;
  const scores = new Float64Array((lines + 1) * width);
  const steps: Step[] = new Array((lines + 1) * width).fill("start");
  let best = 0;
  for (let line = 1; line <= lines; line += 1) {
    for (let row = 1; row <= rows; row += 1) {
      const at = line * width + row;
      const { score, step } = bestStep(scores, at, width, rate(line - 1, row - 1));
      scores[at] = score;
      steps[at] = step;
      if (score > 0 && score >= (scores[best] ?? 0)) best = at;
    }
  }
  return traceBack(steps, best, width);
}

function bestStep(
  scores: Float64Array,
  at: number,
  width: number,
  similarity: number,
): { score: number; step: Step } {
  const options: { score: number; step: Step }[] = [
    { score: (scores[at - width] ?? 0) - SKIP_LINE, step: "skip_line" },
    { score: (scores[at - 1] ?? 0) - SKIP_ROW, step: "skip_row" },
  ];
  if (similarity > 0) {
    options.unshift({ score: (scores[at - width - 1] ?? 0) + similarity, step: "match" });
  }
  const start: { score: number; step: Step } = { score: 0, step: "start" };
  return options.reduce((best, option) => (option.score > best.score ? option : best), start);
}

function traceBack(steps: readonly Step[], from: number, width: number): Match[] {
  const matches: Match[] = [];
  let at = from;
  while (at >= width && steps[at] !== "start") {
    const step = steps[at];
    if (step === "match") {
      matches.push({ line: Math.floor(at / width) - 1, row: (at % width) - 1 });
      at -= width + 1;
    } else at -= step === "skip_line" ? width : 1;
  }
  return matches.reverse();
}
