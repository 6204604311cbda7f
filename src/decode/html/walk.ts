import { decodeHTML } from "entities";
import { ownText } from "../own-text.ts";
import { type Element, elementOf } from "./element.ts";
import { type ElementReader, OpenElements } from "./open-elements.ts";
import { readTag, readWhole, type Tag } from "./tag.ts";

/** Is told what a page says, from its start to its end. */
export interface MarkupReader extends ElementReader {
  addText(text: string): void;
}

const LESS_THAN = "<";
const SLASH = 0x2f;
const EXCLAMATION_MARK = 0x21;
const QUESTION_MARK = 0x3f;
/** "/td", "/td class" */
const NAME_END = /[\t\n\f\r />]/;
/** "-->", "--!>" */
const COMMENT_END = /--!?>/g;
const CDATA = "<![CDATA[";
const CDATA_END = "]]>";

/**
 * Walks through a page by the rules of HTML (HTML standard, 13.2.5) and tells the reader what it meets. A page is looked
 * through for its tags by the quickest search there is, and each tag is read by the library, once for every way of writing
 * it: a quarter of what reading a page costs went into events for each of its thousands of tags and attributes.
 */
export function walkHtml(html: string, reader: MarkupReader): void {
  new Walk(html, reader).run();
}

class Walk {
  private readonly html: string;
  private readonly reader: MarkupReader;
  private readonly elements: OpenElements;
  /** Where the text in hand begins. */
  private textStart = 0;

  constructor(html: string, reader: MarkupReader) {
    this.html = html;
    this.reader = reader;
    this.elements = new OpenElements(reader);
  }

  run(): void {
    const { html } = this;
    let at = html.indexOf(LESS_THAN);
    while (at !== -1) {
      at = html.indexOf(LESS_THAN, this.pass(at));
    }
    this.endText(html.length);
    this.elements.closeAll();
  }

  /** Passes what begins with the `<` at a place; gives the place behind it. */
  private pass(at: number): number {
    const next = this.html.charCodeAt(at + 1);
    if (isLetter(next)) return this.passStartTag(at);
    if (next === SLASH) return this.passEndTag(at);
    if (next === EXCLAMATION_MARK || next === QUESTION_MARK) return this.passRemark(at);
    // A less-than sign in the text.
    return at + 1;
  }

  private passStartTag(at: number): number {
    this.endText(at);
    const end = this.html.indexOf(">", at);
    if (end === -1) return this.cutOff();
    const tag = readTag(this.html.slice(at + 1, end));
    return tag === undefined ? this.passLongTag(at) : this.enter(tag, end + 1);
  }

  /** A tag that holds a `>` within the quotes of a value. */
  private passLongTag(at: number): number {
    const whole = readWhole(this.html.slice(at));
    return whole === undefined ? this.cutOff() : this.enter(whole.tag, at + whole.length);
  }

  private enter(tag: Tag, contentStart: number): number {
    const { text } = tag.element;
    const isMarkup = text === "markup" || this.elements.isForeign;
    this.elements.openElement(tag);
    this.textStart = contentStart;
    return isMarkup ? contentStart : this.passText(tag.element, contentStart);
  }

  /** Passes the content of an element that holds text alone; gives the place of its end tag. */
  private passText({ name, text }: Element, from: number): number {
    const end = text === "plain" ? this.html.length : findEndTag(this.html, name, from);
    if (end > from) {
      const content = this.html.slice(from, end);
      this.reader.addText(text === "escapable" ? decodeEntities(content) : content);
    }
    this.textStart = end;
    return end;
  }

  private passEndTag(at: number): number {
    const first = this.html.charCodeAt(at + 2);
    // The document ends with "</".
    if (Number.isNaN(first)) return at + 2;
    this.endText(at);
    const end = this.html.indexOf(">", at + 2);
    if (end === -1) return this.cutOff();
    if (isLetter(first)) this.elements.closeElement(readEndTag(this.html.slice(at + 2, end)));
    this.textStart = end + 1;
    return end + 1;
  }

  /** Comments, declarations and what is taken for one. */
  private passRemark(at: number): number {
    this.endText(at);
    const { html } = this;
    let end: number;
    if (html.startsWith("<!--", at)) end = findCommentEnd(html, at + 4);
    else if (html.startsWith(CDATA, at)) end = this.passCdata(at + CDATA.length);
    else end = html.indexOf(">", at + 2) + 1;
    if (end === 0) return this.cutOff();
    this.textStart = end;
    return end;
  }

  private passCdata(from: number): number {
    const end = this.html.indexOf(CDATA_END, from);
    if (end === -1) return 0;
    if (this.elements.isForeign && end > from) this.reader.addText(this.html.slice(from, end));
    return end + CDATA_END.length;
  }

  /** A tag or comment that the end of the document cuts off is none, and nothing follows it. */
  private cutOff(): number {
    this.textStart = this.html.length;
    return this.html.length;
  }

  private endText(end: number): void {
    if (end > this.textStart)
      this.reader.addText(decodeEntities(this.html.slice(this.textStart, end)));
  }
}

/** Whatever way an end tag is written, it says no more than a name. */
const endTags = new Map<string, Element>();
const MAX_END_TAGS = 500;

/** @param written between `</` and `>` */
function readEndTag(written: string): Element {
  const known = endTags.get(written);
  if (known !== undefined) return known;
  const end = written.search(NAME_END);
  const lower = (end === -1 ? written : written.slice(0, end)).toLowerCase();
  const element = elementOf(ownText(lower === "image" ? "img" : lower));
  if (endTags.size < MAX_END_TAGS) endTags.set(`${written} `.slice(0, -1), element);
  return element;
}

const decodeEntities = (text: string): string => (text.includes("&") ? decodeHTML(text) : text);

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** Place behind a comment's end, given that of its text; 0 if it has none. */
function findCommentEnd(html: string, from: number): number {
  if (html.startsWith(">", from)) return from + 1;
  if (html.startsWith("->", from)) return from + 2;
  COMMENT_END.lastIndex = from;
  return COMMENT_END.exec(html) === null ? 0 : COMMENT_END.lastIndex;
}

/** Place of the end tag of an element that holds text alone; the document's end if it has none. */
function findEndTag(html: string, name: string, from: number): number {
  const endTag = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, "gi");
  endTag.lastIndex = from;
  return endTag.exec(html)?.index ?? html.length;
}
