import { Parser } from "htmlparser2";
import type { Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { PageBuilder } from "./page-builder.ts";

/** Their text is not part of the page. */
const UNSEEN = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "textarea",
  "select",
  "button",
  "svg",
  "object",
  "audio",
  "video",
]);
/** style="display: none" */
const HIDDEN = /display\s*:\s*none/i;
/** Elements that begin and end a line of text. */
const BLOCK = new Set(
  "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary ul".split(
    " ",
  ),
);
/** Elements that hold an article together. */
const SCOPE = new Set([
  "article",
  "body",
  "center",
  "div",
  "form",
  "main",
  "section",
  "td",
  "ucapcontent",
]);
const HEADING = /^h([1-6])$/;
/** Word nests a few dozen deep; a browser gives up at 512. */
const MAX_DEPTH = 2_000;

/** Transcribes a web page as a person sees it: scripts, styles and hidden elements are not there. */
export function transcribeHtml(html: string): Transcript {
  const page = new PageBuilder();
  const reader = new PageReader(page);
  const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
  parser.write(html);
  parser.end();
  return page.finish();
}

type Attributes = Readonly<Record<string, string>>;

/** What an opening tag means to the builder, for elements that are more than a line. */
const OPENERS = new Map<string, (page: PageBuilder, attributes: Attributes) => void>([
  ["a", (page, { href, title }) => page.openAnchor(href, title)],
  ["frame", (page, { src }) => page.addFrame(src)],
  ["iframe", (page, { src }) => page.addFrame(src)],
  ["img", (page, { src }) => page.addPicture(src ?? "")],
  ["table", (page) => page.openTable()],
  ["td", (page, { colspan, rowspan }) => page.openCell(colspan, rowspan)],
  ["th", (page, { colspan, rowspan }) => page.openCell(colspan, rowspan)],
  ["title", (page) => page.openTitle()],
  ["tr", (page) => page.openRow()],
]);
const CLOSERS = new Map<string, (page: PageBuilder) => void>([
  ["a", (page) => page.closeAnchor()],
  ["table", (page) => page.closeTable()],
  ["td", (page) => page.closeCell()],
  ["th", (page) => page.closeCell()],
  ["title", (page) => page.closeTitle()],
  ["tr", (page) => page.closeRow()],
]);

/** Follows the parser's events and tells the builder what a person would see. */
class PageReader {
  private readonly page: PageBuilder;
  private depth = 0;
  /** Depth of the outermost element that is not seen, while inside one. */
  private unseenFrom: number | undefined;

  constructor(page: PageBuilder) {
    this.page = page;
  }

  onopentag(name: string, attributes: Attributes): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new DecodeError(
        "too_deep",
        `expected elements nested at most ${MAX_DEPTH} deep, met more`,
      );
    }
    if (this.unseenFrom !== undefined) return;
    if (name === "meta") this.page.addMetadata(attributes);
    if (UNSEEN.has(name) || HIDDEN.test(attributes.style ?? "")) {
      this.unseenFrom = this.depth;
      return;
    }
    this.open(name, attributes);
  }

  private open(name: string, attributes: Attributes): void {
    const opener = OPENERS.get(name);
    if (opener !== undefined) opener(this.page, attributes);
    else if (BLOCK.has(name)) this.page.breakLine(HEADING.exec(name)?.[1]);
    if (SCOPE.has(name)) this.page.openScope();
  }

  onclosetag(name: string): void {
    const wasSeen = this.unseenFrom === undefined;
    if (this.unseenFrom === this.depth) this.unseenFrom = undefined;
    this.depth -= 1;
    if (wasSeen) this.close(name);
  }

  private close(name: string): void {
    const closer = CLOSERS.get(name);
    if (closer !== undefined) closer(this.page);
    else if (BLOCK.has(name)) this.page.breakLine(undefined);
    if (SCOPE.has(name)) this.page.closeScope();
  }

  ontext(text: string): void {
    if (this.unseenFrom === undefined) this.page.addText(text);
  }
}
