import type { Locator } from "../model/locator.ts";
import type { Block, Link, Picture, Scope, Transcript } from "../model/transcript.ts";
import { DecodeError } from "./decode-error.ts";
import { LinkCollector } from "./link-collector.ts";
import { lastRow, type OpenTable, spanOf, unfoldTable } from "./open-table.ts";
import { ownText } from "./own-text.ts";
import { withoutRadicals } from "./radicals.ts";
import { foldWhiteSpace } from "./white-space.ts";

/** Real pages nest a layout table or five; each level costs a pass over its content. */
const MAX_OPEN_TABLES = 64;

/** Lines of text and cells of tables; a report has a few thousand. */
const MAX_PARTS = 200_000;

const LINE_FEED = /\r\n?|\n/;

interface OpenScope {
  readonly first: number;
  readonly insideTable: number;
}

/** Gathers a page's blocks in reading order from what a reader of the markup meets. */
export class PageBuilder {
  private readonly blocks: Block[] = [];
  private readonly scopes: Scope[] = [];
  private readonly openScopes: OpenScope[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly metadata = new Map<string, string>();
  private readonly links = new LinkCollector();
  private line = "";
  private level: number | undefined;
  private paragraphs = 0;
  private tablesSeen = 0;
  private parts = 0;
  private title: string | undefined;
  private isInTitle = false;
  /** How many preformatted elements are open. */
  private preformatted = 0;

  /** Adds text to the line in hand; in preformatted text every line feed begins a new one. */
  addText(written: string): void {
    // White space between elements is what most texts of a page are; at the start of a line it shows nothing.
    if (this.line === "" && !this.isInTitle && this.preformatted === 0 && written.trim() === "")
      return;
    const text = withoutRadicals(written);
    if (this.preformatted === 0) {
      this.addToLine(text);
      return;
    }
    text.split(LINE_FEED).forEach((part, index) => {
      if (index > 0) this.endLine();
      this.addToLine(part);
    });
  }

  openPreformatted(): void {
    this.endLine();
    this.preformatted += 1;
  }

  closePreformatted(): void {
    this.endLine();
    this.preformatted -= 1;
  }

  private addToLine(text: string): void {
    if (this.isInTitle) this.title = (this.title ?? "") + text;
    else if (this.line !== "" || text.trim() !== "") {
      this.line += text;
      this.links.addText(text);
    }
  }

  openTitle(): void {
    this.isInTitle = true;
  }

  closeTitle(): void {
    this.isInTitle = false;
  }

  addMetadata(attributes: Readonly<Record<string, string>>): void {
    const name = (attributes.name ?? attributes.property ?? "").toLowerCase();
    if (attributes["http-equiv"]?.toLowerCase() === "refresh") {
      this.links.addRefresh(attributes.content);
    }
    const content = foldWhiteSpace(attributes.content ?? "");
    if (name !== "" && content !== "" && !this.metadata.has(name)) this.metadata.set(name, content);
  }

  /** Ends the line in hand; what follows stands on a new one, a heading's where `level` (1 to 6) is given. */
  breakLine(level: number | undefined): void {
    this.endLine();
    this.level = level;
  }

  private endLine(): void {
    if (this.line === "") return;
    const text = ownText(foldWhiteSpace(this.line));
    this.line = "";
    if (text === "") return;
    this.links.endLine(text);
    this.countPart();
    const cell = this.tables.at(-1)?.cell;
    if (cell === undefined) this.paragraphs += 1;
    const locator: Locator = cell?.locator ?? { paragraph: this.paragraphs };
    this.add(
      this.level === undefined
        ? { kind: "paragraph", text, locator }
        : { kind: "paragraph", text, level: this.level, locator },
    );
  }

  private countPart(): void {
    this.parts += 1;
    if (this.parts <= MAX_PARTS) return;
    throw new DecodeError(
      "too_large",
      `expected at most ${MAX_PARTS} lines and table cells in a page, met more`,
    );
  }

  private add(block: Block): void {
    const table = this.tables.at(-1);
    if (table === undefined) this.blocks.push(block);
    // Text between the tags of a table but in no cell: browsers show it before the table, and so does this.
    else (table.cell?.blocks ?? table.strays).push(block);
  }

  addPicture(picture: Pick<Picture, "source" | "isEmbedded">): void {
    this.endLine();
    const cell = this.tables.at(-1)?.cell;
    this.add({
      kind: "picture",
      ...picture,
      locator: cell?.locator ?? { paragraph: this.paragraphs + 1 },
    });
  }

  openTable(): void {
    this.endLine();
    this.tablesSeen += 1;
    this.tables.push({ number: this.tablesSeen, rows: [], strays: [], cell: undefined });
    if (this.tables.length > MAX_OPEN_TABLES) this.closeTable();
  }

  /** A table that is not shown has its number all the same. */
  skipTable(): void {
    this.tablesSeen += 1;
  }

  closeTable(): void {
    this.endLine();
    const table = this.tables.pop();
    if (table !== undefined) for (const block of unfoldTable(table)) this.add(block);
  }

  openRow(): void {
    this.endLine();
    const table = this.tables.at(-1);
    if (table === undefined) return;
    table.cell = undefined;
    table.rows.push({ cells: [], hidden: 0 });
  }

  closeRow(): void {
    this.endLine();
    const table = this.tables.at(-1);
    if (table !== undefined) table.cell = undefined;
    this.links.endRow();
  }

  openCell(columnSpan: string | undefined, rowSpan: string | undefined): void {
    this.endLine();
    const table = this.tables.at(-1);
    if (table === undefined) return;
    this.countPart();
    const row = lastRow(table);
    const column = row.cells.length + row.hidden + 1;
    const locator = { table: table.number, row: table.rows.length, column };
    table.cell = {
      blocks: [],
      columnSpan: spanOf(columnSpan),
      rowSpan: spanOf(rowSpan),
      locator,
    };
    row.cells.push(table.cell);
  }

  /** A cell that is not shown has its number all the same. */
  skipCell(): void {
    const table = this.tables.at(-1);
    if (table !== undefined) lastRow(table).hidden += 1;
  }

  closeCell(): void {
    this.endLine();
    const table = this.tables.at(-1);
    if (table !== undefined) table.cell = undefined;
  }

  openAnchor(href: string | undefined, title: string | undefined): void {
    this.links.open(href, title);
  }

  closeAnchor(): void {
    this.links.close();
  }

  addFrame(source: string | undefined): void {
    this.links.addFrame(source);
  }

  setBase(href: string | undefined): void {
    this.links.setBase(href);
  }

  openScope(): void {
    this.endLine();
    this.openScopes.push({ first: this.blocks.length, insideTable: this.tables.length });
  }

  closeScope(): void {
    this.endLine();
    const scope = this.openScopes.pop();
    // Blocks in an open table have no place in reading order yet, so their scopes cannot be told.
    if (scope === undefined || scope.insideTable > 0 || this.tables.length > 0) return;
    const last = this.blocks.length - 1;
    if (last > scope.first) this.scopes.push({ first: scope.first, last });
  }

  finish(): Transcript {
    while (this.tables.length > 0) this.closeTable();
    this.endLine();
    const title = foldWhiteSpace(this.title ?? "");
    return {
      title: title === "" ? undefined : title,
      metadata: this.metadata,
      blocks: this.blocks,
      links: this.links.list() satisfies readonly Link[],
      scopes: this.scopes,
    };
  }
}
