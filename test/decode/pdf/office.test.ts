import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../src/pipeline.ts";
import type { Spread } from "../../sample/figures.ts";
import { sampleReport } from "../../sample/report.ts";
import { findWords, hasPdftotext } from "./found-words.ts";
import { expectAllCells, listMislocated, listWrong, readReport } from "./reading.ts";

const readProduced = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`produced/${name}.pdf`, import.meta.url)));

describe("PDFs of an office program", () => {
  test.for<[string, number, Spread, string]>([
    ["writer-a5", 101, "distinct", "a page break through a header of two rows"],
    ["writer-narrow", 102, "sparse", "page breaks through rows"],
    ["docx-landscape", 103, "busy", "paper across"],
  ])("%s (seed %i, %s): every cell, with %s", async ([name, seed, spread]) => {
    const sample = sampleReport(seed, { spread });
    const pdf = await readProduced(name);
    const report = await readReport(pdf);
    expectAllCells(report, sample);
    expect(report.title).toBe(sample.title);
    if (hasPdftotext) expect(listMislocated(report.cells, findWords(pdf))).toEqual([]);
  });

  test("a spreadsheet printed without lines, its labels cut off, yields no wrong number", async () => {
    const sample = sampleReport(104, { spread: "distinct" });
    const report = await readReport(await readProduced("calc-unruled"));
    expect(listWrong(report, sample)).toEqual([]);
    expect(report.title).toBe(sample.title);
  });

  test("a PDF behind a password is encrypted, not broken", async () => {
    const { outcome } = await readDocument(await readProduced("locked"), {
      contentType: "application/pdf",
      url: "http://www.qingshi.gov.cn/nb.pdf",
      agency: undefined,
      divisionCode: undefined,
      linkText: undefined,
    });
    expect(outcome).toMatchObject({ kind: "failed", failure: "encrypted" });
  });

  test.for([0.3, 0.7, 0.98])(
    "a PDF cut off at %f of its length is not read in part",
    async (share) => {
      const whole = await readProduced("writer-a5");
      const { outcome } = await readDocument(whole.slice(0, whole.length * share), {
        contentType: "application/pdf",
        url: "http://www.qingshi.gov.cn/nb.pdf",
        agency: undefined,
        divisionCode: undefined,
        linkText: undefined,
      });
      expect(outcome).toMatchObject({ kind: "failed", failure: "undecodable" });
    },
  );
});
