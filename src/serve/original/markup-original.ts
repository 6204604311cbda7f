import { Parser } from "htmlparser2";
import {
  cleanAttributes,
  escapeMarkup,
  findElement,
  isHidden,
  UNSEEN,
  VOID,
} from "./clean-elements.ts";
import { beginCell, beginRow, type OpenTable } from "./open-table.ts";
import { Marks, type Piece } from "./place.ts";

/** Elements that begin and end a block of text, as the decoder counts paragraphs. */
const LINES = new Set(
  "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html img legend li main nav ol p pre section summary table tbody td tfoot th thead tr ucapcontent ul".split(
    " ",
  ),
);
const CELL_ENDS = new Set(["tr", "td", "th"]);
const LINE_FEED = /\r\n?|\n/;
/** Formatting that is never closed nests deep; what lies deeper than this is written without its tags. */
const MAX_DEPTH = 4_000;
/** As for the decoder: beyond this, following the page costs more than anything it could show. */
const MAX_OPEN = 20_000;
/** "data:image/png;base64,iVBOR…": the one kind of picture that needs no network */
const INLINE_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+$/;

/** What is marked: a table cell, or what was read of its text. */
type Look = "of_the_cell" | "of_its_parts";
interface Known {
  /** All that stands at each place. */
  readonly texts: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<number, string>;
}

type Attributes = Readonly<Record<string, string>>;

/** Addresses of the pictures that a page shows, as written and in the order in which the decoder counts them. */
export function listPictureSources(pages: readonly string[]): readonly string[] {
  const reader = new MarkupWriter(new Marks([], undefined, () => ""), "", undefined);
  write(pages, reader);
  return reader.sources;
}

/**
 * An archived page as markup that runs nothing and asks for nothing: only elements and attributes that set text are
 * written again. Places that were read are linked to the report, the first of them has the id `start`, and the one
 * asked for `here`. Tables, rows, cells and paragraphs are counted as the decoder counts them.
 * @throws Error for a page nested deeper than any report
 * @param pages the page, and the article that it carries as data for its script, if it does
 * @param removed stands for pictures that are not at hand
 * @param pictures markup of those that are, by their numbers
 */
export function cleanMarkup(
  pages: readonly string[],
  marks: Marks,
  removed: string,
  pictures: ReadonlyMap<number, string> = new Map(),
): string {
  const reader = new MarkupWriter(marks, removed, undefined);
  // Where in a text its figures stand can be told only once the text has ended.
  if (marks.all.length > 0) write(pages, reader);
  return write(pages, new MarkupWriter(marks, removed, { texts: reader.texts, pictures }));
}

function write(pages: readonly string[], writer: MarkupWriter): string {
  for (const page of pages) {
    const parser = new Parser(writer, { decodeEntities: true, lowerCaseTags: true });
    parser.write(page);
    parser.end();
  }
  return writer.finish();
}

class MarkupWriter {
  readonly #marks: Marks;
  readonly #removed: string;
  /** What stands at each place of which something was read. */
  readonly texts = new Map<string, string>();
  /** Addresses of its pictures. */
  readonly sources: string[] = [];
  /** What was found before; undefined while it is being found. */
  readonly #known: Known | undefined;
  readonly #output: string[] = [];
  readonly #tables: OpenTable[] = [];
  /** What was written for each open element; undefined: nothing. */
  readonly #open: (string | undefined)[] = [];
  #tablesSeen = 0;
  #paragraphs = 0;
  #isInLine = false;
  /** How many preformatted elements are open. */
  #preformatted = 0;
  #isHereWritten = false;
  #isStartWritten = false;
  /** Depth of the outermost element that is not shown. */
  #unseenFrom: number | undefined;
  /** Tables open inside of an element that a style hides. */
  #hiddenTables: number | undefined;

  constructor(marks: Marks, removed: string, known: Known | undefined) {
    this.#known = known;
    this.#marks = marks;
    this.#removed = removed;
  }

  onopentag(name: string, attributes: Attributes): void {
    this.#open.push(undefined);
    if (this.#open.length > MAX_OPEN) {
      throw new Error(`expected elements nested at most ${MAX_OPEN} deep, met more`);
    }
    if (this.#unseenFrom !== undefined) {
      this.#countHidden(name);
      return;
    }
    const isStyledAway = isHidden(attributes.style);
    if (UNSEEN.has(name) || isStyledAway) {
      this.#unseenFrom = this.#open.length;
      if (!isStyledAway || UNSEEN.has(name)) return;
      this.#hiddenTables = 0;
      this.#countHidden(name);
      return;
    }
    if (LINES.has(name)) this.#isInLine = false;
    if (name === "pre") this.#preformatted += 1;
    if (name === "img") this.#writePicture(attributes);
    else this.#writeElement(name, attributes);
  }

  onclosetag(name: string): void {
    const depth = this.#open.length;
    const written = this.#open.pop();
    const wasSeen = this.#unseenFrom === undefined;
    if (this.#hiddenTables !== undefined && name === "table") this.#hiddenTables -= 1;
    if (this.#unseenFrom === depth) {
      this.#unseenFrom = undefined;
      this.#hiddenTables = undefined;
    }
    if (!wasSeen) return;
    this.#leave(name);
    if (written !== undefined) this.#output.push(`</${written}>`);
  }

  #leave(name: string): void {
    if (LINES.has(name)) this.#isInLine = false;
    if (name === "pre") this.#preformatted -= 1;
    if (name === "table") this.#tables.pop();
    const table = this.#tables.at(-1);
    if (table !== undefined && CELL_ENDS.has(name)) table.cell = undefined;
  }

  ontext(text: string): void {
    if (this.#unseenFrom !== undefined) return;
    if (this.#preformatted === 0) {
      this.#writeText(text);
      return;
    }
    for (const [index, line] of text.split(LINE_FEED).entries()) {
      if (index > 0) {
        this.#isInLine = false;
        this.#output.push("\n");
      }
      this.#writeText(line);
    }
  }

  #writeText(text: string): void {
    if (text.trim() === "") {
      this.#output.push(text);
      return;
    }
    const cell = this.#tables.at(-1)?.cell;
    if (!this.#isInLine && cell === undefined) this.#paragraphs += 1;
    this.#isInLine = true;
    this.#output.push(this.#mark(cell ?? `p${this.#paragraphs}`, text));
  }

  finish(): string {
    while (this.#open.length > 0) {
      const written = this.#open.pop();
      if (written !== undefined) this.#output.push(`</${written}>`);
    }
    this.#tables.length = 0;
    return this.#output.join("");
  }

  #mark(key: string, text: string): string {
    if (!this.#marks.has(key)) return escapeMarkup(text);
    const before = this.texts.get(key) ?? "";
    this.texts.set(key, before + text);
    const whole = this.#known?.texts.get(key);
    if (whole === undefined) return "";
    const look = this.#lookOf(key);
    return this.#marks
      .cut(key, whole, before.length, before.length + text.length)
      .map((piece) => this.#writePiece(piece, look))
      .join("");
  }

  #writePiece({ text, address, isWanted }: Piece, look: Look): string {
    const shown = escapeMarkup(text);
    if (address === undefined) return shown;
    const link = `<a target="_top" href="${escapeMarkup(address)}">${shown}</a>`;
    if (isWanted && look === "of_its_parts") return `<span${this.#here()}>${link}</span>`;
    return `${this.#start()}${link}`;
  }

  /** Where one figure is all there is in a table cell, the whole cell has the look. */
  #lookOf(key: string): Look {
    const isCell = key.startsWith("t");
    if (this.#known === undefined) return "of_its_parts";
    return isCell && this.#marks.isWantedWhole(key, this.#known?.texts.get(key) ?? "")
      ? "of_the_cell"
      : "of_its_parts";
  }

  /** The first thing at the place asked for has its id, everything there its look. */
  #here(): string {
    const id = this.#isHereWritten ? "" : ' id="here"';
    this.#isHereWritten = true;
    return `${id} class="here"`;
  }

  /** Where what was read begins: pages begin with menus. No link has the id, since a browser would put the focus there. */
  #start(): string {
    if (this.#isStartWritten) return "";
    this.#isStartWritten = true;
    return '<span id="start"></span>';
  }

  #writeElement(name: string, attributes: Attributes): void {
    const element = findElement(name);
    const key = this.#count(name);
    if (element === undefined || this.#open.length > MAX_DEPTH) return;
    const isWanted = key !== undefined && this.#lookOf(key) === "of_the_cell";
    const here = isWanted ? this.#here() : "";
    this.#output.push(`<${element}${cleanAttributes(attributes)}${here}>`);
    if (!VOID.has(element)) this.#open[this.#open.length - 1] = element;
  }

  /** Follows tables, rows and cells; gives the key of a cell that begins. */
  #count(name: string): string | undefined {
    if (name === "table") {
      this.#tablesSeen += 1;
      this.#tables.push({ number: this.#tablesSeen, rows: 0, cells: 0, cell: undefined });
      return undefined;
    }
    const table = this.#tables.at(-1);
    if (table === undefined) return undefined;
    if (name === "tr") beginRow(table);
    if (name !== "td" && name !== "th") return undefined;
    table.cell = beginCell(table);
    return table.cell;
  }

  /** What a style hides is not shown, and has its number all the same. */
  #countHidden(name: string): void {
    if (this.#hiddenTables === undefined) return;
    if (name === "table") {
      this.#hiddenTables += 1;
      this.#tablesSeen += 1;
      return;
    }
    const table = this.#tables.at(-1);
    if (this.#hiddenTables > 0 || table === undefined) return;
    if (name === "tr") beginRow(table);
    if (name === "td" || name === "th") beginCell(table);
  }

  #writePicture({ src = "", alt = "" }: Attributes): void {
    this.sources.push(src);
    const drawn = this.#known?.pictures.get(this.sources.length);
    if (drawn !== undefined) {
      this.#output.push(drawn);
    } else if (INLINE_PICTURE.test(src)) {
      this.#output.push(`<img src="${src}" alt="${escapeMarkup(alt)}">`);
    } else {
      const text = alt === "" ? this.#removed : `${this.#removed}: ${alt}`;
      this.#output.push(`<span class="removed">[${escapeMarkup(text)}]</span>`);
    }
  }
}
