import type { Finding } from "../model/finding.ts";
import type { Equation } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import * as doubts from "./doubts.ts";
import { joinBroken } from "./figures.ts";
import { valuesOf } from "./table-reading.ts";

export interface Joined {
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}

/**
 * Puts figures together that a narrow column broke over two lines: 1124 and 3 are 11243 only where an equation of the
 * form says so, and none denies it. All others stay unreadable.
 */
export function joinBrokenFigures(cells: readonly Cell[], equations: readonly Equation[]): Joined {
  const joined = new Map(
    cells.flatMap((cell): [string, number][] => {
      const value = cell.status === "unreadable" ? joinBroken(cell.raw ?? "") : undefined;
      return value === undefined ? [] : [[cell.address, value]];
    }),
  );
  if (joined.size === 0) return { cells, findings: [] };
  const values = new Map([...valuesOf(cells), ...joined]);
  const verdicts = equations.map((equation) => ({ equation, holds: holds(equation, values) }));
  const isConfirmed = (address: string): boolean => {
    const own = verdicts.filter(
      ({ equation, holds }) => holds !== undefined && addressesOf(equation).includes(address),
    );
    return own.length > 0 && own.every(({ holds }) => holds === true);
  };
  const confirmed = new Map([...joined].filter(([address]) => isConfirmed(address)));
  return {
    cells: cells.map((cell) => {
      const value = confirmed.get(cell.address);
      return value === undefined ? cell : { ...cell, value, status: "reported" };
    }),
    findings: confirmed.size === 0 ? [] : [doubts.brokenFigures([...confirmed.keys()])],
  };
}

const addressesOf = ({ left, right }: Equation): readonly string[] => [...left, ...right];

/** Undefined where a figure is not known. */
function holds(equation: Equation, values: ReadonlyMap<string, number>): boolean | undefined {
  if (addressesOf(equation).some((address) => !values.has(address))) return undefined;
  const sum = (addresses: readonly string[]): number =>
    addresses.reduce((whole, address) => whole + (values.get(address) ?? 0), 0);
  return sum(equation.left) === sum(equation.right);
}
