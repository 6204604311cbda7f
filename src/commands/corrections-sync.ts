import { reconcileCorrected } from "../reconcile/corrected.ts";
import { listCorrections } from "../store/correction-rows.ts";
import { putCorrections } from "../store/corrections.ts";
import type { Run } from "../store/run.ts";
import type { Store } from "../store/store.ts";
import { findCorrectionsPath, readCorrectionsFile, toCorrections } from "./corrections-file.ts";
import { CommandError, exitCode } from "./exit-code.ts";
import type { SharedOptions } from "./shared-options.ts";

/**
 * Puts what corrections.json says into the database, so that who has only a snapshot has the corrections too, and takes
 * out what it no longer says. Returns whether that changed anything. A file that is missing takes nothing out: it is
 * more often looked for in the wrong place than meant to be empty.
 */
export function syncCorrections(store: Store, run: Run, options: SharedOptions): boolean {
  store.checkCorrected = reconcileCorrected;
  const path = findCorrectionsPath(options);
  const { file, isThere } = readCorrectionsFile(path);
  if (!isThere) {
    expectNone(store, path, options);
    return false;
  }
  return putCorrections(store, run, toCorrections(file));
}

function expectNone(store: Store, path: string, { db, corrections }: SharedOptions): void {
  const held = listCorrections(store).length;
  if (held === 0 && corrections === undefined) return;
  const advice = `give the file with --corrections, or, to take all corrections back, write ${JSON.stringify({ corrections: [] })} into it`;
  const holds = held === 0 ? "" : ` and ${db} holds corrections from it (${held})`;
  throw new CommandError(`${path}: it does not exist${holds}: ${advice}`, exitCode.usage);
}
