import type { Finding } from "../model/finding.ts";
import type { Equation, Form } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import type { Report } from "../model/report.ts";
import { labelsOf } from "./cell-labels.ts";

/**
 * Checks every sum of the form. A sum with an empty cell cannot be checked, but where the cells that are known already
 * exceed the total it fails whatever the empty one holds, since counts are never negative.
 */
export function checkSums(report: Report, form: Form): Finding[] {
  const values = new Map(report.cells.map((cell) => [cell.address, cell.value]));
  return equationsOf(form).flatMap((equation) => {
    const left = addUp(equation.left, values);
    const right = addUp(equation.right, values);
    return holds(left, right) ? [] : [toFinding(equation, left, right, form)];
  });
}

interface Side {
  readonly sum: number;
  readonly isComplete: boolean;
}

function addUp(addresses: readonly string[], values: ReadonlyMap<string, number | null>): Side {
  let sum = 0;
  let isComplete = true;
  for (const address of addresses) {
    const value = values.get(address) ?? null;
    if (value === null) isComplete = false;
    else sum += value;
  }
  return { sum, isComplete };
}

/** An incomplete side is at least its sum. */
function holds(left: Side, right: Side): boolean {
  if (left.isComplete && right.isComplete) return left.sum === right.sum;
  if (left.isComplete) return right.sum <= left.sum;
  return right.isComplete ? left.sum <= right.sum : true;
}

function toFinding(equation: Equation, left: Side, right: Side, form: Form): Finding {
  const cells = [...equation.left, ...equation.right];
  const where = labelsOf(cells, form);
  const [leftText, rightText] = [describe(left), describe(right)];
  return {
    code: equation.code,
    severity: equation.severity,
    message: {
      en: `${where}: ${equation.left.length} parts add up to ${leftText.en}, against ${rightText.en} (${equation.basis})`,
      zh: `${where}：各项之和为${leftText.zh}，而另一方为${rightText.zh}（${equation.basis}）`,
    },
    cells,
  };
}

function describe(side: Side): { en: string; zh: string } {
  return side.isComplete
    ? { en: String(side.sum), zh: String(side.sum) }
    : { en: `at least ${side.sum}`, zh: `至少${side.sum}` };
}
