import { type Archive, openArchive } from "../store/archive.ts";
import { hasRun, type LoggedFetch, listFetches } from "../store/fetch-log.ts";
import type { Store } from "../store/store.ts";
import { ArchiveError } from "../store/store-error.ts";
import { listOutdated, type Manifest, type Origin, stageManifest } from "./manifest.ts";
import { MANIFEST_NAME } from "./relation-files.ts";
import { type ExportWatch, inBatches } from "./row-progress.ts";
import { type StagedFiles, writeFolder } from "./staged-files.ts";
import { toSurt } from "./surt.ts";
import { SyncFile } from "./sync-file.ts";
import {
  type AnswerRecord,
  carriesBody,
  targetOf,
  toAnswerRecord,
  toMetadataRecord,
} from "./warc-fetch.ts";
import { MAX_WARC_BYTES, type RecordPlace, WarcFiles } from "./warc-files.ts";
import { toHeaderLines } from "./warc-record.ts";
import { ExportError } from "./whole-file.ts";

export interface WarcOptions {
  readonly origin: Origin;
  readonly watch: ExportWatch;
  /** Folder of the archived documents. */
  readonly archive: string;
  /** Undefined: every run. */
  readonly runId: number | undefined;
  /** Bytes after which another file is begun; for tests. */
  readonly maxBytes?: number;
}

const INDEX_NAME = "index.cdxj";

/**
 * Writes the archive as WARC 1.1 into a folder: `nianbao-00001.warc.gz` and so on, each record compressed by itself, in the
 * order of their addresses, and `index.cdxj`. A document that is missing or damaged is named in a metadata record and
 * counted as `missing_documents`. The same database and archive give the same bytes.
 */
export async function exportWarc(
  store: Store,
  folder: string,
  options: WarcOptions,
): Promise<Manifest> {
  const { origin, runId } = options;
  if (runId !== undefined && !hasRun(store, runId)) {
    throw new ExportError(`there is no run ${runId}: nianbao status tells which there are`);
  }
  return await writeFolder(
    folder,
    async (files) => {
      const counts = await writeRecords(store, files, options);
      const missing = counts.missing_documents;
      const notes =
        missing === 0 ? [] : [`${missing} documents are missing or damaged in the archive`];
      return await stageManifest(store, files, MANIFEST_NAME, origin, {
        format: "warc",
        counts,
        notes,
      });
    },
    (files) => listOutdated(files, MANIFEST_NAME),
  );
}

interface Counts {
  responses: number;
  revisits: number;
  resources: number;
  conversions: number;
  metadata: number;
  missing_documents: number;
}

const COUNTED = {
  response: "responses",
  revisit: "revisits",
  resource: "resources",
  conversion: "conversions",
} as const satisfies Record<AnswerRecord["kind"], keyof Counts>;

async function writeRecords(
  store: Store,
  files: StagedFiles,
  { origin, watch, archive: archiveFolder, runId, maxBytes = MAX_WARC_BYTES }: WarcOptions,
): Promise<Record<string, number>> {
  const counts = {
    responses: 0,
    revisits: 0,
    resources: 0,
    conversions: 0,
    metadata: 0,
    missing_documents: 0,
  };
  const archive = openArchive(archiveFolder);
  const index = new SyncFile(files.stage(INDEX_NAME));
  const date = origin.dataAsOf ?? "1970-01-01T00:00:00Z";
  const describe = (fileName: string) => describeFile(fileName, origin, runId);
  const warc = new WarcFiles(files, { maxBytes, describe, date });
  try {
    for await (const batch of inBatches("requests", toRows(store, runId), watch)) {
      for (const [fetch] of batch) {
        const { body, missing } = await readBody(archive, fetch);
        const answer = toAnswerRecord(fetch, body);
        if (answer !== undefined) {
          index.writeText(toIndexLine(fetch, answer, warc.write(answer)));
          counts[COUNTED[answer.kind]] += 1;
        }
        warc.write(toMetadataRecord(fetch, answer, missing));
        counts.metadata += 1;
        if (missing !== undefined) counts.missing_documents += 1;
      }
    }
    warc.end();
  } finally {
    warc.close();
    index.close();
  }
  return counts;
}

function* toRows(store: Store, runId: number | undefined): Generator<readonly [LoggedFetch], void> {
  for (const fetch of listFetches(store, runId, toSurt)) yield [fetch];
}

async function readBody(
  archive: Archive,
  fetch: LoggedFetch,
): Promise<{ readonly body?: Uint8Array; readonly missing?: string }> {
  if (!carriesBody(fetch) || fetch.documentSha256 === null) return {};
  try {
    return { body: await archive.get(fetch.documentSha256) };
  } catch (error) {
    if (error instanceof ArchiveError) return { missing: fetch.documentSha256 };
    throw error;
  }
}

/** "2026-01-05T00:00:01.000Z" without what is not a digit */
const NO_DIGIT = /\D/gu;
const TIMESTAMP_DIGITS = 14;

/** `cn,gov,a)/nb 20260105000001 {"url": …}` */
function toIndexLine(fetch: LoggedFetch, answer: AnswerRecord, place: RecordPlace): string {
  const url = targetOf(fetch);
  const timestamp = fetch.requestedAt.replace(NO_DIGIT, "").slice(0, TIMESTAMP_DIGITS);
  const entry = {
    url,
    mime: answer.kind === "revisit" ? "warc/revisit" : answer.mime,
    ...(answer.status === undefined ? {} : { status: String(answer.status) }),
    digest: answer.digest,
    length: String(place.length),
    offset: String(place.offset),
    filename: place.fileName,
  };
  return `${toSurt(url)} ${timestamp} ${JSON.stringify(entry)}\n`;
}

function describeFile(fileName: string, origin: Origin, runId: number | undefined): string {
  return toHeaderLines({
    software: `nianbao/${origin.version}`,
    format: "WARC File Format 1.1",
    conformsTo: "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    isPartOf: fileName,
    robots: "obey",
    description: `${runId === undefined ? "every run" : `run ${runId}`} of ${origin.database}, data as of ${origin.dataAsOf ?? "no run yet"}${origin.filter.map((condition) => `, ${condition}`).join("")}. Bodies are archived after content decoding, and of the answers' headers those that matter were kept: Content-Encoding and Content-Length as received are called X-Archive-Orig-*. Redirects were followed; the address asked is requestedUri in the metadata record. A page after its scripts is a conversion record of the page as received.`,
  });
}
