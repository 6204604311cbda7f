/** How the bytes of an RTF text are written: by its font, or else by the code page of the file. */
export class RtfFonts {
  private readonly encodings = new Map<number, string>();
  private ansi = "windows-1252";
  private defined = 0;

  /** `\ansicpg936` */
  setCodePage(page: number): void {
    this.ansi = CODE_PAGES.get(page) ?? this.ansi;
  }

  /** `\f13` in the table of fonts: what follows describes this one. */
  beginFont(font: number): void {
    this.defined = font;
  }

  /** `\fcharset134` */
  setCharset(charset: number): void {
    const encoding = CHARSETS.get(charset);
    if (encoding !== undefined) this.encodings.set(this.defined, encoding);
  }

  /** Fonts of no charset of their own are used for Chinese too, so that they say nothing of it. */
  decode(bytes: readonly number[], font: number): string {
    const encoding = this.encodings.get(font) ?? this.ansi;
    return new TextDecoder(encoding).decode(Uint8Array.from(bytes));
  }
}

const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [936, "gb18030"],
  [54936, "gb18030"],
  [950, "big5"],
  [65001, "utf-8"],
  [1252, "windows-1252"],
]);

const CHARSETS: ReadonlyMap<number, string> = new Map([
  [134, "gb18030"],
  [136, "big5"],
]);
