import { readFileSync } from "node:fs";
import { type RawPage, toCodes, writeRawPdf } from "../decode/pdf/raw-pdf.ts";
import { layOut } from "../decode/pdf/wps-page.ts";
import { printHtml } from "../sample/print/html.ts";
import { printWorkbook } from "../sample/print/office-xlsx.ts";
import { printPage } from "../sample/print/page.ts";
import { type BadDocument, type Ending, toBytes, victim } from "./bad-document.ts";
import {
  contentsRing,
  deepObjects,
  deepTree,
  formBomb,
  formRing,
  hugePicture,
  lyingCount,
  nestedBomb,
  packedBomb,
  pageRing,
  pngBomb,
  unicodeBomb,
} from "./bad-pdf-objects.ts";

const produced = new URL("../decode/pdf/produced/", import.meta.url);
const kept = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`${name}.pdf`, produced)));

const pdf = (name: string, make: BadDocument["make"], ...ends: readonly Ending[]): BadDocument => ({
  name,
  contentType: "application/pdf",
  make,
  ends,
});

const paper = { width: 595, height: 842 } as const;
const pageOf = (content: string): RawPage => ({ ...paper, content });
/** Characters of the fonts in `writeRawPdf`. */
const line = (text: string, y = 800): string =>
  `BT /F1 12 Tf 1 0 0 1 50 ${y} Tm <${toCodes(text)}> Tj ET`;

/** PDFs: passwords, length, loops, bombs, and what is called a PDF but is none. */
export const badPdf: readonly BadDocument[] = [
  pdf("a PDF with a password", () => kept("locked"), "encrypted"),
  pdf("half a PDF", () => kept("writer-a5").slice(0, 20_000), "undecodable"),
  pdf("a PDF of its first line only", () => toBytes("%PDF-1.7\n"), "undecodable"),
  pdf("a PDF of 300 pages", () => writeRawPdf(pagesOf(300)), "no report", "empty"),
  pdf("a report in the first of 300 pages", () => writeRawPdf(reportIn(300)), "whole report"),
  pdf("a PDF of 301 pages", () => writeRawPdf(pagesOf(301)), "too_large"),
  pdf(
    "a PDF that says it has a milliard pages",
    () => lyingCount(1_000_000_000),
    "empty",
    "too_large",
  ),
  pdf("a PDF that says it has -1 page", () => lyingCount(-1), "undecodable", "empty", "no report"),
  pdf("a PDF whose pages hold each other", () => pageRing(), "undecodable", "empty", "no report"),
  pdf(
    "a PDF whose tree of pages is 100,000 deep",
    () => deepTree(),
    "undecodable",
    "empty",
    "no report",
  ),
  pdf(
    "a PDF whose tables of contents name each other",
    () => contentsRing(),
    "undecodable",
    "no report",
    "empty",
  ),
  pdf("a PDF of one picture of a milliard pixels a side", () => hugePicture(), "no report"),
  pdf(
    "a PDF whose page is packed to a thousandth",
    () => packedBomb(),
    "too_large",
    "no report",
    "exhausted",
  ),
  pdf(
    "a PDF packed four times over",
    () => nestedBomb(),
    "too_large",
    "no report",
    "undecodable",
    "empty",
    "exhausted",
  ),
  pdf(
    "a PDF whose forms draw each other, 2 to the power of 40 times",
    () => formBomb(),
    "too_large",
    "undecodable",
    "no report",
    "empty",
    "exhausted",
  ),
  pdf("a PDF whose form draws itself", () => formRing(), "undecodable", "no report", "empty"),
  pdf(
    "a PDF of objects in objects in objects",
    () => deepObjects(),
    "undecodable",
    "no report",
    "empty",
  ),
  pdf(
    "a PDF of a million saved states, which its library takes minutes for",
    () => writeRawPdf([pageOf("q ".repeat(1_000_000) + line("文"))]),
    "exhausted",
  ),
  pdf(
    "a page of 300,000 characters",
    () => writeRawPdf([pageOf(line("一".repeat(40)).repeat(7_500))]),
    "too_large",
  ),
  pdf("a page of 300,000 lines", () => writeRawPdf([pageOf(rules(300_000, 3))]), "too_large"),
  pdf(
    "a page of 90,000 lines, four points apart",
    () => writeRawPdf([{ width: 400_000, height: 842, content: rules(90_000, 4) }]),
    "no report",
    "empty",
    "too_large",
  ),
  pdf(
    "a page of graph paper",
    () => writeRawPdf([pageOf(graphPaper(190) + line("文"))]),
    "no report",
  ),
  pdf(
    "20 pages of 90,000 characters",
    () =>
      writeRawPdf(
        Array(20).fill(
          pageOf(
            Array.from({ length: 900 }, (_, at) =>
              line("一二三四五六七八九十".repeat(10), at),
            ).join("\n"),
          ),
        ),
      ),
    "no report",
    "too_large",
    "exhausted",
  ),
  pdf(
    "100 pages of graph paper with a figure in every square",
    () => writeRawPdf(Array(100).fill(pageOf(graphPaper(60) + figures(60)))),
    "no report",
    "too_large",
    "exhausted",
  ),
  pdf(
    "a page as large as a country",
    () => writeRawPdf([{ width: 1e9, height: 1e9, content: line("文") }]),
    "no report",
  ),
  pdf(
    "a page of no size",
    () => writeRawPdf([{ width: 0, height: 0, content: line("文") }]),
    "no report",
    "empty",
  ),
  pdf(
    "numbers beyond all numbers",
    () =>
      writeRawPdf([
        pageOf(`1e999 0 0 1e999 0 0 cm 99999999999999999999 w ${line("文")} 0 0 m 1e38 1e38 l S`),
      ]),
    "no report",
    "empty",
  ),
  pdf(
    "a font's table to Unicode of ten million characters",
    () => unicodeBomb(),
    "no report",
    "empty",
    "exhausted",
    "too_large",
  ),
  pdf("a page called .pdf", () => printHtml(printPage(victim)).bytes, "whole report"),
  {
    name: "a PDF called .xlsx",
    contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    make: () => writeRawPdf(reportIn(1)),
    ends: ["whole report"],
  },
  pdf("a workbook called .pdf", () => printWorkbook(printPage(victim)).bytes, "whole report"),
  {
    name: "a picture of a milliard pixels a side",
    contentType: "image/png",
    make: pngBomb,
    ends: ["unsupported_format", "too_large", "undecodable", "no report"],
  },
];

const pagesOf = (count: number): RawPage[] =>
  Array.from({ length: count }, (_, index) => pageOf(line(`第${index + 1}页`)));

function reportIn(pages: number): RawPage[] {
  const report = layOut(printPage(victim), {
    pageHeight: 842,
    pageNumbers: false,
    runs: false,
    verticalLabels: false,
  });
  return [...report, ...pagesOf(Math.max(0, pages - report.length))];
}

function rules(count: number, distance: number): string {
  return Array.from(
    { length: count },
    (_, index) => `${(index * distance) % 400_000} 0 m ${(index * distance) % 400_000} 800 l S`,
  ).join("\n");
}

function graphPaper(lines: number): string {
  const places = Array.from({ length: lines }, (_, index) => 20 + index * (800 / lines));
  return places.map((at) => `20 ${at} m 820 ${at} l S ${at} 20 m ${at} 820 l S`).join("\n");
}

function figures(lines: number): string {
  const places = Array.from({ length: lines - 1 }, (_, index) => 22 + index * (800 / lines));
  return places
    .flatMap((y) => places.map((x) => `BT /F1 6 Tf 1 0 0 1 ${x} ${y} Tm <${toCodes("1")}> Tj ET`))
    .join("\n");
}
