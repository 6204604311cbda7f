import type { Condition } from "../report-filter.ts";
import type { Store } from "../store.ts";
import { sqliteCode } from "../store-error.ts";
import {
  COUNTS,
  type CoverageCell,
  type CoverageFilter,
  type Grouping,
  HELD,
  KEYS,
  type SlotState,
  toCondition,
  wanting,
} from "./coverage-slots.ts";
import { Recall } from "./recall.ts";

/** A page of the grid with what all of it amounts to. */
export interface CoverageGrid {
  readonly totals: Readonly<Record<SlotState, number>>;
  readonly years: readonly number[];
  /** Lines of the whole grid. */
  readonly lines: number;
  /** Cells of the lines of the page, in order. */
  readonly cells: readonly CoverageCell[];
  /** When what is shown was looked up, ISO 8601, UTC. */
  readonly asOf: string;
  /** Sources whose missing reports are not worked out yet. */
  readonly openSources: number;
}

/** How much there is to be chosen from. */
export interface CoverageExtent {
  readonly agencies: number;
  /** First two digits of codes. */
  readonly provinces: readonly string[];
}

/** While a crawl goes on writing, what was looked up is shown for so many times as long as that took. */
const KEPT_TIMES = 10;
/** So long a request waits for what should exist; what is not worked out by then is told in the next. */
const PATIENCE_MS = 50;
/** Of more sources than these it would be waited in vain. */
const FEW_SOURCES = 30;

/**
 * The grid of a database, asked for again and again. What should exist is worked out source by source, which takes
 * seconds for a hundred thousand reports, into a table of this connection's own: some of it while a request waits, the
 * rest between requests. While a crawl runs it is looked up anew
 * only now and then.
 */
export class CoverageBook {
  readonly #store: Store;
  readonly #now: () => Date;
  /** Lets `work` be done once no request is in hand. */
  readonly #later: (work: () => void) => void;
  #version: number | undefined;
  #asOf = new Date(0);
  #tookMs = 0;
  /** Sources whose missing reports are still to be worked out. */
  #open: string[] = [];
  #isAtWork = false;
  /** Changes with what has been worked out. */
  #state = 0;
  readonly #grids: Recall<CoverageGrid>;
  readonly #extents: Recall<CoverageExtent>;

  constructor(store: Store, now: () => Date, later: (work: () => void) => void) {
    this.#store = store;
    this.#now = now;
    this.#later = later;
    const nowMs = () => now().getTime();
    this.#grids = new Recall(nowMs);
    this.#extents = new Recall(nowMs);
  }

  /** @param page from 0, of `size` lines */
  read(
    filter: CoverageFilter,
    grouping: Grouping,
    { page, size }: { readonly page: number; readonly size: number },
  ): CoverageGrid {
    this.#refresh();
    const key = JSON.stringify([filter, grouping, page, size]);
    if (!this.#grids.has(key, this.#state)) this.#waitForFew();
    return this.#grids.take(key, this.#state, () => this.#look(filter, grouping, { page, size }));
  }

  #waitForFew(): void {
    if (this.#open.length > FEW_SOURCES) return;
    const until = this.#now().getTime() + PATIENCE_MS;
    while (this.#open.length > 0 && this.#now().getTime() < until) this.#workOut();
  }

  #look(
    filter: CoverageFilter,
    grouping: Grouping,
    { page, size }: { readonly page: number; readonly size: number },
  ): CoverageGrid {
    const condition = toCondition(filter);
    const counted = this.#countStates(condition);
    const { lines, cells } =
      grouping === "agency"
        ? this.#readAgencies(condition, page, size)
        : this.#readDivisions(condition, grouping, page, size);
    return {
      totals: sumStates(counted),
      years: [...new Set(counted.map(({ year }) => year))].sort((left, right) => left - right),
      lines,
      cells,
      asOf: this.#asOf.toISOString(),
      openSources: this.#open.length,
    };
  }

  /** Agencies, and first digits of the codes, of everything there is. */
  extent(): CoverageExtent {
    this.#refresh();
    return this.#extents.take("", this.#state, () => this.#lookAtExtent());
  }

  #lookAtExtent(): CoverageExtent {
    const provinces = this.#store
      .sql<[], { code: string }>(
        `select distinct substr(division_code, 1, 2) as code
         from (select distinct division_code from coverage_slot)
         where division_code is not null order by 1`,
      )
      .all();
    return {
      agencies: this.#countAgencies({ sql: "true", values: [] }),
      provinces: provinces.map(({ code }) => code),
    };
  }

  #countStates({ sql, values }: Condition): StateCount[] {
    return this.#store
      .sql<(string | number)[], StateCount>(
        `select year, state, count(*) as reports from coverage_slot where ${sql} group by year, state`,
      )
      .all(...values);
  }

  #countAgencies({ sql, values }: Condition): number {
    return (
      this.#store
        .sql<(string | number)[], { lines: number }>(
          `select count(*) as lines from
             (select distinct division_code, agency from coverage_slot where ${sql})`,
        )
        .get(...values)?.lines ?? 0
    );
  }

  /** The lines of the page by the index, and only their cells. */
  #readAgencies(condition: Condition, page: number, size: number) {
    const { sql, values } = condition;
    const cells = this.#store
      .sql<(string | number)[], CoverageCell>(
        `with line as materialized (
           select distinct division_code as line_division, agency as line_agency
           from coverage_slot where ${sql} order by division_code, agency limit ? offset ?)
         select ${KEYS.agency}, year, ${COUNTS}, min(report_id) as report_id,
           min(source_id) as source_id, min(reason) as reason
         from line cross join coverage_slot
           on division_code is line_division and agency is line_agency
         where ${sql} group by division_code, agency, year order by division_code, agency, year`,
      )
      .all(...values, size, page * size, ...values);
    return { lines: this.#countAgencies(condition), cells };
  }

  /** There are some thousand divisions at most: all of them are counted, and the page is taken. */
  #readDivisions({ sql, values }: Condition, grouping: Grouping, page: number, size: number) {
    const all = this.#store
      .sql<(string | number)[], CoverageCell>(
        `select ${KEYS[grouping]}, year, ${COUNTS}, null as report_id,
           null as source_id, null as reason
         from coverage_slot where ${sql} group by 2, year order by 2, year`,
      )
      .all(...values);
    const lines = [...new Set(all.map(({ division_code }) => division_code))];
    const shown = new Set(lines.slice(page * size, (page + 1) * size));
    const cells = all.filter(({ division_code }) => shown.has(division_code));
    return { lines: lines.length, cells };
  }

  #refresh(): void {
    const { database } = this.#store;
    const version = Number(database.pragma("data_version", { simple: true }));
    const isRecent = this.#now().getTime() - this.#asOf.getTime() < KEPT_TIMES * this.#tookMs;
    const isKept = version === this.#version || (this.#version !== undefined && isRecent);
    if (!isKept) this.#begin(version);
    this.#goOn();
  }

  #begin(version: number): void {
    const begun = this.#now().getTime();
    const { database } = this.#store;
    if (this.#version === undefined) {
      database.exec(`create temp table if not exists coverage_slot as ${HELD} limit 0;
        create index if not exists temp.coverage_line
          on coverage_slot (division_code, agency, year, state);
        create index if not exists temp.coverage_wanting on coverage_slot (source_id) where report_id is null`);
    }
    database.exec(`delete from coverage_slot where report_id is not null;
      insert into coverage_slot ${HELD}`);
    this.#open = this.#store
      .sql<[], { source_id: string }>("select source_id from source order by source_id desc")
      .all()
      .map(({ source_id }) => source_id);
    this.#version = version;
    this.#grids.clear();
    this.#extents.clear();
    this.#asOf = this.#now();
    this.#tookMs = this.#asOf.getTime() - begun;
  }

  /** One source; what was known of it before stands until then. */
  #workOut(): void {
    const source = this.#open.at(-1);
    if (source === undefined) return;
    this.#state += 1;
    this.#store
      .sql<[string], never>("delete from coverage_slot where report_id is null and source_id = ?")
      .run(source);
    this.#store
      .sql<[string], never>(`insert into coverage_slot ${wanting(" and source_id = ?")}`)
      .run(source);
    this.#open.pop();
  }

  #goOn(): void {
    if (this.#isAtWork || this.#open.length === 0) return;
    this.#isAtWork = true;
    this.#later(() => {
      this.#isAtWork = false;
      if (!this.#store.database.open) return;
      try {
        this.#workOut();
        this.#goOn();
      } catch (error) {
        // Whoever asks next is told what is wrong with the file.
        if (sqliteCode(error) === undefined) throw error;
      }
    });
  }
}

interface StateCount {
  readonly year: number;
  readonly state: SlotState;
  readonly reports: number;
}

function sumStates(counted: readonly StateCount[]): Record<SlotState, number> {
  const totals = { stored: 0, doubted: 0, failed: 0, missing: 0, not_crawled: 0 };
  for (const { state, reports } of counted) totals[state] += reports;
  return totals;
}
