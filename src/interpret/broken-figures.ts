import type { Finding } from "../model/finding.ts";
import type { Equation } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import * as doubts from "./doubts.ts";
import { joinBroken } from "./figures.ts";
import { valuesOf } from "./table-reading.ts";
import { addressesOf, judgeEquation } from "./verdict.ts";

export interface Joined {
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}

/**
 * Puts figures together that a narrow column broke over two lines: 1124 and 3 are 11243 only where an equation of the
 * form says so, and none denies it. All others stay unreadable.
 */
export function joinBrokenFigures(cells: readonly Cell[], equations: readonly Equation[]): Joined {
  const joined = new Map<string, number>();
  for (const { address, status, raw } of cells) {
    const value = status === "unreadable" ? joinBroken(raw ?? "") : undefined;
    if (value !== undefined) joined.set(address, value);
  }
  if (joined.size === 0) return { cells, findings: [] };
  const values = new Map([...valuesOf(cells), ...joined]);
  const look = (address: string): number | undefined => values.get(address);
  const verdicts = equations.map((equation) => ({
    equation,
    holds: judgeEquation(equation, look),
  }));
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
