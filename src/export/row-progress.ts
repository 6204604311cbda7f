import { setImmediate } from "node:timers/promises";

/** The export was stopped before it was whole; nothing was replaced. */
export class ExportStopped extends Error {
  override readonly name = "ExportStopped";
}

/** Where an export says how far it is, and is told to stop. */
export interface ExportWatch {
  /** Called for every thousand rows, with the relation they belong to. */
  readonly onRows: (what: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** Rows between two looks at the world. */
const STRETCH = 1_000;

/** The rows, in batches that are neither long nor wide; between them signals and timers have their turn. */
export async function* inBatches<Row extends readonly unknown[]>(
  what: string,
  rows: Iterable<Row>,
  watch: ExportWatch,
): AsyncGenerator<Row[], void> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < STRETCH) continue;
    yield batch;
    batch = [];
    watch.onRows(what);
    await setImmediate();
    if (watch.signal?.aborted) throw new ExportStopped("stopped before the export was whole");
  }
  if (batch.length > 0) yield batch;
}
