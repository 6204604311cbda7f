import { describe, expect, test } from "vitest";
import { type Completeness, listAssignments } from "../../src/interpret/assignment.ts";
import type { TableCell } from "../../src/model/transcript.ts";

function cell(text: string, column: number, columnSpan = 1): TableCell {
  return { text, columnSpan, rowSpan: 1, locator: { table: 1, row: 1, column } };
}

/** "1,2,_" is a row of 1, 2 and an empty cell; "_*3" an empty cell over three columns. */
function parse(row: string): TableCell[] {
  return row.split(",").map((entry, index) => {
    const [text = "", span = "1"] = entry.split("*");
    return cell(text === "_" ? "" : text, index + 1, Number(span));
  });
}

function ways(row: string, columns: number, completeness: Completeness): string[] {
  return listAssignments(parse(row), columns, completeness).map((assignment) =>
    assignment.map((entry) => (entry === undefined ? "?" : entry.text || "_")).join(","),
  );
}

describe("a row with as many cells as columns", () => {
  test("is read as it stands, blanks and all", () => {
    expect(ways("1,2,3", 3, "complete")).toEqual(["1,2,3"]);
    expect(ways("1,_,3", 3, "unknown")).toEqual(["1,_,3"]);
    expect(ways("_,_,_", 3, "complete")).toEqual(["_,_,_"]);
  });

  test("in a table that is wider may have lost a cell: several ways", () => {
    expect(ways("1,2,_", 3, "short").length).toBeGreaterThan(1);
  });

  test("whose last cell is padding is not settled by its length alone", () => {
    // A row of 1 and 2 that lost a third, in a table one cell wider.
    expect(ways("193,_", 2, "short").sort()).toEqual(["193,?", "?,193"]);
  });
});

describe("a row with more cells than columns", () => {
  test("may be padded with empty cells at either end", () => {
    expect(ways("1,2,3,_", 3, "complete")).toEqual(["1,2,3"]);
    expect(ways("_,1,2,3", 3, "complete")).toEqual(["1,2,3"]);
    expect(ways("_,_,1,2,3,_", 3, "complete")).toEqual(["1,2,3"]);
  });

  test("has several ways where an empty cell may be a figure or padding", () => {
    expect(ways("_,1,2,_", 3, "complete").sort()).toEqual(["1,2,_", "_,1,2"]);
  });

  test("has none where more is printed than there are columns", () => {
    expect(ways("1,2,3,4", 3, "complete")).toEqual([]);
    expect(ways("1,_,3,4", 3, "complete")).toEqual([]);
  });

  test("and nothing printed is blank in every column", () => {
    expect(ways("_,_,_,_", 3, "complete")).toEqual(["_,_,_"]);
  });
});

describe("a row with fewer cells than columns", () => {
  test("may have lost any one", () => {
    expect(ways("1,2", 3, "short").sort()).toEqual(["1,2,?", "1,?,2", "?,1,2"]);
  });

  test("may have lost two, but not more", () => {
    expect(ways("1", 3, "short")).toHaveLength(3);
    expect(ways("1", 4, "short")).toEqual([]);
  });

  test("of equal figures has fewer ways, because some are the same", () => {
    expect(new Set(ways("0,0", 3, "short")).size).toBe(ways("0,0", 3, "short").length);
  });

  test("leaves each column blank that an empty cell reaches over", () => {
    expect(ways("_*2,3", 3, "unknown")).toEqual(["_,_,3"]);
  });

  test("is not settled by a printed cell that reaches over several columns", () => {
    expect(ways("5*2,3", 3, "unknown")).not.toContain("5,5,3");
  });
});

test("every way uses every printed text, in its order", () => {
  for (const row of ["1,2", "_,1,2", "1,2,_,_", "_,1,_,2,_"]) {
    for (const completeness of ["complete", "short", "unknown"] as const) {
      for (const way of ways(row, 3, completeness)) {
        expect(way.replaceAll(/[_?,]/g, "")).toBe("12");
      }
    }
  }
});
