import type { Transcript } from "../../model/transcript.ts";
import { DecodeError } from "../decode-error.ts";
import { readBody } from "./docx-body.ts";
import { readNumbering } from "./docx-numbering.ts";
import { type Relationship, readRelationships } from "./docx-relationships.ts";
import { readStyles } from "./docx-styles.ts";
import { transcribeFlow } from "./flow-writer.ts";
import { ListNumbering } from "./list-numbering.ts";
import { withTitleProperty } from "./title-property.ts";
import { readXml } from "./xml-reader.ts";
import type { ZipFile } from "./zip-file.ts";

/** "word/" of word/document.xml */
const FOLDER = /^.*\//;

/**
 * Transcribes a Word document (DOCX) as it is printed: insertions under review are read, deletions, hidden text, field
 * instructions, notes, headers and footers are not.
 */
export function transcribeDocx(zip: ZipFile): Transcript {
  const root = readRelationships(zip.read("_rels/.rels"), "");
  const name = find(root, "officeDocument") ?? "word/document.xml";
  const body = zip.read(name);
  if (body === undefined) {
    throw new DecodeError("undecodable", `the Word document is damaged: it has no part ${name}`);
  }
  const folder = FOLDER.exec(name)?.[0] ?? "";
  const relationships = readRelationships(
    zip.read(`${folder}_rels/${name.slice(folder.length)}.rels`),
    folder,
  );
  const styles = zip.read(find(relationships, "styles") ?? `${folder}styles.xml`);
  const numbering = zip.read(find(relationships, "numbering") ?? `${folder}numbering.xml`);
  const blocks = readBody(body, {
    styles: styles === undefined ? new Map() : readStyles(styles),
    numbering: new ListNumbering(numbering === undefined ? new Map() : readNumbering(numbering)),
    relationships,
  });
  const properties = zip.read(find(root, "core-properties") ?? "docProps/core.xml");
  return withTitleProperty(transcribeFlow(blocks), readTitle(properties));
}

function find(relationships: ReadonlyMap<string, Relationship>, kind: string): string | undefined {
  return [...relationships.values()].find((relationship) => relationship.kind === kind)?.target;
}

function readTitle(properties: Uint8Array | undefined): string {
  let title = "";
  if (properties === undefined) return title;
  readXml(properties, {
    open: () => undefined,
    text: (text, path) => {
      if (path.at(-1) === "dc:title") title += text;
    },
  });
  return title;
}
