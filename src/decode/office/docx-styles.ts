import { type Attributes, isOn, readXml } from "./xml-reader.ts";

/** What a paragraph says of itself, or its style says for it; undefined for what it leaves open. */
export interface ParagraphTraits {
  /** 0 for the highest heading; 9 for running text. */
  outlineLevel?: number;
  /** "0" for none. */
  listId?: string;
  listLevel?: number;
  isHidden?: boolean;
}

interface Style extends ParagraphTraits {
  basedOn?: string;
  name?: string;
}

/** Styles of a document by id, each with what it inherits. */
export type Styles = ReadonlyMap<string, ParagraphTraits>;

/** heading 1 */
const HEADING_NAME = /^heading ([1-9])$/i;
const MAX_INHERITANCE = 20;

/** Reads word/styles.xml. The style that a document uses where a paragraph names none is under "". */
export function readStyles(bytes: Uint8Array): Styles {
  const styles = new Map<string, Style>();
  let style: Style = {};
  readXml(bytes, {
    open: (name, attributes, path) => {
      if (name === "w:style") {
        style = {};
        for (const id of listIds(attributes)) styles.set(id, style);
      } else if (name === "w:vanish" && path.at(-1) === "w:rPr") style.isHidden = isOn(attributes);
      else readStylePart(style, name, attributes["w:val"]);
    },
  });
  return new Map([...styles.keys()].map((id) => [id, inherit(styles, id)]));
}

function listIds(attributes: Attributes): string[] {
  const id = attributes["w:styleId"] ?? "";
  const isDefault =
    attributes["w:type"] === "paragraph" && isOn({ "w:val": attributes["w:default"] ?? "0" });
  return isDefault ? [id, ""] : [id];
}

function readStylePart(style: Style, name: string, value: string | undefined): void {
  if (name === "w:basedOn") style.basedOn = value ?? "";
  else if (name === "w:name") style.name = value ?? "";
  else readParagraphTrait(style, name, value);
}

/** Notes an element of paragraph properties that matters to reading. */
export function readParagraphTrait(
  traits: ParagraphTraits,
  name: string,
  value: string | undefined,
): void {
  if (value === undefined) return;
  if (name === "w:outlineLvl") traits.outlineLevel = Number(value);
  else if (name === "w:numId") traits.listId = value;
  else if (name === "w:ilvl") traits.listLevel = Number(value);
}

function inherit(styles: ReadonlyMap<string, Style>, id: string): ParagraphTraits {
  let merged: ParagraphTraits = {};
  let next: string | undefined = id;
  for (let count = 0; next !== undefined && count < MAX_INHERITANCE; count += 1) {
    const style: Style | undefined = styles.get(next);
    const heading = HEADING_NAME.exec(style?.name ?? "");
    const named = heading === null ? {} : { outlineLevel: Number(heading[1]) - 1 };
    merged = { ...named, ...style, ...merged };
    next = style?.basedOn;
  }
  return merged;
}
