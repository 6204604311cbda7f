import { createReadStream, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { getSurt, WARCParser } from "warcio";
import { toSurt } from "../../src/export/surt.ts";
import { exportWarc } from "../../src/export/warc.ts";
import type { Visit } from "../../src/model/visit.ts";
import { openArchive } from "../../src/store/archive.ts";
import { finishRun } from "../../src/store/run.ts";
import { settle } from "../../src/store/settle.ts";
import type { Store } from "../../src/store/store.ts";
import { PARSER, sampleRun, sampleVisit } from "../store/sample-data.ts";
import { temporaryFolder, temporaryStore } from "../store/temporary.ts";
import { originOf, UNWATCHED } from "./export-options.ts";

const PAGE = Buffer.from("<p>清石县 2024</p>");
const OTHER = { kind: "other", page: "list", reason: "a list of links" } as const;
const FILE = Buffer.from([0, 13, 10, 13, 10, 255]);

/** Two runs: a page and the same bytes elsewhere, a file from disk, an address that is gone; then "not modified". */
async function crawledStore(archiveFolder: string): Promise<Store> {
  const store = temporaryStore();
  const archive = openArchive(archiveFolder);
  const page = (await archive.put(PAGE)).sha256;
  const file = (await archive.put(FILE)).sha256;
  const first = sampleRun();
  const put = (run: ReturnType<typeof sampleRun>, url: string, changes: Partial<Visit>) => {
    const visit = sampleVisit({ url, outcome: OTHER });
    settle(store, run, { ...visit, ...changes }, PARSER);
  };
  const bytes = (sha256: string, byteLength: number, contentType = "text/html; charset=utf-8") => ({
    document: { sha256, byteLength, contentType },
  });
  const fetched = (url: string, changes: Partial<Visit["fetch"]> = {}) => ({
    fetch: { ...sampleVisit({ url }).fetch, ...changes },
  });
  const url = "http://www.b.example/nb/?b=2&a=1";
  put(first, url, {
    ...bytes(page, PAGE.length),
    ...fetched(url, {
      finalUrl: "http://www.b.example/nb/index.html",
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
        "content-length": "7",
        server: "a\r\nb",
      },
    }),
  });
  put(first, "http://a.example/same", bytes(page, PAGE.length));
  put(first, "file:///reports/a.pdf", {
    ...bytes(file, FILE.length, "application/pdf"),
    ...fetched("file:///reports/a.pdf", { httpStatus: undefined, headers: {} }),
  });
  const gone = { httpStatus: 404, outcome: "gone", reason: "the server answered 404" } as const;
  put(first, "http://a.example/gone", {
    ...fetched("http://a.example/gone", gone),
    document: undefined,
    outcome: undefined,
    state: "gone",
  });
  const end = { finishedAt: "2026-01-05T01:00:00.000Z", outcome: "done", summary: {} } as const;
  finishRun(store, first, end);
  const second = sampleRun("2026-02-05T00:00:00.000Z");
  put(second, "http://a.example/same", {
    ...fetched("http://a.example/same", {
      outcome: "unchanged",
      httpStatus: 304,
      requestedAt: "2026-02-05T00:00:01.000Z",
    }),
    document: undefined,
    outcome: undefined,
  });
  return store;
}

interface ReadRecord {
  readonly type: string | null;
  readonly url: string | null | undefined;
  readonly status: number | undefined;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

async function readRecords(path: string, start = 0, end?: number): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  const stream = createReadStream(path, { start, ...(end === undefined ? {} : { end }) });
  for await (const record of new WARCParser(stream)) {
    const body = Buffer.from(await record.readFully(false));
    records.push({
      type: record.warcType,
      url: record.warcTargetURI,
      status: record.httpHeaders?.statusCode as number | undefined,
      headers: new Map(
        [
          ...record.warcHeaders.headers.entries(),
          ...(record.httpHeaders?.headers.entries() ?? []),
        ].map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body,
    });
  }
  return records;
}

function exported(
  store: Store,
  archive: string,
  changes: { runId?: number; maxBytes?: number } = {},
) {
  const folder = temporaryFolder();
  const options = {
    origin: originOf(store),
    watch: UNWATCHED,
    archive,
    runId: undefined,
    ...changes,
  };
  return exportWarc(store, folder, options).then((manifest) => ({ folder, manifest }));
}

test("a WARC reader finds every answer with its body, its headers and its address", async () => {
  const archive = temporaryFolder();
  const store = await crawledStore(archive);
  const { folder, manifest } = await exported(store, archive);
  expect(manifest.counts).toEqual({
    responses: 1,
    revisits: 2,
    resources: 1,
    conversions: 0,
    metadata: 5,
    missing_documents: 0,
  });
  const records = await readRecords(join(folder, "nianbao-00001.warc.gz"));
  expect(records[0]?.type).toBe("warcinfo");
  expect(String(records[0]?.body)).toContain("format: WARC File Format 1.1");
  const response = records.find(({ type }) => type === "response");
  expect(response?.url).toBe("http://www.b.example/nb/index.html");
  expect(response?.body.equals(PAGE)).toBe(true);
  const told = response?.headers;
  expect(told?.get("x-archive-orig-content-encoding")).toBe("gzip");
  expect(told?.has("content-encoding")).toBe(false);
  expect(told?.get("server")).toBe("a b");
  const resource = records.find(({ type }) => type === "resource");
  expect(resource).toMatchObject({ url: "file:///reports/a.pdf", body: FILE });
  const revisits = records.filter(({ type }) => type === "revisit");
  expect(revisits.map(({ headers }) => headers.get("warc-profile")?.split("/").at(-1))).toEqual([
    "identical-payload-digest",
    "server-not-modified",
  ]);
  for (const { headers } of revisits) {
    expect(headers.get("warc-refers-to")).toBe(response?.headers.get("warc-record-id"));
  }
  const stories = records.filter(({ type }) => type === "metadata").map(({ body }) => String(body));
  expect(stories.filter((story) => story.includes("outcome: gone"))).toHaveLength(1);
  expect(stories.join()).toContain("requestedUri: http://www.b.example/nb/?b=2&a=1");
});

test("the index is sorted, and leads to each record in its file", async () => {
  const archive = temporaryFolder();
  const { folder, manifest } = await exported(await crawledStore(archive), archive, {
    maxBytes: 1_500,
  });
  const warcs = readdirSync(folder).filter((name) => name.endsWith(".warc.gz"));
  expect(warcs.length).toBeGreaterThan(1);
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(["index.cdxj", ...warcs]);
  const lines = readFileSync(join(folder, "index.cdxj"), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(4);
  expect(lines).toEqual([...lines].sort());
  expect(lines[0]).toMatch(/^example,a\)\/same 20260105000001 \{"url":"http:\/\/a\.example\/same"/);
  for (const line of lines) {
    const { url, filename, offset, length } = JSON.parse(line.slice(line.indexOf("{")));
    const start = Number(offset);
    const [record, other] = await readRecords(
      join(folder, filename),
      start,
      start + Number(length) - 1,
    );
    expect(record?.url).toBe(url);
    expect(other).toBeUndefined();
  }
});

test("one run comes with the earlier answers that its own speak of", async () => {
  const archive = temporaryFolder();
  const store = await crawledStore(archive);
  const { folder, manifest } = await exported(store, archive, { runId: 2 });
  expect(manifest.counts).toMatchObject({ responses: 1, revisits: 1, metadata: 2 });
  const records = await readRecords(join(folder, "nianbao-00001.warc.gz"));
  const response = records.find(({ type }) => type === "response");
  expect(response?.url).toBe("http://a.example/same");
  expect(response?.body.equals(PAGE)).toBe(true);
  await expect(exported(store, archive, { runId: 7 })).rejects.toThrow("there is no run 7");
});

test("a document that the archive lacks is named and counted, and the rest is written", async () => {
  const store = await crawledStore(temporaryFolder());
  const { folder, manifest } = await exported(store, temporaryFolder());
  expect(manifest.counts).toMatchObject({ responses: 0, missing_documents: 2 });
  expect(manifest.notes).toEqual(["2 documents are missing or damaged in the archive"]);
  const records = await readRecords(join(folder, "nianbao-00001.warc.gz"));
  expect(records.map(({ body }) => String(body)).join()).toContain("missingDocument: ");
});

test.each([
  "http://www.qingshi.gov.cn/A/b?d=1&c=2",
  "https://www2.qingshi.gov.cn:8443/",
  "http://10.0.0.1/x%20y",
  "file:///a/b.pdf",
])("%s has the sort key that others give it", (url) => {
  expect(toSurt(url)).toBe(getSurt(url));
});
