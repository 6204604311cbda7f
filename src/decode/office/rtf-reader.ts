import { DecodeError } from "../decode-error.ts";
import { DocFlow, type TablePlace } from "./doc-flow.ts";
import { FlowBudget } from "./flow-budget.ts";
import type { FlowBlock, FlowPiece } from "./flow-document.ts";
import { RtfFonts } from "./rtf-fonts.ts";
import { RtfTableRow } from "./rtf-table-row.ts";
import type { RtfToken } from "./rtf-tokens.ts";

/** What a group's text is: of the document, of the table of fonts, its title, or nothing that is printed. */
type Destination = "text" | "fonts" | "information" | "title" | "nothing";

/** What a group may change and its end restores. */
interface Group {
  destination: Destination;
  font: number;
  /** How many characters after a `\u` stand for it in programs that do not know it. */
  replacements: number;
  isHidden: boolean;
  isDeleted: boolean;
  /** True for the number of a list item, which stands in the file as text with a tab after it. */
  isLabel: boolean;
  isInTable: boolean;
  depth: number;
  level: number | undefined;
  row: RtfTableRow;
  readonly text: OpenText;
}

/** Paragraphs being gathered: of the document, or of a text box in it. */
interface OpenText {
  readonly flow: DocFlow;
  pieces: FlowPiece[];
}

/** `\*\shppict`: parts that old programs are to pass over, with something printed in them. */
const OPTIONAL_AND_PRINTED = new Set(["shppict", "nesttableprops", "shpinst"]);
/** Parts that print nothing in the text, or print it once more. */
const NOT_PRINTED = new Set(
  "colortbl stylesheet header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst nonshppict nonesttables shprslt sp xe tc rxe txe object datafield".split(
    " ",
  ),
);
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["~", "\u00a0"],
  ["_", "\u2011"],
  ["emdash", "—"],
  ["endash", "–"],
  ["lquote", "‘"],
  ["rquote", "’"],
  ["ldblquote", "“"],
  ["rdblquote", "”"],
  ["bullet", "•"],
]);
const LIST_LABELS = new Set(["listtext", "pntext"]);
const PARAGRAPH_ENDS = new Set(["par", "sect", "\n", "\r"]);
const MAX_GROUPS = 1_000;
const MAX_LEVEL = 6;
const CODE_UNITS = 0x1_0000;

/** Words that change how the text after them is taken, until the end of their group. */
const FORMATS: ReadonlyMap<string, (group: Group, value: number | undefined) => void> = new Map([
  ["pard", (group) => Object.assign(group, { isInTable: false, depth: 0, level: undefined })],
  ["plain", (group) => Object.assign(group, { isHidden: false, isDeleted: false })],
  ["trowd", (group) => Object.assign(group, { row: new RtfTableRow() })],
  ["intbl", (group) => Object.assign(group, { isInTable: true })],
  ["itap", (group, value = 0) => Object.assign(group, { depth: value })],
  ["outlinelevel", (group, value = MAX_LEVEL) => Object.assign(group, { level: value + 1 })],
  ["v", (group, value) => Object.assign(group, { isHidden: value !== 0 })],
  ["deleted", (group, value) => Object.assign(group, { isDeleted: value !== 0 })],
  ["f", (group, value = 0) => Object.assign(group, { font: value })],
  ["uc", (group, value = 1) => Object.assign(group, { replacements: value })],
]);

/** Reads paragraphs and tables out of the tokens of an RTF file. */
export class RtfReader {
  /** From the file's own description of itself. */
  title = "";
  private readonly fonts = new RtfFonts();
  private readonly budget = new FlowBudget();
  private readonly groups: Group[] = [];
  private readonly boxes: FlowBlock[] = [];
  private group: Group;
  /** Bytes whose charset is that of the font in hand: a character may take two of them. */
  private bytes: number[] = [];
  private isOptional = false;
  private charactersToSkip = 0;
  private pictures = 0;

  constructor() {
    this.group = {
      destination: "text",
      font: 0,
      replacements: 1,
      isHidden: false,
      isDeleted: false,
      isLabel: false,
      isInTable: false,
      depth: 0,
      level: undefined,
      row: new RtfTableRow(),
      text: this.newText(),
    };
  }

  private newText(): OpenText {
    return { flow: new DocFlow(this.budget), pieces: [] };
  }

  take(token: RtfToken): void {
    if (token.kind === "bytes") {
      this.takeBytes(token.bytes);
      return;
    }
    if (token.kind === "control") {
      this.takeWord(token.word, token.value);
      return;
    }
    this.endBytes();
    this.charactersToSkip = 0;
    if (token.kind === "open") this.openGroup();
    else this.closeGroup();
  }

  private openGroup(): void {
    if (this.groups.length >= MAX_GROUPS) {
      throw new DecodeError("too_deep", `expected groups nested at most ${MAX_GROUPS} deep in RTF`);
    }
    this.groups.push(this.group);
    this.group = { ...this.group };
  }

  private closeGroup(): void {
    const outer = this.groups.pop();
    if (outer === undefined) return;
    const { text } = this.group;
    this.group = outer;
    if (text === outer.text) return;
    for (const block of finishText(text)) this.boxes.push(block);
  }

  private takeBytes(bytes: Uint8Array): void {
    const skipped = Math.min(this.charactersToSkip, bytes.length);
    this.charactersToSkip -= skipped;
    if (this.group.destination === "nothing") return;
    for (const byte of bytes.subarray(skipped)) this.bytes.push(byte);
  }

  private takeWord(word: string, value: number | undefined): void {
    if (word === "u") {
      this.endBytes();
      this.addText(String.fromCharCode(((value ?? 0) + CODE_UNITS) % CODE_UNITS));
      this.charactersToSkip = this.group.replacements;
      return;
    }
    this.endBytes();
    this.charactersToSkip = 0;
    if (word === "*") {
      this.isOptional = true;
      return;
    }
    this.takeDestination(word);
    if (this.group.destination === "fonts") this.describeFont(word, value ?? 0);
    if (this.group.destination === "text") this.format(word, value);
  }

  private takeDestination(word: string): void {
    const isPassedOver = this.isOptional && !OPTIONAL_AND_PRINTED.has(word);
    this.isOptional = false;
    const { group } = this;
    if (group.destination === "nothing") return;
    if (word === "pict" && group.destination === "text") {
      this.pictures += 1;
      this.add({ kind: "picture", source: `picture ${this.pictures}` });
      group.destination = "nothing";
    } else if (word === "fonttbl") group.destination = "fonts";
    else if (word === "info") group.destination = "information";
    else if (group.destination === "information") group.destination = toInformation(word);
    else if (LIST_LABELS.has(word)) group.isLabel = true;
    else if (word === "shptxt") this.group = { ...group, text: this.newText() };
    else if (isPassedOver || NOT_PRINTED.has(word)) group.destination = "nothing";
  }

  private describeFont(word: string, value: number): void {
    if (word === "f") this.fonts.beginFont(value);
    else if (word === "fcharset") this.fonts.setCharset(value);
  }

  private format(word: string, value: number | undefined): void {
    const character = CHARACTERS.get(word);
    if (character !== undefined) this.addText(this.group.isLabel ? "" : character);
    else if (PARAGRAPH_ENDS.has(word)) this.endParagraph("nothing", this.placeDepth());
    else if (word === "line" || word === "page") this.add({ kind: "break" });
    else if (word === "cell") this.endParagraph("cell", 1);
    else if (word === "nestcell") this.endParagraph("cell", Math.max(2, this.group.depth));
    else if (word === "row") this.endRow(1);
    else if (word === "nestrow") this.endRow(Math.max(2, this.group.depth));
    else if (!this.group.row.take(word, value ?? 0)) this.formatText(word, value);
  }

  private formatText(word: string, value: number | undefined): void {
    if (word === "ansicpg") this.fonts.setCodePage(value ?? 0);
    else FORMATS.get(word)?.(this.group, value);
  }

  private placeDepth(): number {
    const { isInTable, depth } = this.group;
    return isInTable ? Math.max(1, depth) : depth;
  }

  private endBytes(): void {
    if (this.bytes.length === 0) return;
    const text = this.fonts.decode(this.bytes, this.group.font);
    this.bytes = [];
    this.addText(text);
  }

  private addText(text: string): void {
    if (this.group.destination === "title") this.title += text;
    if (this.group.destination !== "text") return;
    const { pieces } = this.group.text;
    const last = pieces.at(-1);
    if (this.group.isHidden || this.group.isDeleted) return;
    // The halves of a character outside the first plane come one by one.
    if (last?.kind === "text") pieces[pieces.length - 1] = { ...last, text: last.text + text };
    else pieces.push({ kind: "text", text });
  }

  private add(piece: FlowPiece): void {
    if (!this.group.isHidden && !this.group.isDeleted) this.group.text.pieces.push(piece);
  }

  private endParagraph(ends: TablePlace["ends"], depth: number): void {
    const { text, level } = this.group;
    const { pieces } = text;
    text.pieces = [];
    text.flow.add(
      {
        kind: "paragraph",
        level: level !== undefined && level <= MAX_LEVEL ? level : undefined,
        pieces,
      },
      { depth, ends, isDeleted: false, definition: [] },
    );
  }

  private endRow(depth: number): void {
    const { text, row } = this.group;
    const place = { depth, ends: "row", isDeleted: false, definition: row.cells } as const;
    text.flow.add({ kind: "paragraph", level: undefined, pieces: [] }, place);
  }

  /** False in the middle of a file, and at the end of one that was cut off. */
  get isAtEnd(): boolean {
    return this.groups.length === 0;
  }

  /** The blocks of the document; where text boxes stand is not told, so theirs follow at the end. */
  finish(): FlowBlock[] {
    this.endBytes();
    while (this.groups.length > 0) this.closeGroup();
    return [...finishText(this.group.text), ...this.boxes];
  }
}

const toInformation = (word: string): Destination => (word === "title" ? "title" : "nothing");

function finishText({ flow, pieces }: OpenText): FlowBlock[] {
  const blocks = flow.finish();
  return pieces.length === 0
    ? blocks
    : [...blocks, { kind: "paragraph", level: undefined, pieces }];
}
