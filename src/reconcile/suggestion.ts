import type { Finding } from "../model/finding.ts";
import { addUp, type Entry, holds, type Ledger } from "./ledger.ts";
import { nameCell } from "./sum-words.ts";

interface Change {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Where sums are broken and another number in exactly one cell would make all of them hold, which cell and which number.
 * One misprint or misreading breaks the sums of its row and its column, and they cross in one cell only.
 */
export function suggestCorrection(broken: readonly Entry[], ledger: Ledger): Finding[] {
  const [change, other] = listChanges(broken, ledger);
  const cell = change === undefined ? undefined : ledger.cells[change.place];
  if (change === undefined || other !== undefined || cell === undefined) return [];
  const where = nameCell(cell);
  return [
    {
      code: "correction_suggested",
      severity: "info",
      message: {
        en: `${where.en}: ${change.to} instead of ${change.from} would make every sum of the report hold, and no other single cell would; the value stays as printed`,
        zh: `${where.zh}：若为 ${change.to}（现为 ${change.from}），全部勾稽关系即可成立，且仅此一格可改；仅供核对，数值未作改动`,
      },
      cells: [cell.address],
    },
  ];
}

function listChanges(broken: readonly Entry[], ledger: Ledger): Change[] {
  const [first, ...others] = broken.filter(({ equation }) => equation.severity === "error");
  if (first === undefined) return [];
  const { values, entries } = ledger;
  const left = addUp(first.left, values);
  const right = addUp(first.right, values);
  // With a cell missing it is not known what the sum lacks.
  if (!left.isComplete || !right.isComplete) return [];
  const lacking = right.sum - left.sum;
  const shared = [...first.left, ...first.right].filter((place) =>
    others.every((entry) => isIn(place, entry)),
  );
  return shared.flatMap((place) => {
    const from = values[place] ?? null;
    if (from === null) return [];
    const to = first.left.includes(place) ? from + lacking : from - lacking;
    const concerned = entries.filter((entry) => isIn(place, entry));
    const isCure = to >= 0 && concerned.every((entry) => holdsAfter(entry, place, to, values));
    return isCure ? [{ place, from, to }] : [];
  });
}

const isIn = (place: number, { left, right }: Entry): boolean =>
  left.includes(place) || right.includes(place);

function holdsAfter(entry: Entry, place: number, to: number, values: Ledger["values"]): boolean {
  const changed = (places: readonly number[]) => {
    const { sum, isComplete } = addUp(places, values);
    return { isComplete, sum: places.includes(place) ? sum - (values[place] ?? 0) + to : sum };
  };
  return holds(changed(entry.left), changed(entry.right));
}
