/**
 * Reads the same bytes again and again in one thread: `nianbao` or `cheerio`, pages of the sample sites; or, with the
 * path of an archive, every document in it once.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "cheerio";
import { readDocument } from "../../dist/pipeline.js";
import { makeSites } from "./sites.ts";

export interface PassResult {
  readonly documents: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface Page {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const PASSES = 4;
const PAGES_OF_HOST = 6;

const [task, archive] = process.argv.slice(2);
const results =
  archive === undefined
    ? await measurePages(task === "cheerio" ? parseWithCheerio : read)
    : [await measurePass(readArchive(archive), read)];
process.stdout.write(JSON.stringify(results));

type Work = (page: Page) => void | Promise<void>;

async function measurePages(work: Work): Promise<PassResult[]> {
  const pages = makePages();
  const passes: PassResult[] = [];
  while (passes.length < PASSES) passes.push(await measurePass(pages, work));
  return passes;
}

async function measurePass(pages: readonly Page[], work: Work): Promise<PassResult> {
  const begunMs = performance.now();
  const begunCpu = process.cpuUsage();
  for (const page of pages) await work(page);
  const { user, system } = process.cpuUsage(begunCpu);
  const wallMs = performance.now() - begunMs;
  return { documents: pages.length, wallMs, cpuMs: (user + system) / 1000 };
}

async function read({ bytes, contentType }: Page): Promise<void> {
  const { outcome } = await readDocument(bytes, {
    contentType,
    url: "http://a.example/zwgk/zfxxgknb/1.html",
    agency: undefined,
    divisionCode: "990101",
    linkText: undefined,
  });
  if (outcome.kind === "failed") throw new Error(outcome.reason);
}

/** cheerio takes bytes for UTF-8; its work is that of any other page all the same. */
function parseWithCheerio({ bytes }: Page): void {
  load(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function makePages(): Page[] {
  return makeSites(2_000).flatMap((site) =>
    site.reportPaths.slice(0, PAGES_OF_HOST).map((path) => {
      const page = site.pageAt(path);
      if (page === undefined) throw new Error(`${site.name} has no page ${path}`);
      return { bytes: page.body, contentType: page.contentType };
    }),
  );
}

function readArchive(folder: string): Page[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      bytes: readFileSync(join(entry.parentPath, entry.name)),
      contentType: "text/html",
    }));
}
