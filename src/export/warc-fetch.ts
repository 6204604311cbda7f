import { STATUS_CODES } from "node:http";
import type { LoggedFetch } from "../store/fetch-log.ts";
import { toHeaderLines, toRecordId, type WarcHeaders, type WarcRecord } from "./warc-record.ts";

/** A record of what was answered, and what the index says of it. */
export interface AnswerRecord extends WarcRecord {
  readonly kind: "response" | "revisit" | "resource" | "conversion";
  readonly mime: string;
  readonly status: number | undefined;
  readonly digest: string;
}

const SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
const NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

/** Headers about how the body was packed on its way: it is archived unpacked, so they would be false here. */
const OF_THE_WIRE = new Set(["content-encoding", "content-length", "transfer-encoding"]);

export function targetOf({ finalUrl, requestedUrl }: LoggedFetch): string {
  return finalUrl ?? requestedUrl;
}

/** True if the fetch is the one whose record carries the document's bytes. */
export function carriesBody(fetch: LoggedFetch): boolean {
  return fetch.outcome === "fetched" && fetch.first?.fetchId === fetch.fetchId;
}

/**
 * What a fetch was answered as a record: a document, or a note that it is one already written. Undefined where nothing is
 * archived of the answer.
 * @param body of the document, for a fetch that carries it
 */
export function toAnswerRecord(
  fetch: LoggedFetch,
  body: Uint8Array | undefined,
): AnswerRecord | undefined {
  if (fetch.documentSha256 === null || fetch.first === null) return undefined;
  if (body !== undefined) return toBodyRecord(fetch, body, `sha256:${fetch.documentSha256}`);
  const isKnown = fetch.outcome === "unchanged" || fetch.first.fetchId !== fetch.fetchId;
  return isKnown ? toRevisit(fetch, fetch.first, `sha256:${fetch.documentSha256}`) : undefined;
}

function toBodyRecord(fetch: LoggedFetch, body: Uint8Array, digest: string): AnswerRecord {
  const mime = mimeOf(fetch);
  const common = { ...startHeaders(fetch, kindOf(fetch)), "WARC-Payload-Digest": digest };
  if (fetch.receivedFetchId !== null) {
    const headers: WarcHeaders = {
      ...common,
      "WARC-Refers-To": answerId(fetch.receivedFetchId),
      "Content-Type": fetch.contentType ?? mime,
    };
    return { kind: "conversion", headers, block: body, mime, status: undefined, digest };
  }
  if (fetch.httpStatus === null) {
    const headers = { ...common, "Content-Type": fetch.contentType ?? mime };
    return { kind: "resource", headers, block: body, mime, status: undefined, digest };
  }
  return {
    kind: "response",
    headers: { ...common, "Content-Type": "application/http; msgtype=response" },
    block: Buffer.concat([toHttpHead(fetch, fetch.httpStatus, body.length), body]),
    mime,
    status: fetch.httpStatus,
    digest,
  };
}

function toRevisit(
  fetch: LoggedFetch,
  first: NonNullable<LoggedFetch["first"]>,
  digest: string,
): AnswerRecord {
  const headers: WarcHeaders = {
    ...startHeaders(fetch, "revisit"),
    "WARC-Payload-Digest": digest,
    "WARC-Profile": fetch.outcome === "unchanged" ? NOT_MODIFIED : SAME_PAYLOAD,
    "WARC-Refers-To": answerId(first.fetchId),
    "WARC-Refers-To-Target-URI": first.url,
    "WARC-Refers-To-Date": first.at,
    "Content-Type": "application/http; msgtype=response",
  };
  const status = fetch.httpStatus ?? undefined;
  const block = status === undefined ? new Uint8Array(0) : toHttpHead(fetch, status, undefined);
  return { kind: "revisit", headers, block, mime: mimeOf(fetch), status, digest };
}

function kindOf(fetch: LoggedFetch): AnswerRecord["kind"] {
  if (fetch.receivedFetchId !== null) return "conversion";
  return fetch.httpStatus === null ? "resource" : "response";
}

function startHeaders(fetch: LoggedFetch, kind: AnswerRecord["kind"]): WarcHeaders {
  return {
    "WARC-Type": kind,
    "WARC-Record-ID": answerId(fetch.fetchId),
    "WARC-Date": fetch.requestedAt,
    "WARC-Target-URI": targetOf(fetch),
  };
}

function answerId(fetchId: number): string {
  return toRecordId("answer", fetchId);
}

/** The headers that were kept. Of those of the wire the name says that they were the original's. */
function toHttpHead(fetch: LoggedFetch, status: number, length: number | undefined): Buffer {
  const kept = Object.entries(fetch.headers).map(([name, value]) => [
    OF_THE_WIRE.has(name) ? `x-archive-orig-${name}` : name,
    value,
  ]);
  const headers: WarcHeaders = {
    ...Object.fromEntries(kept),
    "content-length": length === undefined ? undefined : String(length),
  };
  const reason = STATUS_CODES[status] ?? "";
  return Buffer.from(`HTTP/1.1 ${status} ${reason}\r\n${toHeaderLines(headers)}\r\n`);
}

/** What is known of the request beside its answer; the whole story where nothing came. */
export function toMetadataRecord(
  fetch: LoggedFetch,
  answer: AnswerRecord | undefined,
  missing?: string,
): WarcRecord {
  const fields: WarcHeaders = {
    fetchId: String(fetch.fetchId),
    runId: String(fetch.runId),
    sourceId: fetch.sourceId ?? undefined,
    outcome: fetch.outcome,
    reason: fetch.reason ?? undefined,
    httpStatus: fetch.httpStatus?.toString(),
    requestedUri: fetch.requestedUrl === targetOf(fetch) ? undefined : fetch.requestedUrl,
    fetchTimeMs: fetch.durationMs?.toString(),
    missingDocument: missing,
  };
  return {
    headers: {
      "WARC-Type": "metadata",
      "WARC-Record-ID": toRecordId("metadata", fetch.fetchId),
      "WARC-Date": fetch.requestedAt,
      "WARC-Target-URI": targetOf(fetch),
      "WARC-Concurrent-To": answer === undefined ? undefined : answerId(fetch.fetchId),
      "Content-Type": "application/warc-fields",
    },
    block: Buffer.from(toHeaderLines(fields)),
  };
}

function mimeOf({ contentType, headers }: LoggedFetch): string {
  const declared = contentType ?? headers["content-type"] ?? "application/octet-stream";
  const [mime = ""] = declared.split(";");
  return mime.trim().toLowerCase() || "application/octet-stream";
}
