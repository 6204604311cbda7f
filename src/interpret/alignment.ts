/** Cost of a printed line that matches no row, inside the stretch: extra lines are common. */
const SKIP_LINE = 0.02;
/** Cost of a row that no line prints: rows are seldom missing. */
const SKIP_ROW = 0.05;

export interface Match {
  readonly line: number;
  readonly row: number;
}

const START = 0;
const MATCH = 1;
const LINE_SKIPPED = 2;
const ROW_SKIPPED = 3;

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
  const steps = new Uint8Array((lines + 1) * width);
  let best = 0;
  for (let line = 1; line <= lines; line += 1) {
    for (let row = 1; row <= rows; row += 1) {
      const at = line * width + row;
      takeStep(scores, steps, at, width, rate(line - 1, row - 1));
      const score = scores[at] ?? 0;
      if (score > 0 && score >= (scores[best] ?? 0)) best = at;
    }
  }
  return traceBack(steps, best, width);
}

/** Sets the best score that ends at a place, and the step that leads to it. */
function takeStep(
  scores: Float64Array,
  steps: Uint8Array,
  at: number,
  width: number,
  similarity: number,
): void {
  let score = 0;
  let step = START;
  if (similarity > 0) {
    score = (scores[at - width - 1] ?? 0) + similarity;
    step = MATCH;
  }
  const afterLine = (scores[at - width] ?? 0) - SKIP_LINE;
  if (afterLine > score) {
    score = afterLine;
    step = LINE_SKIPPED;
  }
  const afterRow = (scores[at - 1] ?? 0) - SKIP_ROW;
  if (afterRow > score) {
    score = afterRow;
    step = ROW_SKIPPED;
  }
  scores[at] = score;
  steps[at] = step;
}

function traceBack(steps: Uint8Array, from: number, width: number): Match[] {
  const matches: Match[] = [];
  let at = from;
  while (at >= width && steps[at] !== START) {
    const step = steps[at];
    if (step === MATCH) {
      matches.push({ line: Math.floor(at / width) - 1, row: (at % width) - 1 });
      at -= width + 1;
    } else at -= step === LINE_SKIPPED ? width : 1;
  }
  return matches.reverse();
}
