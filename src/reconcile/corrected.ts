import { type Correction, withCorrections } from "../model/correction.ts";
import type { Finding } from "../model/finding.ts";
import type { Cell, Report } from "../model/report.ts";
import { isFromReconciling, reconcile } from "./reconcile.ts";

/**
 * The findings of a report that people have corrected: what its reader found stands, its checks are of the corrected
 * values, and each correction is told with the checks that it settles. Without corrections, those of the report as read.
 */
export function reconcileCorrected(
  read: Report,
  corrections: readonly Correction[],
  findings: readonly Finding[],
): Finding[] {
  const ofReader = findings.filter(
    ({ code }) => !isFromReconciling(code) && code !== "correction_applied",
  );
  const corrected = { ...read, cells: withCorrections(read.cells, corrections) };
  const found = reconcile(corrected);
  if (corrections.length === 0) return [...ofReader, ...found];
  const settled = reconcile(read).filter(
    (finding) => !found.some((still) => isSame(still, finding)),
  );
  const cells = new Map(read.cells.map((cell) => [cell.address, cell]));
  const told = corrections.flatMap((correction) => {
    const cell = cells.get(correction.address);
    return cell === undefined ? [] : [tell(correction, cell, settled)];
  });
  return [...ofReader, ...found, ...told];
}

function isSame(one: Finding, other: Finding): boolean {
  return one.code === other.code && one.cells.join() === other.cells.join();
}

function tell(correction: Correction, read: Cell, settled: readonly Finding[]): Finding {
  const { address, value, reason, by, on } = correction;
  const codes = settled.filter(({ cells }) => cells.includes(address)).map(({ code }) => code);
  const names = [...new Set(codes)].join(", ");
  const who = by === null ? "a person" : by;
  const when = on === null ? "" : ` on ${on}`;
  const was = read.value === null ? read.status : String(read.value);
  const is = value === null ? "no number" : String(value);
  return {
    code: "correction_applied",
    severity: "info",
    message: {
      en: `${address}: ${is} in place of ${was} as read, corrected by ${who}${when}: ${reason}${names === "" ? "" : `; of what was read, this settles ${names}`}`,
      zh: `${address}：读取为${was}，由${by ?? "人工"}${when === "" ? "" : `于${on}`}更正为${value === null ? "无数值" : is}（${reason}）${names === "" ? "" : `；原读数的下列问题随之消除：${names}`}`,
    },
    cells: [address],
  };
}
