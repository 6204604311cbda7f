import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { samples } from "../decode/office/files/samples.ts";
import { writeRawPdf } from "../decode/pdf/raw-pdf.ts";
import { layOut } from "../decode/pdf/wps-page.ts";
import { printHtml } from "../sample/print/html.ts";
import { portalChrome } from "../sample/print/html-chrome.ts";
import { wordDress } from "../sample/print/html-dress.ts";
import { printDocx } from "../sample/print/office-docx.ts";
import { printWorkbook } from "../sample/print/office-xlsx.ts";
import { printPage } from "../sample/print/page.ts";
import { printCellLines, printRowLines } from "../sample/print/text.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";
import { type Mutation, mutateBytes, mutateLines, mutatePart, mutateTags } from "./mutations.ts";

/** A format with whole reports to spoil, and the ways to spoil them. */
export interface Subject {
  readonly format: string;
  readonly contentType: string;
  /** A few seconds of reading. */
  readonly rounds: number;
  readonly reports: readonly WholeReport[];
  readonly mutations: readonly Mutation[];
}

export interface WholeReport {
  readonly sample: SampleReport;
  readonly bytes: Uint8Array;
}

/** Every figure differs from every other, so that one in a wrong cell is seen. */
const sample = sampleReport(51, { spread: "distinct" });
const page = printPage(sample);
const office = new URL("../decode/office/files/", import.meta.url);
const pdfs = new URL("../decode/pdf/produced/", import.meta.url);
const read = (folder: URL, name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(name, folder)));
const distinct = samples.get("distinct") ?? sample;
const own = (...all: readonly Uint8Array[]): WholeReport[] =>
  all.map((bytes) => ({ sample, bytes }));
const kept = (name: string): WholeReport => ({ sample: distinct, bytes: read(office, name) });

const docx = (await printDocx(page)).bytes;
const html = printHtml(page).bytes;
const wordHtml = printHtml(page, { dress: wordDress(2), chrome: portalChrome }).bytes;

function webArchive(): Uint8Array {
  const body = Buffer.from(html).toString("base64").replace(/.{76}/g, "$&\r\n");
  return new TextEncoder().encode(
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Part"\r\n\r\n------=_Part\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n------=_Part--\r\n`,
  );
}

/** Every format that is read. */
export const subjects: readonly Subject[] = [
  {
    format: "html",
    contentType: "text/html; charset=utf-8",
    rounds: 200,
    reports: own(html, wordHtml),
    mutations: [mutateTags, mutateTags, mutateBytes],
  },
  {
    format: "txt",
    contentType: "text/plain; charset=utf-8",
    rounds: 200,
    reports: own(printCellLines(page).bytes, printRowLines(page).bytes),
    mutations: [mutateLines, mutateLines, mutateBytes],
  },
  {
    format: "pdf",
    contentType: "application/pdf",
    rounds: 16,
    reports: [
      ...own(
        writeRawPdf(
          layOut(page, { pageHeight: 842, pageNumbers: true, runs: false, verticalLabels: false }),
        ),
      ),
      { sample: sampleReport(101, { spread: "distinct" }), bytes: read(pdfs, "writer-a5.pdf") },
    ],
    mutations: [mutateBytes],
  },
  {
    format: "docx",
    contentType: "application/msword",
    rounds: 100,
    reports: [...own(docx), kept("distinct.docx")],
    mutations: [mutatePart, mutatePart, mutatePart, mutateBytes],
  },
  {
    format: "doc",
    contentType: "application/msword",
    rounds: 100,
    reports: [kept("distinct.doc")],
    mutations: [mutateBytes],
  },
  {
    format: "xlsx",
    contentType: "application/vnd.ms-excel",
    rounds: 60,
    reports: [...own(printWorkbook(page).bytes), kept("distinct.xlsx")],
    mutations: [mutatePart, mutatePart, mutatePart, mutateBytes],
  },
  {
    format: "xls",
    contentType: "application/vnd.ms-excel",
    rounds: 60,
    reports: [...own(printWorkbook(page, { bookType: "biff8" }).bytes), kept("distinct.xls")],
    mutations: [mutateBytes],
  },
  {
    format: "zip",
    contentType: "application/zip",
    rounds: 40,
    reports: own(zipSync({ "年报.docx": docx }, { level: 0 }), zipSync({ "年报.html": html })),
    mutations: [mutateBytes],
  },
  {
    format: "mht",
    contentType: "multipart/related",
    rounds: 60,
    reports: own(webArchive()),
    mutations: [mutateBytes],
  },
];
