/** Fills a database with as many reports as a country's agencies publish in five years, for the workbench to be measured on. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { forms } from "../../dist/model/forms/forms.js";
import type { PageReading } from "../../dist/model/reading.js";
import { readDocument } from "../../dist/pipeline.js";
import { openArchive } from "../../dist/store/archive.js";
import { putSources } from "../../dist/store/frontier.js";
import { openStore } from "../../dist/store/open-store.js";
import { finishRun, startRun, writeInRun } from "../../dist/store/run.js";
import { settle } from "../../dist/store/settle.js";
import { organs, places } from "../../test/sample/places.ts";
import { printHtml } from "../../test/sample/print/html.ts";
import { printPage } from "../../test/sample/print/page.ts";
import { type SampleReport, sampleReport } from "../../test/sample/report.ts";

type Read = Extract<PageReading["outcome"], { kind: "report" }>;

/** A page that was read, and the report that it gave. */
interface Printed {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly outcome: Read;
}

const YEARS = [2021, 2022, 2023, 2024, 2025];
const AGENCIES_OF_A_SOURCE = 100;
const KINDS = 40;
/** One of so many pages has a wrong sum. */
const WRONG_EVERY = 10;
/** Of so many reports the documents are archived too: those that are looked at. */
const ARCHIVED = 50;
const BATCH = 500;
const VERSION = "0.0.0";

const [folder = "", given = ""] = process.argv.slice(2);
const reports = Number(given);
const archive = openArchive(join(folder, "archive"));
const printed = await printPages();
const store = openStore(join(folder, "nianbao.sqlite"), {
  mode: "write",
  forms: [...forms.values()],
});
try {
  await fill();
} finally {
  store.close();
}
process.stdout.write(JSON.stringify({ reports }));

async function fill(): Promise<void> {
  const run = startRun({
    command: "crawl",
    arguments: ["crawl"],
    parserVersion: VERSION,
    startedAt: "2026-01-05T00:00:00.000Z",
  });
  putSources(store, listSources());
  for (let start = 0; start < reports; start += BATCH) {
    const visits = Array.from({ length: Math.min(BATCH, reports - start) }, (_, index) =>
      toVisit(start + index),
    );
    writeInRun(store, run, () => {
      for (const { visit } of visits) settle(store, run, visit, VERSION);
    });
    if (start === 0) {
      for (const { bytes } of visits.slice(0, ARCHIVED)) await archive.put(bytes);
    }
  }
  finishRun(store, run, {
    finishedAt: "2026-01-05T01:00:00.000Z",
    outcome: "done",
    summary: { reports },
  });
}

/** Pages of invented agencies, all read as a crawl reads them. */
async function printPages(): Promise<Printed[]> {
  return Promise.all(
    Array.from({ length: KINDS }, async (_, index) => {
      const place = places[index % places.length];
      const organ = organs[index % organs.length];
      const sample = sampleReport(index, {
        year: 2024,
        ...(place && { place }),
        ...(organ && { organ }),
      });
      const page = printPage(index % WRONG_EVERY === 0 ? withWrongSum(sample) : sample);
      const { bytes, contentType } = printHtml(page, {});
      const { outcome } = await readDocument(bytes, {
        contentType,
        url: "http://a.example/report.html",
        agency: sample.agency,
        divisionCode: sample.divisionCode,
        linkText: undefined,
      });
      if (outcome.kind !== "report") throw new Error(`no report was read: ${outcome.reason}`);
      return { bytes, contentType, outcome };
    }),
  );
}

function withWrongSum(sample: SampleReport): SampleReport {
  const address = "requests.granted.total";
  const values = new Map(sample.values).set(address, (sample.values.get(address) ?? 0) + 1);
  return { ...sample, values };
}

/** The reports of one agency follow each other. */
function placeOf(index: number) {
  const agency = Math.floor(index / YEARS.length);
  const source = Math.floor(agency / AGENCIES_OF_A_SOURCE);
  return {
    year: YEARS[index % YEARS.length] ?? 2021,
    name: `第${source}县第${agency}局`,
    sourceId: `s${source}`,
    divisionCode: divisionOf(source),
  };
}

/** A county of province 99, which GB/T 2260 does not have. */
function divisionOf(source: number): string {
  const city = String(Math.floor(source / 20) + 1).padStart(2, "0");
  return `99${city}${String((source % 20) + 1).padStart(2, "0")}`;
}

function listSources(): Parameters<typeof putSources>[1] {
  const sources = Math.ceil(reports / YEARS.length / AGENCIES_OF_A_SOURCE);
  return Array.from({ length: sources }, (_, source) => ({
    id: `s${source}`,
    start: [`http://s${source}.example/`],
    agencies: Array.from({ length: AGENCIES_OF_A_SOURCE }, (_, index) => ({
      name: `第${source}县第${source * AGENCIES_OF_A_SOURCE + index}局`,
      divisionCode: divisionOf(source),
    })),
    // One year more than there are reports of: what is missing is to be worked out too.
    years: { first: 2020, last: 2025 },
    adapter: "auto",
    render: "auto",
    intervalMs: 1_000,
    concurrency: 1,
    enabled: true,
  }));
}

function toVisit(index: number): { visit: Parameters<typeof settle>[2]; bytes: Uint8Array } {
  const { year, name, sourceId, divisionCode } = placeOf(index);
  const page = printed[index % printed.length];
  if (page === undefined) throw new Error("no page was printed");
  const bytes = Buffer.concat([page.bytes, Buffer.from(`<!-- ${index} -->`)]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const url = `http://${sourceId}.example/${index}.html`;
  const agency = { name, printed: name, divisionCode };
  const visit = {
    sourceId,
    address: undefined,
    fetch: {
      requestedUrl: url,
      finalUrl: url,
      requestedAt: "2026-01-05T00:00:00.000Z",
      httpStatus: 200,
      headers: { "content-type": page.contentType },
      outcome: "fetched",
      reason: undefined,
    },
    document: { sha256, byteLength: bytes.length, contentType: page.contentType },
    outcome: { ...page.outcome, report: { ...page.outcome.report, agency, year } },
    found: [],
    state: "done",
  } satisfies Parameters<typeof settle>[2];
  return { visit, bytes };
}
