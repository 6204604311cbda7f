import { DecodeError } from "../decode-error.ts";
import { toPieces } from "./doc-characters.ts";
import { DocFlow, type TablePlace } from "./doc-flow.ts";
import {
  type Formatting,
  readCharacterFormatting,
  readParagraphFormatting,
} from "./doc-formatting.ts";
import type { DocFile } from "./doc-header.ts";
import { readDocLists } from "./doc-lists.ts";
import { MODIFIER, type Modifier } from "./doc-modifiers.ts";
import { DocText } from "./doc-pieces.ts";
import { readRowDefinition } from "./doc-row.ts";
import { type DocTraits, hasSet, readDocStyles, readTraits } from "./doc-styles.ts";
import { FieldTracker } from "./field-tracker.ts";
import { FlowBudget } from "./flow-budget.ts";
import type { FlowBlock, FlowParagraph, FlowPiece } from "./flow-document.ts";
import { ListNumbering } from "./list-numbering.ts";

const CELL_MARK = "\u0007";
/** End of a paragraph, of a cell or row, of a page or section. */
const ENDS = ["\r", CELL_MARK, "\f"];
const RUNNING_TEXT = 9;
const MAX_LEVEL = 6;

interface ParagraphEnd {
  readonly style: number;
  readonly modifiers: readonly Modifier[];
}

/** Reads paragraphs out of the text of a binary Word document. */
export class DocReader {
  private readonly text: DocText;
  private readonly paragraphs: Formatting;
  private readonly characters: Formatting;
  private readonly styles: ReadonlyMap<number, DocTraits>;
  private readonly numbering: ListNumbering;
  private readonly budget = new FlowBudget();

  constructor(file: DocFile) {
    this.text = new DocText(file);
    this.paragraphs = readParagraphFormatting(file);
    this.characters = readCharacterFormatting(file);
    this.styles = readDocStyles(file);
    this.numbering = new ListNumbering(readDocLists(file));
  }

  /** The blocks between two characters of the text. */
  readBlocks(start: number, end: number): FlowBlock[] {
    const flow = new DocFlow(this.budget);
    const fields = new FieldTracker();
    const { text } = this.text;
    if (end > text.length) {
      throw new DecodeError(
        "undecodable",
        `the Word document is cut short or damaged: it has ${text.length} characters of ${end}`,
      );
    }
    let from = start;
    while (from < end) {
      let at = from;
      while (at < end && !ENDS.includes(text.charAt(at))) at += 1;
      const ending = this.endingAt(at);
      const pieces = this.readPieces(from, at, fields);
      const place = this.placeOf(ending, at);
      flow.add(this.toParagraph(pieces, ending, place), place);
      fields.endParagraph();
      from = at + 1;
    }
    return flow.finish();
  }

  private endingAt(character: number): ParagraphEnd {
    const located = this.text.locate(character);
    const run = located === undefined ? undefined : this.paragraphs(located.offset);
    const modifiers = [...(run?.modifiers ?? []), ...(located?.piece.modifiers ?? [])];
    return { style: run?.style ?? 0, modifiers };
  }

  private placeOf({ modifiers }: ParagraphEnd, at: number): TablePlace {
    const isInTable = hasSet(modifiers, MODIFIER.isInTable);
    const depth =
      modifiers.findLast(({ code }) => code === MODIFIER.tableDepth)?.operand.uint32(0) ??
      (isInTable ? 1 : 0);
    const ends = this.findEnds(modifiers, depth, at);
    const isDeleted = ends === "row" && this.isDeleted(at);
    const definition = ends === "row" ? readRowDefinition(modifiers) : [];
    return { depth, ends, isDeleted, definition };
  }

  /** Outer cells and rows end in a mark of their own, inner ones in a paragraph that says so. */
  private findEnds(modifiers: readonly Modifier[], depth: number, at: number): TablePlace["ends"] {
    if (depth === 0) return "nothing";
    if (depth === 1 && hasSet(modifiers, MODIFIER.isRowEnd)) return "row";
    if (depth > 1 && hasSet(modifiers, MODIFIER.isInnerRowEnd)) return "row";
    const isCell =
      depth === 1 ? this.text.text[at] === CELL_MARK : hasSet(modifiers, MODIFIER.isInnerCellEnd);
    return isCell ? "cell" : "nothing";
  }

  private isDeleted(character: number): boolean {
    const located = this.text.locate(character);
    const run = located === undefined ? undefined : this.characters(located.offset);
    return hasSet(run?.modifiers ?? [], MODIFIER.isDeleted);
  }

  /** Text goes on over places of the file and over runs; each stretch of it lies in one of both. */
  private readPieces(start: number, end: number, fields: FieldTracker): FlowPiece[] {
    const pieces: FlowPiece[] = [];
    let from = start;
    while (from < end) {
      const located = this.text.locate(from);
      if (located === undefined) break;
      const { piece, offset } = located;
      const run = this.characters(offset);
      const left = run === undefined ? 1 : Math.ceil((run.end - offset) / piece.characterBytes);
      const to = Math.min(end, piece.end, from + Math.max(1, left));
      for (const part of toPieces(this.text.text.slice(from, to), run, fields)) pieces.push(part);
      from = to;
    }
    return pieces;
  }

  private toParagraph(
    pieces: readonly FlowPiece[],
    { style, modifiers }: ParagraphEnd,
    place: TablePlace,
  ): FlowParagraph {
    const traits = { ...this.styles.get(style), ...readTraits(modifiers) };
    const { listId, listLevel } = traits;
    const isCounted = listId !== undefined && place.ends !== "row";
    const label = isCounted ? this.numbering.next(listId, listLevel ?? 0) : "";
    const level = (traits.outlineLevel ?? RUNNING_TEXT) + 1;
    return {
      kind: "paragraph",
      level: level <= MAX_LEVEL ? level : undefined,
      pieces: label === "" ? pieces : [{ kind: "text", text: label }, ...pieces],
    };
  }
}
