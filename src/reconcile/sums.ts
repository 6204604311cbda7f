import type { Finding } from "../model/finding.ts";
import type { Bound } from "../model/form.ts";
import { boundsOf } from "../model/forms/equations.ts";
import { addUp, type Entry, type Ledger } from "./ledger.ts";
import { describeBroken, nameCell } from "./sum-words.ts";

/**
 * The sums of the form that do not hold, each with its cells and both numbers. A sum with an empty cell cannot be
 * checked, but where the cells that are known already exceed the total it fails whatever the empty one holds.
 */
export function describeSums(broken: readonly Entry[], ledger: Ledger): Finding[] {
  return broken.map((entry) => ({
    code: entry.equation.code,
    severity: entry.equation.severity,
    message: describeBroken(entry, ledger),
    cells: [...entry.equation.left, ...entry.equation.right],
  }));
}

/** Numbers that exceed what they are part of. */
export function checkBounds(ledger: Ledger): Finding[] {
  return boundsOf(ledger.form).flatMap((bound) => checkBound(bound, ledger));
}

function checkBound(bound: Bound, ledger: Ledger): Finding[] {
  const { values, places, cells } = ledger;
  const place = places.get(bound.part);
  const cell = place === undefined ? undefined : cells[place];
  const value = place === undefined ? null : (values[place] ?? null);
  const whole = bound.whole.flatMap((address) => places.get(address) ?? []);
  const { sum, isComplete } = addUp(whole, values);
  if (cell === undefined || value === null || !isComplete || value <= sum) return [];
  const where = nameCell(cell);
  return [
    {
      code: bound.code,
      severity: bound.severity,
      message: {
        en: `${where.en}: ${value} is more than ${sum}, the most it can be (${bound.basis})`,
        zh: `${where.zh}：${value} 大于其上限 ${sum}（${bound.basis}）`,
      },
      cells: [bound.part, ...bound.whole],
    },
  ];
}
