import { DecodeError } from "../decode-error.ts";
import { DocxFlow } from "./docx-flow.ts";
import type { Relationship } from "./docx-relationships.ts";
import type { Styles } from "./docx-styles.ts";
import type { FlowBlock } from "./flow-document.ts";
import type { ListNumbering } from "./list-numbering.ts";
import { type Attributes, isOn, readXml } from "./xml-reader.ts";

/** What a document's text refers to. */
export interface DocxContext {
  readonly styles: Styles;
  readonly numbering: ListNumbering;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

/** What is not printed: deletions, properties before a change, field instructions, the pinyin over a character. */
const UNSEEN = new Set(
  "w:del w:moveFrom w:delText w:instrText w:delInstrText w:rPrChange w:pPrChange w:tblPrChange w:tblGridChange w:tblPrExChange w:trPrChange w:tcPrChange w:sectPr w:numberingChange w:sdtPr w:ffData w:rt".split(
    " ",
  ),
);

/** Reads the blocks of word/document.xml. */
export function readBody(bytes: Uint8Array, context: DocxContext): FlowBlock[] {
  const reader = new BodyReader(context);
  readXml(bytes, reader);
  if (!reader.hasBody) {
    throw new DecodeError(
      "undecodable",
      "expected w:document with w:body in the Word document, met other XML",
    );
  }
  return reader.flow.finish();
}

class BodyReader {
  readonly flow: DocxFlow;
  hasBody = false;
  private readonly relationships: ReadonlyMap<string, Relationship>;
  /** How many elements deep inside one that is not printed. */
  private unseen = 0;
  /** For each mc:AlternateContent around: whether one of its versions was read. */
  private readonly alternatives: boolean[] = [];

  constructor({ styles, numbering, relationships }: DocxContext) {
    this.flow = new DocxFlow(styles, numbering);
    this.relationships = relationships;
  }

  open = (name: string, attributes: Attributes, path: readonly string[]): void => {
    const parent = path.at(-1) ?? "";
    if (this.unseen > 0 || this.isUnseen(name, parent)) this.unseen += 1;
    else if (name === "w:body") this.hasBody = true;
    else if (name === "mc:AlternateContent") this.alternatives.push(false);
    else if (!this.openStructure(name) && !this.openProperty(name, attributes, path)) {
      this.openContent(name, attributes, parent);
    }
  };

  close = (name: string): void => {
    if (this.unseen > 0) this.unseen -= 1;
    else if (name === "mc:AlternateContent") this.alternatives.pop();
    else if (name === "w:p") this.flow.closeParagraph();
    else if (name === "w:r") this.flow.closeRun();
    else if (name === "w:hyperlink") this.flow.link = undefined;
    else if (name === "w:tbl") this.flow.closeTable();
    else if (name === "w:tr") this.flow.closeRow();
    else if (name === "w:tc") this.flow.closeCell();
    else if (name === "w:txbxContent") this.flow.closeTextBox();
  };

  text = (text: string, path: readonly string[]): void => {
    if (this.unseen > 0) return;
    const element = path.at(-1);
    if (element === "w:t" || element === "m:t") this.flow.addText(text);
  };

  /** Marks of a deleted paragraph or row bear the name of deleted text, but hold nothing. */
  private isUnseen(name: string, parent: string): boolean {
    if (name === "w:del" && (parent === "w:rPr" || parent === "w:trPr")) return false;
    if (name === "mc:Choice" || name === "mc:Fallback") return this.isOtherVersion();
    return UNSEEN.has(name);
  }

  /** A text box is written twice, for new and for old readers. */
  private isOtherVersion(): boolean {
    const wasRead = this.alternatives.pop() ?? false;
    this.alternatives.push(true);
    return wasRead;
  }

  private openStructure(name: string): boolean {
    if (name === "w:p") this.flow.openParagraph();
    else if (name === "w:r") this.flow.openRun();
    else if (name === "w:tbl") this.flow.openTable();
    else if (name === "w:tr") this.flow.openRow();
    else if (name === "w:tc") this.flow.openCell();
    else if (name === "w:txbxContent") this.flow.openTextBox();
    else return false;
    return true;
  }

  private openProperty(name: string, attributes: Attributes, path: readonly string[]): boolean {
    const parent = path.at(-1);
    if (parent === "w:pPr" || parent === "w:numPr") {
      this.flow.addParagraphProperty(name, attributes["w:val"]);
    } else if (parent === "w:rPr" && path.at(-2) === "w:pPr") {
      if (name === "w:del" || name === "w:moveFrom") this.flow.deleteParagraphMark();
    } else if (parent === "w:rPr") {
      this.openRunProperty(name, attributes);
    } else if (parent === "w:tcPr") this.flow.addCellProperty(name, attributes["w:val"]);
    else if (parent === "w:trPr") this.openRowProperty(name, attributes);
    else return false;
    return true;
  }

  private openRunProperty(name: string, attributes: Attributes): void {
    if (name === "w:vanish") this.flow.setHidden(isOn(attributes) ? "hidden" : "shown");
    else if (name === "w:rStyle") this.flow.setCharacterStyle(attributes["w:val"] ?? "");
  }

  private openRowProperty(name: string, attributes: Attributes): void {
    const isGone = name === "w:del" || (name === "w:hidden" && isOn(attributes));
    if (isGone) this.flow.dropRow();
    else if (name === "w:gridBefore") this.flow.setGridBefore(Number(attributes["w:val"]));
  }

  private openContent(name: string, attributes: Attributes, parent: string): void {
    // Tab stops bear the same name among a paragraph's properties.
    if (name === "w:tab" && parent === "w:r") this.flow.addText("\t");
    else if (name === "w:noBreakHyphen") this.flow.addText("-");
    else if (name === "w:sym") this.flow.addText(readSymbol(attributes));
    else if (name === "w:br" || name === "w:cr") this.flow.addBreak();
    else this.openReference(name, attributes);
  }

  private openReference(name: string, attributes: Attributes): void {
    if (name === "w:fldChar") this.openField(attributes["w:fldCharType"]);
    else if (name === "w:hyperlink") this.flow.link = this.targetOf(attributes["r:id"]);
    else if (name === "a:blip") this.addPicture(attributes["r:embed"] ?? attributes["r:link"]);
    else if (name === "v:imagedata") this.addPicture(attributes["r:id"]);
    else if (name === "w:altChunk") {
      throw new DecodeError(
        "unsupported_format",
        "the Word document holds its text as another document (w:altChunk), which is not read; open it in Word and save it again",
      );
    }
  }

  private openField(type: string | undefined): void {
    if (type === "begin") this.flow.fields.begin();
    else if (type === "separate") this.flow.fields.separate();
    else if (type === "end") this.flow.fields.end();
  }

  private addPicture(id: string | undefined): void {
    const source = this.targetOf(id);
    if (source !== undefined) this.flow.addPicture(source);
  }

  private targetOf(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.relationships.get(id)?.target;
  }
}

/** F030 to F039 */
const SYMBOL_AREA = 0xf000;
const SYMBOL_AREA_END = 0xf0ff;
const PICTURE_FONT = /wingdings|webdings|dingbats/i;

/**
 * A character named by font and code. Fonts of letters keep theirs in the private area at their usual codes; what a
 * font of pictures shows stays a private character, so that no cell with one in it looks blank.
 */
function readSymbol(attributes: Attributes): string {
  const code = Number.parseInt(attributes["w:char"] ?? "", 16);
  if (Number.isNaN(code) || code === 0 || code > 0xffff) return "\ufffd";
  const isPrivate = code >= SYMBOL_AREA && code <= SYMBOL_AREA_END;
  if (!isPrivate || PICTURE_FONT.test(attributes["w:font"] ?? "")) return String.fromCharCode(code);
  return String.fromCharCode(code - SYMBOL_AREA);
}
