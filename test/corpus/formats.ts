import { strToU8, zipSync } from "fflate";
import type { Browser } from "playwright";
import { papers, printPdf } from "../decode/pdf/chromium-print.ts";
import { writeRawPdf } from "../decode/pdf/raw-pdf.ts";
import { layOut } from "../decode/pdf/wps-page.ts";
import { printHtml } from "../sample/print/html.ts";
import { paragraphDress, wordDress } from "../sample/print/html-dress.ts";
import {
  flattenedLayouts,
  htmlLayouts,
  type Layout,
  textLayouts,
} from "../sample/print/layouts.ts";
import { printDocx } from "../sample/print/office-docx.ts";
import { printWorkbook } from "../sample/print/office-xlsx.ts";
import type { PrintedPage } from "../sample/print/page.ts";

export interface WrittenDocument {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** A way to write a page down, and how many documents of the corpus are written so. */
export interface Format {
  readonly name: string;
  readonly documents: number;
  readonly write: (page: PrintedPage, index: number) => WrittenDocument | Promise<WrittenDocument>;
  /** False where the figures lose their cells, so that a blank one cannot be told from none. */
  readonly keepsBlanks: boolean;
  /** True where wide figures break into lines, which nobody reads as one number. */
  readonly isNarrow?: true;
}

const ofLayout =
  (layouts: readonly Layout[]): Format["write"] =>
  (page, index) => {
    const layout = layouts[index % layouts.length];
    if (layout === undefined) throw new Error("no layout to print in");
    return layout.print(layout.arrange(page));
  };

const pdfOf = (bytes: Uint8Array): WrittenDocument => ({ bytes, contentType: "application/pdf" });

/** Every format that is written without a program of another. A new one, such as a scan, is another entry. */
export const formats: readonly Format[] = [
  { name: "html", documents: 60, write: ofLayout(htmlLayouts), keepsBlanks: true },
  {
    name: "html without tables",
    documents: 24,
    write: ofLayout(flattenedLayouts),
    keepsBlanks: false,
  },
  { name: "txt", documents: 24, write: ofLayout(textLayouts), keepsBlanks: false },
  { name: "docx", documents: 34, write: (page) => printDocx(page), keepsBlanks: true },
  { name: "xlsx", documents: 24, write: (page) => printWorkbook(page), keepsBlanks: true },
  {
    name: "xlsx by section",
    documents: 6,
    write: (page) => printWorkbook(page, { sheets: "by section" }),
    keepsBlanks: true,
  },
  {
    name: "xls",
    documents: 14,
    write: (page) => printWorkbook(page, { bookType: "biff8" }),
    keepsBlanks: true,
  },
  { name: "zip", documents: 10, write: writeZip, keepsBlanks: true },
  { name: "mht", documents: 10, write: writeWebArchive, keepsBlanks: true },
  {
    name: "pdf, glyph by glyph",
    documents: 24,
    write: writeGlyphs,
    keepsBlanks: true,
    isNarrow: true,
  },
];

async function writeZip(page: PrintedPage, index: number): Promise<WrittenDocument> {
  const inner = index % 2 === 0 ? await printDocx(page) : printHtml(page);
  const bytes = zipSync({
    [`年报${inner.extension}`]: inner.bytes,
    "说明.txt": strToU8("请查看附件"),
  });
  return { bytes, contentType: "application/zip" };
}

function writeWebArchive(page: PrintedPage): WrittenDocument {
  const html = Buffer.from(printHtml(page, { dress: wordDress(1) }).bytes).toString("base64");
  const head =
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_Part"\r\n\r\n------=_Part\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  return {
    bytes: strToU8(`${head}${html.replace(/.{76}/g, "$&\r\n")}\r\n------=_Part--\r\n`),
    contentType: "multipart/related",
  };
}

function writeGlyphs(page: PrintedPage, index: number): WrittenDocument {
  const pages = layOut(page, {
    pageHeight: [842, 1400, 600][index % 3] ?? 842,
    pageNumbers: index % 2 === 0,
    runs: index % 4 < 2,
    verticalLabels: index % 3 === 1,
  });
  return pdfOf(writeRawPdf(pages, index % 5 === 4 ? "gb1" : "identity"));
}

/** PDFs of a browser, where there is one; printing is dear, so there are few. */
export const browserFormat = (browser: Browser): Format => ({
  name: "pdf of a browser",
  documents: 12,
  write: async (page, index) => {
    const paper = papers[index % papers.length];
    if (paper === undefined) throw new Error("no paper to print on");
    return pdfOf(await printPdf(browser, printHtml(page, { dress: paragraphDress }).text, paper));
  },
  keepsBlanks: true,
  isNarrow: true,
});
