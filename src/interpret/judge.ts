import type { Equation } from "../model/form.ts";
import type { Cell } from "../model/report.ts";
import type { TableCell } from "../model/transcript.ts";
import * as doubts from "./doubts.ts";
import { type ReadLine, type Slot, unreadableCell, valuesOf } from "./table-reading.ts";
import { judgeEquation } from "./verdict.ts";

/** A printed line that can be read in several ways, or in none. */
export interface OpenLine {
  readonly printed: readonly TableCell[];
  /** The ways to read it; each fills some of the slots. */
  readonly options: readonly (readonly Cell[])[];
  /** Every slot that the line may fill. */
  readonly slots: readonly Slot[];
}

/**
 * Settles open lines by the form's equations. Where only one way of reading makes the sums hold, it is taken; where
 * several do, only what they agree on; everything else is unreadable. An equation counts only where all its cells are
 * known, so a way is ruled out by arithmetic, never by absence; and as zeros satisfy every equation, many ways may stay.
 */
export function judge(
  open: readonly OpenLine[],
  settled: readonly Cell[],
  equations: readonly Equation[],
): ReadLine {
  if (open.length === 0) return { cells: [], findings: [] };
  const known = valuesOf(settled);
  const results = open.map((line) => settle(line, known, equations));
  return {
    cells: results.flatMap((result) => result.cells),
    findings: results.flatMap((result) => result.findings),
  };
}

function settle(
  line: OpenLine,
  known: ReadonlyMap<string, number>,
  equations: readonly Equation[],
): ReadLine {
  const consistent = line.options.filter((option) => isConsistent(option, known, equations));
  const agreed = line.slots.map(({ address }) => agreeOn(address, consistent));
  const cells = line.slots.map(
    ({ address }, position) => agreed[position] ?? unreadableCell(address, line.printed),
  );
  const repaired = agreed.flatMap((cell) => (cell === undefined ? [] : [cell.address]));
  return { cells, findings: repaired.length === 0 ? [] : [doubts.repaired(repaired)] };
}

/** The cell that every remaining option puts there; undefined if one differs or leaves the slot empty. */
function agreeOn(address: string, options: readonly (readonly Cell[])[]): Cell | undefined {
  const [first, ...others] = options.map((cells) => cells.find((cell) => cell.address === address));
  if (first === undefined) return undefined;
  const isShared = others.every(
    (cell) => cell !== undefined && cell.value === first.value && cell.raw === first.raw,
  );
  return isShared ? first : undefined;
}

function isConsistent(
  option: readonly Cell[],
  known: ReadonlyMap<string, number>,
  equations: readonly Equation[],
): boolean {
  const own = valuesOf(option);
  const look = (address: string): number | undefined => own.get(address) ?? known.get(address);
  return equations.every((equation) => judgeEquation(equation, look) !== false);
}
