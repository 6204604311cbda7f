import type { Finding } from "../model/finding.ts";
import { isFromReconciling, reconcile } from "../reconcile/reconcile.ts";
import { replaceFindings } from "../store/reparse.ts";
import { getVersion, type StoredReport } from "../store/report.ts";
import { listCurrentVersionIds } from "../store/version.ts";
import { withSession } from "./session.ts";
import type { SharedOptions } from "./shared-options.ts";

/**
 * Reconciles every current version again. What the reader of the document found stands; what checking found is found
 * anew. Only versions whose findings differ are written.
 */
export async function checkAll(
  shared: SharedOptions,
  signal: AbortSignal,
  onTotal: (total: number) => void,
  onChecked: (stored: StoredReport, findings: readonly Finding[]) => void,
): Promise<{ readonly changed: number; readonly isInterrupted: boolean }> {
  return withSession("check", shared, async ({ store, run }) => {
    const versions = listCurrentVersionIds(store);
    onTotal(versions.length);
    let changed = 0;
    for (const versionId of versions) {
      if (signal.aborted) break;
      const stored = getVersion(store, versionId);
      if (stored === undefined) continue;
      const findings = findAnew(stored);
      if (replaceFindings(store, run, versionId, findings)) changed += 1;
      onChecked(stored, findings);
    }
    const summary = { reports: versions.length, changed };
    return { changed, isInterrupted: signal.aborted, outcome: endOf(signal), summary };
  });
}

function findAnew({ findings, report }: StoredReport): Finding[] {
  return [...findings.filter(({ code }) => !isFromReconciling(code)), ...reconcile(report)];
}

const endOf = (signal: AbortSignal): "interrupted" | "done" =>
  signal.aborted ? "interrupted" : "done";
