import { describe, expect, test } from "vitest";
import { type DocRow, layOutRows } from "../../../src/decode/office/doc-row.ts";
import type { FlowBlock } from "../../../src/decode/office/flow-document.ts";

const block = (text: string): FlowBlock => ({
  kind: "paragraph",
  level: undefined,
  pieces: [{ kind: "text", text }],
});

/** A row of cells between edges; marks of horizontal merges in the second list. */
function toRow(
  edges: readonly number[],
  texts: readonly string[],
  marks: readonly number[] = [],
): DocRow {
  const definition = edges.slice(1).map((right, index) => ({
    left: edges[index] ?? 0,
    right,
    horizontalMerge: marks[index] ?? 0,
    verticalMerge: "none" as const,
  }));
  return { contents: texts.map((text) => [block(text)]), definition, isDeleted: false };
}

const spansOf = (rows: readonly DocRow[]): number[][] =>
  layOutRows(rows).map((row) => row.cells.map(({ columnSpan }) => columnSpan));

describe("rows of a binary Word table", () => {
  test("are laid on a grid of all their edges, and edges a hair apart are one", () => {
    const rows = [toRow([0, 100, 300], ["甲", "乙"]), toRow([0, 108, 200, 305], ["1", "2", "3"])];
    expect(spansOf(rows)).toEqual([
      [1, 2],
      [1, 1, 1],
    ]);
  });

  test("may begin right of the table's edge", () => {
    const rows = [toRow([0, 100, 200], ["甲", "乙"]), toRow([100, 200], ["1"])];
    expect(layOutRows(rows).map(({ gridBefore }) => gridBefore)).toEqual([0, 1]);
  });

  test.each([
    ["1 for the first cell", [1, 2, 2, 1, 2, 0]],
    ["2 for the first cell", [2, 1, 1, 2, 1, 0]],
  ])("join cells side by side, marked with %s", (_, marks) => {
    const row = toRow([0, 1e3, 2e3, 3e3, 4e3, 5e3, 6e3], ["甲", "", "", "乙", "", "3"], marks);
    expect(spansOf([row])).toEqual([[3, 2, 1]]);
  });

  test("whose end tells of other cells keep them as they are written", () => {
    const row = toRow([0, 100, 200], ["甲", "1", "2"]);
    expect(spansOf([row])).toEqual([[1, 1, 1]]);
  });
});
