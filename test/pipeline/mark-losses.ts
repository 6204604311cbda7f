import type { PrintedDocument } from "../sample/print/page.ts";

export interface MarkLoss {
  readonly name: string;
  /** The document without the mark; made when asked for, since there are thousands. */
  readonly apply: () => PrintedDocument;
}

/** <td colspan="2">, </tr>, <table> */
const TABLE_TAG = /<\/?(?:table|tbody|tr|td|th)\b[^>]*>/g;
const TAB = /\t/g;
const LINE_FEED = /\n/g;

/** Each mark that holds the tables of a UTF-8 document together, taken out: tags of HTML, tabs and line ends of text. */
export function listMarkLosses(document: PrintedDocument): MarkLoss[] {
  if (document.extension === ".html") return listLosses(document, TABLE_TAG);
  return [...listLosses(document, TAB), ...listLosses(document, LINE_FEED)];
}

function listLosses(document: PrintedDocument, pattern: RegExp): MarkLoss[] {
  const { text } = document;
  return [...text.matchAll(pattern)].map(({ 0: mark, index }) => {
    const near = text.slice(Math.max(0, index - 20), index + 20).replaceAll("\n", "⏎");
    return {
      name: `without the ${JSON.stringify(mark)} at ${index} (…${near}…)`,
      apply: () => {
        const without = text.slice(0, index) + text.slice(index + mark.length);
        return { ...document, text: without, bytes: new TextEncoder().encode(without) };
      },
    };
  });
}
