import type { Finding } from "../model/finding.ts";
import type { Claim, Report } from "../model/report.ts";

/** Compares the numbers that the prose states with the cells that say the same thing. */
export function checkProse(report: Report): Finding[] {
  const values = new Map(report.cells.map((cell) => [cell.address, cell.value]));
  return report.claims.flatMap((claim) => {
    const total = sumOf(claim.cells, values);
    const isConflict = total !== undefined && !claim.approximate && total !== claim.value;
    return isConflict ? [toFinding(claim, total)] : [];
  });
}

function sumOf(
  addresses: readonly string[],
  values: ReadonlyMap<string, number | null>,
): number | undefined {
  if (addresses.length === 0) return undefined;
  let sum = 0;
  for (const address of addresses) {
    const value = values.get(address) ?? null;
    if (value === null) return undefined;
    sum += value;
  }
  return sum;
}

function toFinding(claim: Claim, total: number): Finding {
  return {
    code: "narrative_conflict",
    severity: "warning",
    message: {
      en: `section ${claim.section} says ${claim.value} ${claim.unit}, the table ${total}: ${claim.sentence}`,
      zh: `第${claim.section}部分称${claim.value}${claim.unit}，表中为${total}：${claim.sentence}`,
    },
    cells: claim.cells,
  };
}
