import type { Bilingual, Finding } from "../model/finding.ts";
import type { Form, FormCell } from "../model/form.ts";
import type { Claim, Report } from "../model/report.ts";
import { layoutOf } from "./ledger.ts";
import { nameCell } from "./sum-words.ts";

/** Compares the numbers that the prose states with the cells that say the same thing. */
export function checkProse(report: Report, form: Form | undefined): Finding[] {
  const compared = report.claims.filter(
    ({ cells, approximate }) => cells.length > 0 && !approximate,
  );
  if (compared.length === 0 || form === undefined) return [];
  const values = new Map(report.cells.map((cell) => [cell.address, cell.value]));
  return compared.flatMap((claim) => {
    const total = sumOf(claim.cells, values);
    const isConflict = total !== undefined && total !== claim.value;
    return isConflict && !isPart(claim, total, compared) ? [toFinding(claim, total, form)] : [];
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

function sumOf(
  addresses: readonly string[],
  values: ReadonlyMap<string, number | null>,
): number | undefined {
  let sum = 0;
  for (const address of addresses) {
    const value = values.get(address) ?? null;
    if (value === null) return undefined;
    sum += value;
  }
  return sum;
}

function toFinding(claim: Claim, total: number, form: Form): Finding {
  const where = nameSum(claim.cells, form);
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

function nameSum(addresses: readonly string[], form: Form): Bilingual {
  const { cells, places } = layoutOf(form);
  const named = addresses.flatMap((address): FormCell[] => {
    const cell = cells[places.get(address) ?? -1];
    return cell === undefined ? [] : [cell];
  });
  return {
    en: named.map((cell) => nameCell(cell).en).join(" + "),
    zh: named.map((cell) => nameCell(cell).zh).join(" + "),
  };
}
