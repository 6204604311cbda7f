import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/model/reading.ts";
import { listSilentDifferences } from "../pipeline/read-printed.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { type BadDocument, type Ending, victim } from "./bad-document.ts";
import { badMarkup } from "./bad-markup.ts";
import { badOffice } from "./bad-office.ts";
import { badPdf } from "./bad-pdf.ts";

interface Reader {
  read(bytes: Uint8Array, context: object): Promise<{ readonly outcome: Outcome }>;
  close(): Promise<void>;
}

/** Reading is stopped after 20 s; ending the thread and starting another takes a moment. */
const MAX_MS = 22_000;
const MAX_MB = 512;
const MEGABYTE = 1024 * 1024;
const SAMPLE_MS = 10;

let reader: Reader;
beforeAll(async () => {
  // Worker threads run what is compiled.
  const { createReader } = await import(new URL("../../dist/reader.js", import.meta.url).href);
  reader = createReader({ threads: 1 });
});
afterAll(async () => {
  await reader.close();
});

const read = async (bytes: Uint8Array, contentType: string): Promise<Outcome> => {
  const context = { contentType, url: "http://www.example.gov.cn/nb/1" };
  return (await reader.read(bytes, context)).outcome;
};

/** Of a report only whether it is the whole of the one that was written, and if not, whether it says so. */
function endingOf(outcome: Outcome): Ending | "silently wrong report" {
  if (outcome.kind === "failed") return outcome.failure;
  if (outcome.kind === "other") return "no report";
  const cells = new Map(outcome.report.cells.map(({ address, value }) => [address, value]));
  const isWhole = [...victim.values].every(([address, value]) => cells.get(address) === value);
  if (isWhole) return "whole report";
  const silent = listSilentDifferences(outcome, victim.values);
  return silent.length === 0 ? "doubted report" : "silently wrong report";
}

/** What the whole process holds at most while something is awaited, beyond what it held before. */
async function measureMb<T>(work: () => Promise<T>): Promise<{ result: T; grownMb: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLE_MS);
  try {
    return { result: await work(), grownMb: (most - before) / MEGABYTE };
  } finally {
    clearInterval(timer);
  }
}

describe.each([
  ["pages and texts", badMarkup],
  ["Word documents, workbooks and archives", badOffice],
  ["PDFs and pictures", badPdf],
] as const)("of %s, one reader after the other survives", (_, documents) => {
  test.each(documents.map((document): [string, BadDocument] => [document.name, document]))(
    "%s",
    async (_name, { make, contentType, ends }) => {
      const bytes = await make();
      const begunMs = performance.now();
      const { result: outcome, grownMb } = await measureMb(() => read(bytes, contentType));
      const wall = performance.now() - begunMs;
      expect(ends).toContain(endingOf(outcome));
      if ("reason" in outcome) expect(outcome.reason.length).toBeGreaterThan(20);
      expect(wall).toBeLessThan(MAX_MS);
      expect(grownMb).toBeLessThan(MAX_MB);
      const good = printHtml(printPage(victim));
      expect(endingOf(await read(good.bytes, good.contentType))).toBe("whole report");
    },
    60_000,
  );
});
