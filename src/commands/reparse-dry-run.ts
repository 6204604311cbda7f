import { forms } from "../model/forms/forms.ts";
import type { Settled } from "../model/visit.ts";
import { createReader } from "../reader.ts";
import { reconcileCorrected } from "../reconcile/corrected.ts";
import { openArchive } from "../store/archive.ts";
import { openOfAnyAge } from "../store/open-older.ts";
import type { ReadingDifference } from "../store/reading-preview.ts";
import { countDocumentsToRead, listDocumentsToRead } from "../store/reparse.ts";
import {
  NOTHING_SETTLED,
  previewConclusive,
  type ReparseJob,
  type ReparseListener,
  readDocuments,
} from "./reparse-run.ts";

/** Reads every document as reparseAll does, and tells what that would change, without writing anything. */
export async function reparseDry(
  job: Pick<ReparseJob, "shared" | "onOcrFailure" | "signal">,
  listener: Omit<ReparseListener, "onResumed">,
): Promise<boolean> {
  const reader = createReader({ ...job.shared, onOcrFailure: job.onOcrFailure });
  const { store, close } = openOfAnyAge(job.shared.db, [...forms.values()]);
  store.checkCorrected = reconcileCorrected;
  try {
    listener.onTotal(countDocumentsToRead(store));
    const archive = openArchive(job.shared.archive);
    for await (const read of readDocuments(listDocumentsToRead(store), archive, reader)) {
      const difference = previewConclusive(store, read);
      const isReport = read.outcome.kind === "report";
      listener.onDone({
        ...read,
        difference,
        settled: isReport ? foresee(difference) : NOTHING_SETTLED,
      });
      if (job.signal.aborted) return true;
    }
    return false;
  } finally {
    await reader.close();
    close();
  }
}

function foresee(difference: ReadingDifference | undefined): Settled {
  const change = difference?.change;
  if (change === "new_report" || change === "new_version") return { change, reportId: undefined };
  return { change: "unchanged", reportId: undefined };
}
