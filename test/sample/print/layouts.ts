import type { SampleReport } from "../report.ts";
import { type HtmlOptions, printHtml } from "./html.ts";
import { nestedChrome, portalChrome } from "./html-chrome.ts";
import { paragraphDress, wordDress } from "./html-dress.ts";
import {
  barDress,
  blankDress,
  blockDress,
  cellParagraphDress,
  markdownDress,
  preformattedDress,
} from "./html-flattened.ts";
import { type PrintedDocument, type PrintedPage, printPage, withLabel } from "./page.ts";
import {
  withBookmark,
  withBrokenFees,
  withLostNumbering,
  withSeparateItems,
  withSplitRequests,
  withWrappedHeaders,
  withWrongSpans,
} from "./restructure.ts";
import { printCellLines, printRowLines } from "./text.ts";

/** One way a report is met in the world: how the page is altered, and how it is written down. */
export interface Layout {
  readonly name: string;
  readonly arrange: (page: PrintedPage) => PrintedPage;
  readonly print: (page: PrintedPage) => PrintedDocument;
}

const asIs = (page: PrintedPage): PrintedPage => page;

function html(
  name: string,
  options: HtmlOptions,
  arrange: (page: PrintedPage) => PrintedPage = asIs,
): Layout {
  return { name, arrange, print: (page) => printHtml(page, options) };
}

export const textLayouts: readonly Layout[] = [
  { name: "text-cell-lines", arrange: asIs, print: printCellLines },
  {
    name: "text-cell-lines-wrapped",
    arrange: (page) => withBookmark(withLostNumbering(withWrappedHeaders(page))),
    print: printCellLines,
  },
  { name: "text-row-lines", arrange: asIs, print: printRowLines },
  {
    name: "text-row-lines-misprinted",
    arrange: (page) => withBrokenFees(withLabel(page, "本年废止件数", "本年度止件数")),
    print: printRowLines,
  },
];

export const htmlLayouts: readonly Layout[] = [
  html("html-clean", {}),
  html("html-word", { dress: wordDress(2), chrome: portalChrome }, withWrappedHeaders),
  html("html-paragraph-cells", { dress: paragraphDress, chrome: portalChrome }),
  html("html-nested-tables", { dress: wordDress(1), chrome: nestedChrome }),
  html("html-separate-items", { chrome: portalChrome }, withSeparateItems),
  html("html-split-bare", { dress: paragraphDress }, (page) => withSplitRequests(page, "bare")),
  html("html-split-repeated", { dress: paragraphDress }, (page) =>
    withSplitRequests(page, "repeated"),
  ),
  html("html-wrong-spans", { chrome: portalChrome }, withWrongSpans),
  html("html-gb18030-header", { encoding: "gb18030", headerCharset: "gb18030" }),
  html("html-gb18030-meta", {
    encoding: "gb18030",
    headerCharset: undefined,
    metaCharset: "gb2312",
    dress: paragraphDress,
  }),
  html("html-gb18030-lying-header", {
    encoding: "gb18030",
    headerCharset: "utf-8",
    metaCharset: "gbk",
    dress: paragraphDress,
  }),
  html("html-big5", { encoding: "big5", headerCharset: "big5", metaCharset: "big5" }),
];

/** Pages whose tables were lost on the way, so that a figure's place is a paragraph and not a cell. */
export const flattenedLayouts: readonly Layout[] = [
  html("html-cell-paragraphs", { dress: cellParagraphDress, chrome: portalChrome }),
  html("html-blocks", { dress: blockDress, chrome: portalChrome }),
  html("html-bars", { dress: barDress }),
  html("html-markdown", { dress: markdownDress }),
  html("html-blanks", { dress: blankDress }),
  html("html-preformatted", { dress: preformattedDress }),
];

export const layouts: readonly Layout[] = [...textLayouts, ...htmlLayouts];

/** A report written down in one layout. */
export function printAs(layout: Layout, report: SampleReport): PrintedDocument {
  return layout.print(layout.arrange(printPage(report)));
}
