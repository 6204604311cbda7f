import type { FetchOutcome } from "../model/fetch.ts";
import type { Settled, Visit } from "../model/visit.ts";
import type { SourceState, SourceSummary } from "./crawl-summary.ts";
import type { LeftLink } from "./discover.ts";

/** More kinds of notes than this say nothing that the first ones do not. */
const maxNotes = 20;

/** Counts what becomes of one source's addresses; nothing of the pages themselves is kept. */
export class Tally {
  readonly #sourceId: string;
  readonly #outcomes: Record<FetchOutcome, number> = {
    fetched: 0,
    unchanged: 0,
    gone: 0,
    refused: 0,
    too_large: 0,
    unreachable: 0,
    server_error: 0,
  };
  readonly #changes: Record<Settled["change"], number> = {
    new_report: 0,
    new_version: 0,
    unchanged: 0,
    none: 0,
  };
  readonly #left = new Map<string, number>();
  readonly #notes: string[];
  #unreadable = 0;
  #listedReports = 0;
  #failuresInARow = 0;
  #lastFailure: string | undefined;

  constructor(sourceId: string, notes: readonly string[]) {
    this.#sourceId = sourceId;
    this.#notes = [...notes];
  }

  get pages(): number {
    return Object.values(this.#outcomes).reduce((sum, count) => sum + count, 0);
  }

  /** Documents that came, or are known to stand unchanged. */
  get documents(): number {
    return this.#outcomes.fetched + this.#outcomes.unchanged;
  }

  /** Reports that came in this crawl, new or known. */
  get reports(): number {
    return this.#changes.new_report + this.#changes.new_version + this.#changes.unchanged;
  }

  get listedReports(): number {
    return this.#listedReports;
  }

  /** Addresses in a row whose host gave no usable answer, or a wall in the place of a page. */
  get failuresInARow(): number {
    return this.#failuresInARow;
  }

  /** What the last address that gave no document ended with. */
  get lastFailure(): string | undefined {
    return this.#lastFailure;
  }

  addVisit(visit: Visit, settled: Settled): void {
    const { outcome, reason, httpStatus } = visit.fetch;
    this.#outcomes[outcome] += 1;
    this.#changes[settled.change] += 1;
    if (visit.outcome?.kind === "failed") this.#unreadable += 1;
    // Not what robots.txt or the address guard refused: nobody was asked for that.
    const isWalled = outcome === "refused" && httpStatus !== undefined;
    const isDead = outcome === "unreachable" || outcome === "server_error" || isWalled;
    this.#failuresInARow = isDead ? this.#failuresInARow + 1 : 0;
    if (reason !== undefined) this.#lastFailure = reason;
  }

  addLeft({ reason }: LeftLink): void {
    const count = this.#left.get(reason);
    if (count === undefined && this.#left.size >= maxNotes) return;
    this.#left.set(reason, (count ?? 0) + 1);
  }

  addListedReport(): void {
    this.#listedReports += 1;
  }

  addNote(note: string): void {
    if (this.#notes.length < maxNotes) this.#notes.push(note);
  }

  toSummary(state: SourceState, reason: string | undefined): SourceSummary {
    const left = [...this.#left].map(([why, count]) => `${count} links left: ${why}`);
    return {
      sourceId: this.#sourceId,
      state,
      reason,
      pages: this.pages,
      outcomes: this.#outcomes,
      newReports: this.#changes.new_report,
      newVersions: this.#changes.new_version,
      unchangedReports: this.#changes.unchanged,
      unreadable: this.#unreadable,
      listedReports: this.#listedReports,
      notes: [...this.#notes, ...left],
    };
  }
}
