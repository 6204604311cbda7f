import { readXml } from "./xml-reader.ts";

export interface Relationship {
  /** The last part of its type's address: styles, numbering, image, hyperlink. */
  readonly kind: string;
  /** Of a part: its name in the package; of a link: its address. */
  readonly target: string;
}

/** "styles" in http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles */
const LAST_PART = /[^/]*$/;

/**
 * Reads a .rels part: what the parts of a package are to each other, by id.
 * @param folder that targets are told from: "word/" for parts of the document
 */
export function readRelationships(
  bytes: Uint8Array | undefined,
  folder: string,
): Map<string, Relationship> {
  const relationships = new Map<string, Relationship>();
  if (bytes === undefined) return relationships;
  readXml(bytes, {
    open: (name, attributes) => {
      const { Id, Type = "", Target = "", TargetMode } = attributes;
      if (name !== "Relationship" || Id === undefined) return;
      const kind = LAST_PART.exec(Type)?.[0] ?? "";
      const target = TargetMode === "External" ? Target : resolve(Target, folder);
      relationships.set(Id, { kind, target });
    },
  });
  return relationships;
}

function resolve(target: string, folder: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts = `${folder}${target}`.split("/");
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === "..") resolved.pop();
    else if (part !== ".") resolved.push(part);
  }
  return resolved.join("/");
}
