import type { Link } from "../model/transcript.ts";
import { foldWhiteSpace } from "./white-space.ts";

/** A list page holds some hundreds of links; a page with more is a trap or a site map. */
const MAX_LINKS = 20_000;
const MAX_BESIDE_CHARACTERS = 200;
/** A page that stands longer than this is there to be read. */
const MAX_REFRESH_SECONDS = 1;
/** "0;url=/zfxxgk/index.html", "0; URL='http://www.example.gov.cn/'" */
const REFRESH = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+?)["']?\s*$/i;
/** Stands for the site of the page, which is not known here. */
const SOME_SITE = "http://site.invalid";

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
  private base: string | undefined;

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

  /** What the page resolves its links against; its first word on that counts. */
  setBase(href: string | undefined): void {
    if (href?.trim()) this.base ??= href.trim();
  }

  /** @param content of a refresh: "0;url=/zfxxgk/index.html" */
  addRefresh(content: string | undefined): void {
    const match = REFRESH.exec(content ?? "");
    if (match?.[2] === undefined || Number(match[1]) > MAX_REFRESH_SECONDS) return;
    this.links.push({
      kind: "refresh",
      href: match[2].trim(),
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
    return this.links.map((link) => ({
      ...link,
      href: resolve(link.href, this.base),
      text: foldWhiteSpace(link.text),
    }));
  }
}

/** A base of its own folder only ("nb/") is one relative to the page and stays so. */
function resolve(href: string, base: string | undefined): string {
  if (base === undefined || href.startsWith("#")) return href;
  if (!URL.canParse(href, SOME_SITE) || URL.canParse(href)) return href;
  if (!base.startsWith("/") && !URL.canParse(base)) {
    return href.startsWith("/") ? href : `${base.slice(0, base.lastIndexOf("/") + 1)}${href}`;
  }
  const { href: resolved } = new URL(href, new URL(base, SOME_SITE));
  return resolved.startsWith(`${SOME_SITE}/`) ? resolved.slice(SOME_SITE.length) : resolved;
}
