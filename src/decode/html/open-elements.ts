import { type Element, elementOf } from "./element.ts";
import type { Attributes, Tag } from "./tag.ts";

/** Is told of elements as they open and close, whether a tag says so or the rules of HTML do. */
export interface ElementReader {
  openElement(tag: Tag): void;
  closeElement(name: string): void;
}

const NO_ATTRIBUTES: Attributes = {};

/** The elements that are open at a place of a page; follows its tags by the rules of HTML for those that were left out. */
export class OpenElements {
  private readonly reader: ElementReader;
  /** The innermost last. */
  private readonly open: Element[] = [];
  /** Languages that open elements brought with them, the innermost last. */
  private readonly languages: ("html" | "foreign")[] = [];

  constructor(reader: ElementReader) {
    this.reader = reader;
  }

  /** Whether what stands here belongs to a drawing or formula. */
  get isForeign(): boolean {
    return this.languages.at(-1) === "foreign";
  }

  openElement(tag: Tag): void {
    const { element } = tag;
    const { name, ends, isVoid } = element;
    // A form does not stand within another.
    if (name === "form" && this.indexOf(name) !== -1) return;
    if (ends.size > 0) this.endThose(ends);
    if (!isVoid) this.push(element);
    this.reader.openElement(tag);
    if (isVoid) this.reader.closeElement(name);
    else if (tag.isSelfClosing && this.isForeign) this.closeInnermost();
  }

  closeElement({ name, isVoid }: Element): void {
    if (isVoid) {
      // </br> is shown as <br> is.
      if (name === "br") this.openElement(bareTag(name));
      return;
    }
    const at = this.indexOf(name);
    if (at !== -1) while (this.open.length > at) this.closeInnermost();
    // </p> alone is an empty paragraph.
    else if (name === "p") {
      this.openElement(bareTag(name));
      this.closeInnermost();
    }
  }

  closeAll(): void {
    while (this.open.length > 0) this.closeInnermost();
  }

  private endThose(names: ReadonlySet<string>): void {
    for (;;) {
      const innermost = this.open.at(-1);
      if (innermost === undefined || !names.has(innermost.name)) return;
      this.closeInnermost();
    }
  }

  private push(element: Element): void {
    this.open.push(element);
    if (element.language !== undefined) this.languages.push(element.language);
  }

  private closeInnermost(): void {
    const element = this.open.pop();
    if (element === undefined) return;
    if (element.language !== undefined) this.languages.pop();
    this.reader.closeElement(element.name);
  }

  private indexOf(name: string): number {
    let at = this.open.length - 1;
    while (at >= 0 && this.open[at]?.name !== name) at -= 1;
    return at;
  }
}

function bareTag(name: string): Tag {
  return {
    element: elementOf(name),
    attributes: NO_ATTRIBUTES,
    isSelfClosing: false,
    isHidden: false,
  };
}
