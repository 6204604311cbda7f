import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { listCorrectionsOf } from "./correction-rows.ts";
import { exchangeFindings, listFindings } from "./findings.ts";
import { asRead, getVersion } from "./report.ts";
import type { Store } from "./store.ts";

/**
 * The findings of a reading as they are stored: those it came with, unless a person has corrected it. Then what is
 * checked is the corrected report.
 */
export function findCorrected(
  store: Store,
  documentSha256: string,
  report: Report,
  findings: readonly Finding[],
): readonly Finding[] {
  const { name, divisionCode } = report.agency;
  const reading = { agency: name, divisionCode, year: report.year, documentSha256 };
  const corrections = listCorrectionsOf(store, reading);
  if (corrections.length === 0 || store.checkCorrected === undefined) return findings;
  return store.checkCorrected(report, corrections, findings);
}

/** Checks a stored version again after its corrections have changed. */
export function recheckVersion(store: Store, versionId: number): void {
  const stored = getVersion(store, versionId);
  if (stored === undefined || store.checkCorrected === undefined) return;
  const held = listFindings(store, versionId);
  const findings = store.checkCorrected(asRead(stored), stored.corrections, held);
  exchangeFindings(store, versionId, findings);
}
