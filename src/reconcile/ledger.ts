import { type Equation, type Form, type FormCell, listCells } from "../model/form.ts";
import { equationsOf } from "../model/forms/equations.ts";
import type { Cell, Report } from "../model/report.ts";

/** An equation whose cells are places in the form, as a report is held against it. */
export interface Entry {
  readonly equation: Equation;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The form as its sums are worked out, the same for all its reports. */
export interface Layout {
  readonly form: Form;
  readonly cells: readonly FormCell[];
  readonly places: ReadonlyMap<string, number>;
  readonly entries: readonly Entry[];
}

/** The figures of one report in the form's order; null where there is no number. */
export interface Ledger extends Layout {
  readonly values: readonly (number | null)[];
  readonly report: Report;
}

const known = new WeakMap<Form, Layout>();

/** Lays out a form once for all reports. */
export function layoutOf(form: Form): Layout {
  const stored = known.get(form);
  if (stored !== undefined) return stored;
  const cells = listCells(form);
  const places = new Map(cells.map(({ address }, place) => [address, place]));
  const toPlaces = (addresses: readonly string[]): number[] =>
    addresses.flatMap((address) => places.get(address) ?? []);
  const entries = equationsOf(form).map((equation) => ({
    equation,
    left: toPlaces(equation.left),
    right: toPlaces(equation.right),
  }));
  const layout = { form, cells, places, entries };
  known.set(form, layout);
  return layout;
}

export function openLedger(report: Report, form: Form): Ledger {
  const layout = layoutOf(form);
  const values = new Array<number | null>(layout.cells.length).fill(null);
  report.cells.forEach(({ address, value }, index) => {
    // Cells come in the form's order, so that looking them up is seldom needed.
    const isInOrder = layout.cells[index]?.address === address;
    const place = isInOrder ? index : layout.places.get(address);
    if (place !== undefined) values[place] = value;
  });
  return { ...layout, values, report };
}

/** The cell of a report that stands in a place of the form. */
export function cellAt({ report, cells }: Ledger, place: number): Cell | undefined {
  const address = cells[place]?.address;
  const cell = report.cells[place];
  if (cell?.address === address) return cell;
  return report.cells.find((other) => other.address === address);
}

/** What the known cells of one side of an equation add up to. */
export interface Side {
  readonly sum: number;
  readonly isComplete: boolean;
}

export function addUp(places: readonly number[], values: Ledger["values"]): Side {
  let sum = 0;
  let isComplete = true;
  for (const place of places) {
    const value = values[place] ?? null;
    if (value === null) isComplete = false;
    else sum += value;
  }
  return { sum, isComplete };
}

/** An incomplete side is at least its sum, since counts are never negative. */
export function holds(left: Side, right: Side): boolean {
  if (left.isComplete && right.isComplete) return left.sum === right.sum;
  if (left.isComplete) return right.sum <= left.sum;
  return right.isComplete ? left.sum <= right.sum : true;
}

/** The equations that do not hold. */
export function listBroken({ entries, values }: Ledger): Entry[] {
  return entries.filter(({ left, right }) => !holds(addUp(left, values), addUp(right, values)));
}
