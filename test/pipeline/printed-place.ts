import { parseDocument } from "htmlparser2";
import type { Locator } from "../../src/model/locator.ts";

/** Finds what a document prints at a locator, without any code of the reader: undefined if nothing is there. */
export type TextAt = (locator: Locator) => string | undefined;

/** Lines and tab-separated fields of a text file; a cell of a cell-a-line table may go on over lines without a tab. */
export function openText(text: string): TextAt {
  const lines = text.split("\n");
  return (locator) => {
    if (!("line" in locator)) return undefined;
    const line = lines[locator.line - 1];
    return locator.field === undefined
      ? line?.trim()
      : line?.split("\t")[locator.field - 1]?.trim();
  };
}

type Node = ReturnType<typeof parseDocument>["children"][number];

/** The n-th table in document order, its n-th row, the n-th cell of that row as written. */
export function openHtml(html: string): TextAt {
  const tables = listTables(parseDocument(html).children);
  return (locator) => {
    if (!("table" in locator)) return undefined;
    const row = tables[locator.table - 1]?.[locator.row - 1];
    const cell = row?.[locator.column - 1];
    return cell === undefined
      ? undefined
      : textOf([cell])
          .replace(/[\s\u00a0]+/g, " ")
          .trim();
  };
}

const childrenOf = (node: Node): Node[] => ("children" in node ? node.children : []);
const nameOf = (node: Node): string => ("name" in node ? node.name : "");

/** For each table its rows, and for each row its cells; rows of nested tables are their own. */
function listTables(nodes: readonly Node[]): Node[][][] {
  const tables: Node[][][] = [];
  const visitAll = (parent: Node, rows: Node[][] | undefined, cells: Node[] | undefined): void => {
    for (const child of childrenOf(parent)) visit(child, rows, cells);
  };
  const visit = (node: Node, rows: Node[][] | undefined, cells: Node[] | undefined): void => {
    const name = nameOf(node);
    if (name === "td" || name === "th") cells?.push(node);
    const opened: Node[] = [];
    if (name === "tr") rows?.push(opened);
    const own: Node[][] = [];
    if (name === "table") tables.push(own);
    visitAll(node, name === "table" ? own : rows, name === "tr" ? opened : undefined);
  };
  for (const node of nodes) visit(node, undefined, undefined);
  return tables;
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ("data" in node && node.type === "text") return String(node.data);
      return textOf(childrenOf(node));
    })
    .join("");
}
