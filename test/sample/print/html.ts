import { type Encoding, encodeHtml } from "./encode.ts";
import { bareChrome, type Chrome } from "./html-chrome.ts";
import { cleanDress, type Dress } from "./html-dress.ts";
import { listFigures, type PrintedDocument, type PrintedPage } from "./page.ts";

export interface HtmlOptions {
  readonly dress?: Dress;
  readonly chrome?: Chrome;
  /** What the bytes are. */
  readonly encoding?: Encoding;
  /** What the Content-Type header says of them; undefined for a header without charset. */
  readonly headerCharset?: string | undefined;
  /** What the meta tag says; undefined for none. */
  readonly metaCharset?: string | undefined;
}

/** A page as HTML: who wrote the body, what stands around it, and how truly its charset is told. */
export function printHtml(page: PrintedPage, options: HtmlOptions = {}): PrintedDocument {
  const { dress = cleanDress, chrome = bareChrome, encoding = "utf-8" } = options;
  const told = "headerCharset" in options || "metaCharset" in options;
  const headerCharset = told ? options.headerCharset : encoding;
  const text = chrome(bodyHtml(page, dress), page, options.metaCharset);
  return {
    bytes: encodeHtml(text, encoding),
    contentType: headerCharset === undefined ? "text/html" : `text/html; charset=${headerCharset}`,
    extension: ".html",
    text,
    figures: listFigures(page),
    printsDate: true,
  };
}

function bodyHtml(page: PrintedPage, dress: Dress): string {
  return page.sections
    .map(
      ({ heading, paragraphs, tables }) =>
        dress.heading(heading) +
        paragraphs.map(dress.paragraph).join("") +
        tables.map(dress.table).join(""),
    )
    .join("");
}
