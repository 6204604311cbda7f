import type { Bilingual, Finding } from "../model/finding.ts";
import type { FormCell } from "../model/form.ts";
import type { Claim } from "../model/report.ts";
import type { Ledger } from "./ledger.ts";
import { nameCell } from "./sum-words.ts";

/** Compares the numbers that the prose states with the cells that say the same thing. */
export function checkProse(ledger: Ledger): Finding[] {
  const { claims } = ledger.report;
  const compared = claims.filter(({ cells, approximate }) => cells.length > 0 && !approximate);
  return compared.flatMap((claim) => {
    const total = sumOf(claim.cells, ledger);
    const isConflict = total !== undefined && total !== claim.value;
    return isConflict && !isPart(claim, total, compared) ? [toFinding(claim, total, ledger)] : [];
  });
}

/** Where another sentence gives the table's number, a smaller one of the same thing is what it was made up of. */
function isPart(claim: Claim, total: number, claims: readonly Claim[]): boolean {
  return (
    claim.value > 0 &&
    claim.value < total &&
    claims.some(({ subject, value }) => subject === claim.subject && value === total)
  );
}

function sumOf(addresses: readonly string[], { values, places }: Ledger): number | undefined {
  let sum = 0;
  for (const address of addresses) {
    const value = values[places.get(address) ?? -1] ?? null;
    if (value === null) return undefined;
    sum += value;
  }
  return sum;
}

function toFinding(claim: Claim, total: number, ledger: Ledger): Finding {
  const where = nameSum(claim.cells, ledger);
  return {
    code: "narrative_conflict",
    severity: "warning",
    message: {
      en: `section ${claim.section} says ${claim.value} ${claim.unit}, the table ${total} (${where.en}): ${claim.sentence}`,
      zh: `第${claim.section}部分称${claim.value}${claim.unit}，表中为${total}（${where.zh}）：${claim.sentence}`,
    },
    cells: claim.cells,
  };
}

function nameSum(addresses: readonly string[], { cells, places }: Ledger): Bilingual {
  const named = addresses.flatMap((address): FormCell[] => {
    const cell = cells[places.get(address) ?? -1];
    return cell === undefined ? [] : [cell];
  });
  return {
    en: named.map((cell) => nameCell(cell).en).join(" + "),
    zh: named.map((cell) => nameCell(cell).zh).join(" + "),
  };
}
