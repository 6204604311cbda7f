import type { Link } from "../model/transcript.ts";
import { foldWhiteSpace } from "./white-space.ts";

/** A list page holds some hundreds of links; a page with more is a trap or a site map. */
const MAX_LINKS = 20_000;
const MAX_BESIDE_CHARACTERS = 200;

interface OpenLink {
  readonly kind: Link["kind"];
  readonly href: string;
  readonly title: string | undefined;
  text: string;
  beside: string | undefined;
}

/** Gathers a page's links with their texts and what stands beside them on their line or in their table row. */
export class LinkCollector {
  private readonly links: OpenLink[] = [];
  private anchor: OpenLink | undefined;
  /** Index of the first link of the line, and of the table row, in hand. */
  private lineStart = 0;
  private rowStart = 0;
  private rowText = "";

  open(href: string | undefined, title: string | undefined): void {
    this.anchor = undefined;
    if (href === undefined || href.trim() === "" || this.links.length >= MAX_LINKS) return;
    const trimmedTitle = foldWhiteSpace(title ?? "");
    this.anchor = {
      kind: "anchor",
      href: href.trim(),
      title: trimmedTitle === "" ? undefined : trimmedTitle,
      text: "",
      beside: undefined,
    };
    this.links.push(this.anchor);
  }

  addText(text: string): void {
    if (this.anchor !== undefined) this.anchor.text += text;
  }

  close(): void {
    this.anchor = undefined;
  }

  addFrame(source: string | undefined): void {
    if (source === undefined || source.trim() === "" || this.links.length >= MAX_LINKS) return;
    this.links.push({
      kind: "frame",
      href: source.trim(),
      title: undefined,
      text: "",
      beside: undefined,
    });
  }

  endLine(line: string): void {
    this.setBeside(this.lineStart, line);
    this.lineStart = this.links.length;
    if (this.rowText.length < MAX_BESIDE_CHARACTERS) this.rowText += ` ${line}`;
  }

  endRow(): void {
    this.setBeside(this.rowStart, this.rowText);
    this.rowStart = this.links.length;
    this.rowText = "";
  }

  private setBeside(from: number, line: string): void {
    // A line with many links is a menu: nothing on it belongs to one of them.
    if (line.length > MAX_BESIDE_CHARACTERS) return;
    for (let at = from; at < this.links.length; at += 1) {
      const link = this.links[at];
      if (link === undefined || link.beside !== undefined || link.text === line) continue;
      const rest = foldWhiteSpace(line.replace(foldWhiteSpace(link.text), " "));
      if (rest !== "") link.beside = rest;
    }
  }

  list(): Link[] {
    return this.links.map((link) => ({ ...link, text: foldWhiteSpace(link.text) }));
  }
}
