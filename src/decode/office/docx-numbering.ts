import type { List, ListLevel } from "./list-numbering.ts";
import { type Attributes, isOn, readXml } from "./xml-reader.ts";

interface OpenLevel {
  start: number;
  format: string;
  pattern: string;
  isInDigits: boolean;
}

interface OpenList {
  readonly key: string;
  readonly restarts: Map<number, number>;
  /** Levels that this list writes otherwise than its definition. */
  readonly levels: Map<number, OpenLevel>;
}

/** Lists of word/numbering.xml by the number that paragraphs name. */
export function readNumbering(bytes: Uint8Array): Map<string, List> {
  const reader = new NumberingReader();
  readXml(bytes, { open: (name, attributes) => reader.open(name, attributes) });
  return reader.listLists();
}

class NumberingReader {
  private readonly definitions = new Map<string, Map<number, OpenLevel>>();
  private readonly lists = new Map<string, OpenList>();
  private levels = new Map<number, OpenLevel>();
  private level: OpenLevel | undefined;
  private listId = "";
  private overridden = 0;

  open(name: string, attributes: Attributes): void {
    const value = attributes["w:val"] ?? "";
    if (name === "w:abstractNum") {
      this.levels = new Map();
      this.definitions.set(attributes["w:abstractNumId"] ?? "", this.levels);
    } else if (name === "w:num") this.listId = attributes["w:numId"] ?? "";
    else if (name === "w:abstractNumId") this.openList(value);
    else if (name === "w:lvlOverride") this.overridden = Number(attributes["w:ilvl"]);
    else if (name === "w:startOverride")
      this.lists.get(this.listId)?.restarts.set(this.overridden, Number(value));
    else if (name === "w:lvl") this.openLevel(Number(attributes["w:ilvl"]));
    else if (this.level !== undefined) readLevelPart(this.level, name, value, attributes);
  }

  private openList(key: string): void {
    this.levels = new Map();
    this.lists.set(this.listId, { key, restarts: new Map(), levels: this.levels });
  }

  private openLevel(place: number): void {
    this.level = { start: 1, format: "decimal", pattern: "", isInDigits: false };
    this.levels.set(place, this.level);
  }

  listLists(): Map<string, List> {
    return new Map(
      [...this.lists].map(([id, { key, restarts, levels }]) => {
        const defined = this.definitions.get(key);
        const level = (place: number): ListLevel | undefined =>
          levels.get(place) ?? defined?.get(place);
        return [id, { key, restarts, levels: Array.from({ length: 9 }, (_, at) => level(at)) }];
      }),
    );
  }
}

function readLevelPart(
  level: OpenLevel,
  name: string,
  value: string,
  attributes: Attributes,
): void {
  if (name === "w:start") level.start = Number(value);
  else if (name === "w:numFmt") level.format = value;
  else if (name === "w:lvlText") level.pattern = value;
  else if (name === "w:isLgl") level.isInDigits = isOn(attributes);
}
