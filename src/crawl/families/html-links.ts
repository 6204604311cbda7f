import { Parser } from "htmlparser2";
import type { Link } from "../../model/transcript.ts";

const blanks = /\s+/gu;
/** An entry of a list ends with one of these. */
const entryEnds = new Set(["li", "tr", "dd", "p", "div", "ul"]);
const maxLinks = 5_000;

/** The links of a piece of HTML that came inside a script or an answer in JSON, each with what is printed beside it. */
export function listHtmlLinks(html: string): Link[] {
  const collector = new EntryCollector();
  const parser = new Parser(collector, { decodeEntities: true, lowerCaseTags: true });
  parser.write(html);
  parser.end();
  return collector.finish();
}

interface OpenLink {
  readonly href: string;
  readonly title: string | undefined;
  text: string;
  beside: string | undefined;
}

class EntryCollector {
  readonly #links: OpenLink[] = [];
  #anchor: OpenLink | undefined;
  #entryStart = 0;
  #entryText = "";

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "a") this.#open(attributes);
  }

  #open({ href, title }: Readonly<Record<string, string>>): void {
    this.#anchor = undefined;
    if (href === undefined || href.trim() === "" || this.#links.length >= maxLinks) return;
    const whole = fold(title ?? "");
    this.#anchor = {
      href: href.trim(),
      title: whole === "" ? undefined : whole,
      text: "",
      beside: undefined,
    };
    this.#links.push(this.#anchor);
  }

  ontext(text: string): void {
    if (this.#anchor === undefined) this.#entryText += text;
    else this.#anchor.text += text;
  }

  onclosetag(name: string): void {
    if (name === "a") this.#anchor = undefined;
    // Cells of a row stand apart: 1 and 2025-01-20 are no 12025.
    else this.#entryText += " ";
    if (entryEnds.has(name)) this.#endEntry();
  }

  #endEntry(): void {
    const beside = fold(this.#entryText);
    for (const link of this.#links.slice(this.#entryStart)) {
      if (beside !== "") link.beside ??= beside;
    }
    this.#entryStart = this.#links.length;
    this.#entryText = "";
  }

  finish(): Link[] {
    this.#endEntry();
    return this.#links.map((link) => ({ ...link, kind: "anchor" as const, text: fold(link.text) }));
  }
}

function fold(text: string): string {
  return text.replace(blanks, " ").trim();
}
