/** Stores the same reports as nianbao does and as one row for each cell, in turns, and says how fast and how large. */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { forms } from "../../dist/model/forms/forms.js";
import type { PageReading } from "../../dist/model/reading.js";
import type { Report } from "../../dist/model/report.js";
import { readDocument } from "../../dist/pipeline.js";
import { openStore } from "../../dist/store/open-store.js";
import { startRun, writeInRun } from "../../dist/store/run.js";
import { settle } from "../../dist/store/settle.js";
import { makeSites } from "./sites.ts";

export interface StoreResult {
  readonly reports: number;
  readonly cells: number;
  /** Reports a second of each pass. */
  readonly speeds: readonly number[];
  readonly longSpeeds: readonly number[];
  /** Bytes a report of the tables that hold the cells. */
  readonly bytes: number;
  readonly longBytes: number;
}

type Outcome = Extract<PageReading["outcome"], { kind: "report" }>;

const REPORTS = 5_000;
const BATCH = 500;
const PASSES = 3;
const VERSION = "0.0.0";

const folder = mkdtempSync(join(tmpdir(), "nianbao-store-"));
try {
  const outcomes = await makeOutcomes();
  const ours = [];
  const long = [];
  for (let pass = 0; pass < PASSES; pass += 1) {
    ours.push(storeOurs(join(folder, `ours-${pass}.sqlite`), outcomes));
    long.push(storeLong(join(folder, `long-${pass}.sqlite`), outcomes));
  }
  const result: StoreResult = {
    reports: REPORTS,
    cells: outcomes[0]?.report.cells.length ?? 0,
    speeds: ours.map(({ speed }) => speed),
    longSpeeds: long.map(({ speed }) => speed),
    bytes: ours[0]?.bytes ?? Number.NaN,
    longBytes: long[0]?.bytes ?? Number.NaN,
  };
  process.stdout.write(JSON.stringify(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Sparse reports as they are read from printed pages, each under a name of its own; their prose is left aside. */
async function makeOutcomes(): Promise<Outcome[]> {
  const read: Extract<Outcome, { kind: "report" }>[] = [];
  for (const site of makeSites(2_000)) {
    for (const [index, path] of site.reportPaths.slice(0, 30).entries()) {
      const page = site.pageAt(path);
      if (page === undefined || index % 3 === 0) continue;
      const { outcome } = await readDocument(page.body, {
        contentType: page.contentType,
        url: `http://a.example${path}`,
        agency: undefined,
        divisionCode: "990101",
        linkText: undefined,
      });
      if (outcome.kind === "report") read.push(outcome);
    }
  }
  return Array.from({ length: REPORTS }, (_, index) => {
    const outcome = read[index % read.length];
    if (outcome === undefined) throw new Error("no page was read as a report");
    const agency = { ...outcome.report.agency, name: `第${index}局` };
    return { ...outcome, report: { ...outcome.report, agency, sections: [], claims: [] } };
  });
}

interface Pass {
  readonly speed: number;
  readonly bytes: number;
}

function storeOurs(path: string, outcomes: readonly Outcome[]): Pass {
  const store = openStore(path, { mode: "write", forms: [...forms.values()] });
  try {
    const run = startRun({
      command: "ingest",
      arguments: [],
      parserVersion: VERSION,
      startedAt: new Date().toISOString(),
    });
    const speed = inBatches(outcomes, (batch) => {
      writeInRun(store, run, () => {
        for (const outcome of batch) settle(store, run, toVisit(outcome), VERSION);
      });
    });
    return { speed, bytes: measureBytes(store.database, "version_cells", "version_trace") };
  } finally {
    store.close();
  }
}

function toVisit(outcome: Outcome): Parameters<typeof settle>[2] {
  const name = outcome.report.agency.name ?? "";
  const sha256 = createHash("sha256").update(name).digest("hex");
  const url = `http://a.example/${encodeURIComponent(name)}.html`;
  return {
    sourceId: undefined,
    address: undefined,
    fetch: {
      requestedUrl: url,
      finalUrl: url,
      requestedAt: "2026-01-05T00:00:00.000Z",
      httpStatus: 200,
      headers: { "content-type": "text/html" },
      outcome: "fetched",
      reason: undefined,
    },
    document: { sha256, byteLength: 100_000, contentType: "text/html" },
    outcome,
    found: [],
    state: "done",
  };
}

function storeLong(path: string, outcomes: readonly Outcome[]): Pass {
  const database = new Database(path);
  try {
    database.pragma("journal_mode = wal");
    database.pragma("synchronous = full");
    database.exec(`
      create table report (report_id integer primary key, agency text, year integer);
      create table cell (report_id integer, ordinal integer, value real, status text, raw text, locator text,
        primary key (report_id, ordinal)) without rowid`);
    const insertReport = database.prepare("insert into report (agency, year) values (?, ?)");
    const insertCell = database.prepare("insert into cell values (?, ?, ?, ?, ?, ?)");
    const insert = ({ agency, year, cells }: Report): void => {
      const { lastInsertRowid } = insertReport.run(agency.name, year);
      cells.forEach(({ value, status, raw, locator }, ordinal) => {
        insertCell.run(lastInsertRowid, ordinal, value, status, raw, JSON.stringify(locator));
      });
    };
    const speed = inBatches(outcomes, (batch) => {
      database.transaction(() => {
        for (const { report } of batch) insert(report);
      })();
    });
    return { speed, bytes: measureBytes(database, "cell") };
  } finally {
    database.close();
  }
}

/** Reports a second. */
function inBatches(outcomes: readonly Outcome[], write: (batch: readonly Outcome[]) => void) {
  const begunMs = performance.now();
  for (let start = 0; start < outcomes.length; start += BATCH) {
    write(outcomes.slice(start, start + BATCH));
  }
  return (outcomes.length / (performance.now() - begunMs)) * 1000;
}

/** Whole pages of the file, what is free in them included. */
function measureBytes(database: Database.Database, ...tables: readonly string[]): number {
  const bytes = database
    .prepare<[string], number>(
      "select sum(pgsize) from dbstat where name in (select value from json_each(?))",
    )
    .pluck()
    .get(JSON.stringify(tables));
  return (bytes ?? Number.NaN) / REPORTS;
}
