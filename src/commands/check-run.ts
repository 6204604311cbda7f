import { setImmediate } from "node:timers/promises";
import type { Finding } from "../model/finding.ts";
import { reconcileCorrected } from "../reconcile/corrected.ts";
import { listFindings } from "../store/findings.ts";
import { replaceFindings } from "../store/reparse.ts";
import { asRead, getVersion, type StoredReport } from "../store/report.ts";
import { listVersionIds } from "../store/report-list.ts";
import { type Session, withSession } from "./session.ts";
import type { SharedOptions } from "./shared-options.ts";

/** Ctrl-C is only heard in a pause. */
const REPORTS_BETWEEN_PAUSES = 50;

export interface CheckListener {
  onTotal(total: number): void;
  onChecked(stored: StoredReport, findings: readonly Finding[]): void;
}

/**
 * Reconciles every current version again. What the reader of the document found stands; what checking found is found
 * anew. Only versions whose findings differ are written.
 */
export async function checkAll(
  shared: SharedOptions,
  signal: AbortSignal,
  listener: CheckListener,
): Promise<{ readonly changed: number; readonly isInterrupted: boolean }> {
  return withSession("check", shared, async (session) => {
    const versions = listVersionIds(session.store, "current");
    listener.onTotal(versions.length);
    let changed = 0;
    for (const [index, versionId] of versions.entries()) {
      if (index % REPORTS_BETWEEN_PAUSES === 0) await setImmediate();
      if (signal.aborted) break;
      changed += checkOne(versionId, session, listener);
    }
    const summary = { reports: versions.length, changed };
    return { changed, isInterrupted: signal.aborted, outcome: endOf(signal), summary };
  });
}

/** How many versions changed by it: none or one. */
function checkOne(versionId: number, { store, run }: Session, listener: CheckListener): 0 | 1 {
  const stored = getVersion(store, versionId);
  if (stored === undefined) return 0;
  const findings = findAnew(stored);
  const isChanged = replaceFindings(store, run, versionId, findings);
  listener.onChecked(stored, isChanged ? listFindings(store, versionId) : findings);
  return isChanged ? 1 : 0;
}

function findAnew(stored: StoredReport): Finding[] {
  return reconcileCorrected(asRead(stored), stored.corrections, stored.findings);
}

const endOf = (signal: AbortSignal): "interrupted" | "done" =>
  signal.aborted ? "interrupted" : "done";
