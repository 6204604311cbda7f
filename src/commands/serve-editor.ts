import { type Editor, type GivenCorrection, Refusal } from "../serve/edit/editor.ts";
import { correct } from "./correct-run.ts";
import type { ServeOptions } from "./serve.ts";

/** Errors whose messages tell a person what to do. */
const TOLD = new Set(["CommandError", "LockedError", "SourcesError", "StoreError", "ExportError"]);

/** Corrections as `nianbao correct` writes them: to the file first, then into force, while no other command writes. */
export function createEditor(options: ServeOptions): Editor {
  return {
    correct: async (correction) => {
      try {
        await correct(toJob(correction, options));
      } catch (error) {
        if (error instanceof Error && TOLD.has(error.name)) throw new Refusal(error.message);
        throw error;
      }
    },
  };
}

function toJob({ reportId, cell, value, reason, by }: GivenCorrection, options: ServeOptions) {
  const how = value === undefined ? { remove: true as const } : { reason };
  return {
    report: String(reportId),
    cell,
    value,
    options: { ...options, ...how, ...(by !== undefined && { by }) },
  };
}
