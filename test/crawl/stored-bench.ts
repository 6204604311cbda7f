import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/crawl/clock.ts";
import { type CrawlOptions, crawlSources } from "../../src/crawl/crawl.ts";
import type { CrawlEvent } from "../../src/crawl/crawl-event.ts";
import type { CrawlSummary } from "../../src/crawl/crawl-summary.ts";
import type { CrawlEffects } from "../../src/crawl/effects.ts";
import { decodeText } from "../../src/decode/charset.ts";
import { forms } from "../../src/model/forms/forms.ts";
import type { Source } from "../../src/model/source.ts";
import { readDocument } from "../../src/pipeline.ts";
import { openArchive } from "../../src/store/archive.ts";
import { beginRound, nextAddress, putSources } from "../../src/store/frontier.ts";
import { openStore } from "../../src/store/open-store.ts";
import { listDocumentsToRead, storeReading } from "../../src/store/reparse.ts";
import { recordRun, startRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import { countReportsOf } from "../../src/store/status.ts";
import type { Store } from "../../src/store/store.ts";
import type { SampleSite } from "../sample/site.ts";
import { createTestRequester, toSource } from "./bench.ts";

/** A crawl into a real database and archive, read by the real pipeline. */
export interface StoredBench {
  readonly store: Store;
  readonly archiveFolder: string;
  /** Of the last crawl. */
  readonly events: CrawlEvent[];
  crawl(sources: readonly Source[], options?: CrawlOptions): Promise<CrawlSummary>;
  /** Reads every archived document again, as `nianbao reparse` does. */
  reparse(): Promise<void>;
  /** Rows of every table by its name. */
  countRows(): Record<string, number>;
  /** Every row of a query as an array. */
  select(sql: string): unknown[];
  close(): Promise<void>;
}

const version = "1.0.0";
const commonRun = { arguments: [], parserVersion: version, startedAt: "2026-01-05T00:00:00.000Z" };

/** @param effects beside the real ones */
export function createStoredBench(
  effects: Partial<
    Pick<CrawlEffects, "readPictures" | "renderer" | "requester" | "clock" | "robotsCache">
  > = {},
): StoredBench {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-crawl-"));
  const archiveFolder = join(folder, "archive");
  const path = join(folder, "nianbao.sqlite");
  const store = openStore(path, { mode: "write", forms: [...forms.values()] });
  const archive = openArchive(archiveFolder);
  const requester = createTestRequester("allowed");
  const events: CrawlEvent[] = [];
  const select = (sql: string) => store.database.prepare(sql).raw().all();
  return {
    store,
    archiveFolder,
    events,
    select,
    async crawl(sources, options = {}) {
      events.length = 0;
      store.addressesInHand.clear();
      const words = toWords(options, effects);
      const run = startRun({ ...commonRun, command: "crawl", arguments: words });
      putSources(store, sources);
      recordRun(store, run);
      const retry = { baseDelayMs: 10, ...options.retry };
      return crawlSources(
        sources,
        { ...options, retry },
        {
          frontier: {
            beginRound: (source, round) => void beginRound(store, source, round),
            nextAddress: (sourceId) => nextAddress(store, sourceId),
            settle: (visit) => settle(store, run, visit, version),
            countReports: (sourceId) => countReportsOf(store, sourceId),
          },
          archive,
          read: (bytes, context) => readDocument(bytes, context),
          toText: (bytes, contentType) => decodeText(bytes, contentType).text,
          clock: systemClock,
          requester,
          onEvent: (event) => events.push(event),
          ...effects,
        },
      );
    },
    async reparse() {
      const run = startRun({ ...commonRun, command: "reparse" });
      for (const document of listDocumentsToRead(store)) {
        const { outcome } = await readDocument(
          await archive.get(document.sha256),
          document.context,
        );
        storeReading(store, run, document, outcome, version);
      }
    },
    countRows: () =>
      Object.fromEntries(
        store.database
          .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'")
          .all()
          .map(({ name }) => [
            name,
            Number(store.database.prepare(`select count(*) from ${name}`).pluck().get()),
          ]),
      ),
    async close() {
      store.close();
      await requester.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The command line that would crawl so. */
function toWords({ sinceYear }: CrawlOptions, { readPictures }: Partial<CrawlEffects>): string[] {
  const since = sinceYear === undefined ? [] : ["--since", String(sinceYear)];
  return ["crawl", ...since, ...(readPictures === undefined ? [] : ["--ocr"])];
}

/** The sources of a sample site that a portal serves. */
export function listSampleSources(site: SampleSite, baseUrl: string): Source[] {
  return site.sources(baseUrl).map(({ id, agency, division_code: divisionCode, start }) => ({
    ...toSource(id, ""),
    start,
    divisionCode,
    ...(agency !== undefined && { agency }),
  }));
}
