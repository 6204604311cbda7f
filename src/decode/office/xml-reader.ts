import { Parser } from "htmlparser2";
import { decodeText } from "../charset.ts";
import { DecodeError } from "../decode-error.ts";

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML is told, in the order of the file. */
export interface XmlHandler {
  /** @param path names of the elements around it, the nearest last */
  readonly open: (name: string, attributes: Attributes, path: readonly string[]) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string, path: readonly string[]) => void;
}

/** Text boxes and nested tables make Word's XML some 60 deep. */
const MAX_DEPTH = 1_000;

/**
 * Reads XML of an Office file element by element. Entities that a document type declares are not expanded.
 * @throws DecodeError if it is nested absurdly deep
 */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const path: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (path.length >= MAX_DEPTH) {
          throw new DecodeError("too_deep", `expected XML at most ${MAX_DEPTH} deep, met deeper`);
        }
        handler.open(name, attributes, path);
        path.push(name);
      },
      onclosetag(name) {
        path.pop();
        handler.close?.(name);
      },
      ontext(text) {
        handler.text?.(text, path);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(decodeText(bytes, "").text);
  parser.end();
}

/** The value of a switch such as <w:vanish/>, which is on unless it says otherwise. */
export function isOn(attributes: Attributes): boolean {
  const value = attributes["w:val"];
  return value === undefined || !["0", "false", "off", "none"].includes(value);
}
