import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forms } from "../../src/model/forms/forms.ts";
import type { PictureFetch } from "../../src/model/visit.ts";
import { readDocument } from "../../src/pipeline.ts";
import { type Archive, openArchive } from "../../src/store/archive.ts";
import { putSources } from "../../src/store/frontier.ts";
import { openStore } from "../../src/store/open-store.ts";
import { finishRun, startRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";

/** A document to be stored as a crawl would. */
export interface GivenDocument {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly agency: string;
  readonly year: number;
  /** Those of a page that were archived with it, by their addresses as written. */
  readonly pictures?: Readonly<Record<string, Uint8Array>>;
}

/** A database and an archive in a folder of their own, with what was put there. */
export interface Shelf {
  readonly database: string;
  readonly archiveFolder: string;
  readonly writer: Store;
  readonly archive: Archive;
  /** Reads, archives and stores a document; the number of its report. */
  put(document: GivenDocument): Promise<number>;
  close(): void;
}

const PARSER = "0.1.0";
export const SOURCE = "qingshi";
export const DIVISION = "990123";

/** An empty shelf with one source, which should have given 2023 and 2024 of 青石县水务局. */
export function openShelf(): Shelf {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-serve-"));
  const database = join(folder, "nianbao.sqlite");
  const archiveFolder = join(folder, "archive");
  const writer = openStore(database, { mode: "write", forms: [...forms.values()] });
  const archive = openArchive(archiveFolder);
  const run = startRun({
    command: "crawl",
    arguments: ["--since", "2022"],
    parserVersion: PARSER,
    startedAt: "2026-01-05T00:00:00.000Z",
  });
  putSources(writer, [
    {
      id: SOURCE,
      start: ["http://www.qingshi.example/"],
      agencies: [{ name: "青石县水务局", divisionCode: DIVISION }],
      years: { first: 2023, last: 2024 },
      adapter: "auto",
      render: "auto",
      intervalMs: 1_000,
      concurrency: 1,
      enabled: true,
    },
  ]);
  finishRun(writer, run, {
    finishedAt: "2026-01-05T00:10:00.000Z",
    outcome: "done",
    summary: { reports: 0 },
  });
  return {
    database,
    archiveFolder,
    writer,
    archive,
    put: async (document) => {
      const { sha256 } = await archive.put(document.bytes);
      const url = `http://www.qingshi.example/${sha256.slice(0, 8)}`;
      const { outcome } = await readDocument(document.bytes, {
        contentType: document.contentType,
        url,
        agency: document.agency,
        divisionCode: DIVISION,
        linkText: `${document.agency}${document.year}年政府信息公开工作年度报告`,
      });
      if (outcome.kind !== "report") throw new Error(`no report was read: ${outcome.reason}`);
      const settled = settle(
        writer,
        run,
        {
          sourceId: SOURCE,
          address: undefined,
          fetch: {
            requestedUrl: url,
            finalUrl: url,
            requestedAt: "2026-01-05T00:00:01.000Z",
            httpStatus: 200,
            headers: { "content-type": document.contentType },
            outcome: "fetched",
            reason: undefined,
          },
          document: {
            sha256,
            byteLength: document.bytes.length,
            contentType: document.contentType,
          },
          outcome,
          found: [],
          state: "done",
          pictures: await toFetches(document.pictures ?? {}, archive),
        },
        PARSER,
      );
      return settled.reportId ?? 0;
    },
    close: () => {
      writer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function toFetches(
  pictures: Readonly<Record<string, Uint8Array>>,
  archive: Archive,
): Promise<PictureFetch[]> {
  const fetches: PictureFetch[] = [];
  for (const [source, bytes] of Object.entries(pictures)) {
    const { sha256 } = await archive.put(bytes);
    const url = `http://www.qingshi.example/${source}`;
    fetches.push({
      source,
      fetch: {
        requestedUrl: url,
        finalUrl: url,
        requestedAt: "2026-01-05T00:00:02.000Z",
        httpStatus: 200,
        headers: {},
        outcome: "fetched",
        reason: undefined,
      },
      document: { sha256, byteLength: bytes.length, contentType: "image/png" },
    });
  }
  return fetches;
}
