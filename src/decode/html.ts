import type { Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import type { Attributes, Tag } from "./html/tag.ts";
import { type MarkupReader, walkHtml } from "./html/walk.ts";
import { PageBuilder } from "./page-builder.ts";
import { findScriptArticle, type ScriptArticle } from "./script-article.ts";

/** Their text is not part of the page. */
const UNSEEN = "audio button noscript object script select style svg template textarea video".split(
  " ",
);
/** Elements that begin and end a line of text. */
const LINES =
  "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form frameset header hr html legend li main nav ol p section summary ucapcontent ul".split(
    " ",
  );
const HEADINGS = [1, 2, 3, 4, 5, 6];
/** Elements that hold an article together; ucapcontent is what one site builder puts around it. */
const SCOPES = new Set("article body center div form main section ucapcontent".split(" "));
/**
 * Word nests a few dozen deep, but formatting that is never closed goes on to the end of a page, and each of it counts.
 * Beyond this, looking through the open elements for those that an end tag ends costs more than the page.
 */
const MAX_DEPTH = 20_000;

/** So much of an article's text is enough to know whether the page shows it. */
const SAMPLE_CHARACTERS = 60;
const WHITE_SPACE = /\s+/g;

/**
 * Transcribes a web page as a person sees it: scripts, styles and hidden elements are not there. An article that the page
 * carries as data for its script, and does not show without it, follows what the page shows, and its tables are counted on.
 */
export function transcribeHtml(html: string): Transcript {
  const shown = new PageBuilder();
  readInto(shown, html);
  const page = shown.finish();
  const article = findScriptArticle(html);
  if (article === undefined || isShown(article, page)) return page;
  const whole = new PageBuilder();
  readInto(whole, html);
  addArticle(whole, article);
  return whole.finish();
}

function readInto(page: PageBuilder, html: string): void {
  walkHtml(html, new PageReader(page));
}

function isShown(article: ScriptArticle, page: Transcript): boolean {
  const alone = new PageBuilder();
  readInto(alone, article.html);
  const sample = toText(alone.finish()).slice(0, SAMPLE_CHARACTERS);
  return sample !== "" && toText(page).includes(sample);
}

function toText({ blocks }: Transcript): string {
  const texts = blocks.flatMap((block) => {
    if (block.kind === "paragraph") return [block.text];
    return block.kind === "table"
      ? block.rows.flatMap(({ cells }) => cells.map(({ text }) => text))
      : [];
  });
  return texts.join("").replace(WHITE_SPACE, "");
}

function addArticle(page: PageBuilder, article: ScriptArticle): void {
  const { title, publisher, publishedOn, attachments } = article;
  const said = { articletitle: title, contentsource: publisher, pubdate: publishedOn };
  for (const [name, content] of Object.entries(said)) {
    if (content !== undefined) page.addMetadata({ name, content });
  }
  for (const { url, name } of attachments) {
    page.openAnchor(url, name);
    page.closeAnchor();
  }
  page.openScope();
  readInto(page, article.html);
  page.closeScope();
}

/** What an element's tags mean to the builder; tags of other elements only set off text, or not even that. */
interface Behaviour {
  readonly open: (page: PageBuilder, attributes: Attributes) => void;
  readonly close: (page: PageBuilder) => void;
  readonly isUnseen?: true;
}

const ignore = (): void => undefined;
const line = (level: number | undefined, isScope: boolean): Behaviour => ({
  open: (page) => {
    page.breakLine(level);
    if (isScope) page.openScope();
  },
  close: (page) => {
    page.breakLine(undefined);
    if (isScope) page.closeScope();
  },
});
const cell: Behaviour = {
  open: (page, { colspan, rowspan }) => page.openCell(colspan, rowspan),
  close: (page) => page.closeCell(),
};
const frame: Behaviour = { open: (page, { src }) => page.addFrame(src), close: ignore };

const BEHAVIOURS = new Map<string, Behaviour>([
  ...UNSEEN.map((name): [string, Behaviour] => [
    name,
    { open: ignore, close: ignore, isUnseen: true },
  ]),
  ...LINES.map((name): [string, Behaviour] => [name, line(undefined, SCOPES.has(name))]),
  ...HEADINGS.map((level): [string, Behaviour] => [`h${level}`, line(level, false)]),
  [
    "a",
    {
      open: (page, { href, title }) => page.openAnchor(href, title),
      close: (page) => page.closeAnchor(),
    },
  ],
  ["base", { open: (page, { href }) => page.setBase(href), close: ignore }],
  ["frame", frame],
  ["iframe", frame],
  ["pre", { open: (page) => page.openPreformatted(), close: (page) => page.closePreformatted() }],
  ["img", { open: (page, { src }) => page.addPicture({ source: src ?? "" }), close: ignore }],
  ["meta", { open: (page, attributes) => page.addMetadata(attributes), close: ignore }],
  ["table", { open: (page) => page.openTable(), close: (page) => page.closeTable() }],
  ["td", cell],
  ["th", cell],
  ["title", { open: (page) => page.openTitle(), close: (page) => page.closeTitle() }],
  ["tr", { open: (page) => page.openRow(), close: (page) => page.closeRow() }],
]);

/** Tells the builder what a person would see. */
class PageReader implements MarkupReader {
  private readonly page: PageBuilder;
  private depth = 0;
  /** Depth of the outermost element that is not seen, while inside one. */
  private unseenFrom: number | undefined;
  /** Tables open inside an element that a style hides; undefined outside of one. */
  private hiddenTables: number | undefined;

  constructor(page: PageBuilder) {
    this.page = page;
  }

  openElement({ element: { name }, attributes, isHidden }: Tag): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) {
      throw new DecodeError(
        "too_deep",
        `expected elements nested at most ${MAX_DEPTH} deep, met more`,
      );
    }
    if (this.unseenFrom !== undefined) {
      this.count(name);
      return;
    }
    const behaviour = BEHAVIOURS.get(name);
    if (behaviour?.isUnseen || isHidden) this.unseenFrom = this.depth;
    else behaviour?.open(this.page, attributes);
    if (isHidden && !behaviour?.isUnseen) {
      this.hiddenTables = 0;
      this.count(name);
    }
  }

  /** What a style hides is still part of the document, and its tables, rows and cells have their numbers. */
  private count(name: string): void {
    if (this.hiddenTables === undefined) return;
    if (name === "table") {
      this.hiddenTables += 1;
      this.page.skipTable();
    } else if (this.hiddenTables > 0) return;
    else if (name === "tr") this.page.openRow();
    else if (name === "td" || name === "th") this.page.skipCell();
  }

  closeElement(name: string): void {
    const wasSeen = this.unseenFrom === undefined;
    if (this.hiddenTables !== undefined && name === "table") this.hiddenTables -= 1;
    if (this.unseenFrom === this.depth) {
      this.unseenFrom = undefined;
      this.hiddenTables = undefined;
    }
    this.depth -= 1;
    if (wasSeen) BEHAVIOURS.get(name)?.close(this.page);
  }

  addText(text: string): void {
    if (this.unseenFrom === undefined) this.page.addText(text);
  }
}
