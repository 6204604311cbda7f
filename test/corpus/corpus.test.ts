import type { Browser } from "playwright";
import { afterAll, expect, test } from "vitest";
import { readDocument } from "../../src/pipeline.ts";
import { openPrinter } from "../decode/pdf/chromium-print.ts";
import { describe as describeCell, sourceOf } from "../pipeline/read-printed.ts";
import { type CorpusDocument, keptDocuments, listDocuments } from "./documents.ts";
import { browserFormat, formats } from "./formats.ts";
import { judgeCells, type Tally, toTable, type Verdict } from "./verdict.ts";

const MIN_RIGHT = 0.995;
const MIN_DOCUMENTS = 200;
const SEED = 1_000;
const SEEDS_OF_FORMAT = 100;

const browser: Browser | undefined = await openPrinter();
afterAll(async () => {
  await browser?.close();
});

const written = browser === undefined ? formats : [...formats, browserFormat(browser)];
const corpus: readonly CorpusDocument[] = [
  ...written.flatMap((format, index) => listDocuments(format, SEED + index * SEEDS_OF_FORMAT)),
  ...keptDocuments,
];

interface Result {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Cells that are not right, each with document, address and what was read. */
  readonly wrong: readonly string[];
}

async function look({ name, report, truth, write }: CorpusDocument): Promise<Result> {
  const { bytes, contentType } = await write();
  const { outcome } = await readDocument(bytes, {
    contentType,
    url: "http://www.example.gov.cn/nb/1",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
    ...sourceOf(report),
  });
  if (outcome.kind !== "report") throw new Error(`${name}: no report, ${outcome.reason}`);
  expect([name, outcome.report.year]).toEqual([name, report.year]);
  if (truth.size === 0) expect([name, outcome.report.template]).toEqual([name, "none"]);
  const verdicts = judgeCells(outcome, truth);
  const cells = new Map(outcome.report.cells.map((cell) => [cell.address, cell]));
  const wrong = [...verdicts].flatMap(([address, verdict]) =>
    verdict === "right"
      ? []
      : [
          `${name}: ${address} ${verdict}: printed ${truth.get(address)}, read ${describeCell(cells.get(address))}`,
        ],
  );
  return { verdicts, wrong };
}

function count(tally: Tally, verdicts: ReadonlyMap<string, Verdict>): void {
  tally.documents += 1;
  for (const verdict of verdicts.values()) tally[verdict] += 1;
}

const emptyTally = (): Tally => ({ documents: 0, right: 0, missing: 0, doubted: 0, silent: 0 });

test(`of ${corpus.length} documents in every format no cell is silently wrong, and nearly all are right${
  browser === undefined ? " (PDFs of a browser skipped: there is none)" : ""
}`, async () => {
  expect(corpus.length).toBeGreaterThanOrEqual(MIN_DOCUMENTS);
  const tallies = new Map<string, Tally>();
  const readable = emptyTally();
  const unread: string[] = [];
  const silent: string[] = [];
  for (const document of corpus) {
    const { verdicts, wrong } = await look(document);
    const tally = tallies.get(document.format) ?? emptyTally();
    tallies.set(document.format, tally);
    count(tally, verdicts);
    if (document.isReadable) {
      count(readable, verdicts);
      unread.push(...wrong);
    }
    silent.push(...wrong.filter((line) => line.includes(" silent: ")));
  }
  const table = toTable(tallies);
  const cells = readable.right + readable.missing + readable.doubted + readable.silent;
  const share = readable.right / cells;
  if (process.env.NIANBAO_CORPUS !== undefined) {
    console.log(
      `${table}\nof readable documents: ${(100 * share).toFixed(3)} % right of ${cells}\n${unread
        .filter((line) => !line.includes("form 2014"))
        .slice(0, 400)
        .join("\n")}`,
    );
  }
  expect(silent, `silently wrong cells\n${table}`).toEqual([]);
  expect(share, `${unread.slice(0, 40).join("\n")}\n${table}`).toBeGreaterThanOrEqual(MIN_RIGHT);
}, 300_000);
