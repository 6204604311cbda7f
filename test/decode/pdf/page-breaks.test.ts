import { describe, expect, test } from "vitest";
import type { Glyph, PageDrawing, Rule } from "../../../src/decode/pdf/page-drawing.ts";
import { transcribePages } from "../../../src/decode/pdf/pages.ts";
import { across, down, ruleGrid, set } from "./made-up.ts";

const XS = [50, 200, 260, 320, 380];
const HEIGHT = 800;

/** Rows of a table with their texts, the first at a height; texts stand at the left of their cells. */
function table(
  rows: readonly (readonly string[])[],
  top: number,
): { rules: Rule[]; glyphs: Glyph[] } {
  const ys = Array.from({ length: rows.length + 1 }, (_, row) => top + row * 20);
  const glyphs = rows.flatMap((texts, row) =>
    texts.flatMap((text, column) => set(text, (XS[column] ?? 0) + 4, top + row * 20 + 5)),
  );
  return { rules: ruleGrid(XS, ys), glyphs };
}

function page(number: number, parts: readonly { rules?: Rule[]; glyphs?: Glyph[] }[]): PageDrawing {
  return {
    page: number,
    width: 595,
    height: HEIGHT,
    glyphs: parts.flatMap(({ glyphs }) => glyphs ?? []),
    rules: parts.flatMap(({ rules }) => rules ?? []),
    shapes: 0,
    pictures: [],
  };
}

/** Tables as rows of texts, paragraphs as text. */
const outline = (pages: readonly PageDrawing[]): unknown[] =>
  transcribePages(pages).map((block) => {
    if (block.kind === "paragraph") return block.text;
    if (block.kind === "picture") return block.source;
    return block.rows.map((row) => row.cells.map((cell) => cell.text));
  });

describe("a table over a page break", () => {
  test("goes on, page number and all", () => {
    const above = page(1, [
      table([["1.甲", "1", "2", "3"]], 700),
      { glyphs: set("- 1 -", 280, 770) },
    ]);
    const below = page(2, [table([["2.乙", "4", "", "6"]], 60)]);
    expect(outline([above, below])).toEqual([
      [
        ["1.甲", "1", "2", "3"],
        ["2.乙", "4", "", "6"],
      ],
    ]);
  });

  test("is two tables if text stands between, or other columns", () => {
    const above = page(1, [table([["1.甲", "1", "2", "3"]], 600)]);
    const heading = { glyphs: set("四、行政复议情况", 50, 100) };
    expect(
      outline([above, page(2, [heading, table([["2.乙", "4", "5", "6"]], 160)])]),
    ).toHaveLength(3);
    const narrow = { rules: ruleGrid([50, 90, 130, 380], [60, 80]), glyphs: set("1", 60, 65) };
    expect(outline([above, page(2, [narrow])])).toHaveLength(2);
  });

  test("two tables of one page with the same columns stay two", () => {
    const both = page(1, [
      table([["1.甲", "1", "2", "3"]], 100),
      table([["2.乙", "4", "5", "6"]], 200),
    ]);
    expect(outline([both])).toHaveLength(2);
  });

  test("drops a header that is printed again", () => {
    const header = ["项目", "本年", "上年", "合计"];
    const above = page(1, [table([header, ["1.甲", "1", "2", "3"]], 600)]);
    const below = page(2, [table([header, ["2.乙", "4", "5", "6"]], 60)]);
    expect(outline([above, below])).toEqual([
      [header, ["1.甲", "1", "2", "3"], ["2.乙", "4", "5", "6"]],
    ]);
  });

  test("makes a row whole whose label is broken in two", () => {
    const above = page(1, [table([["1.属于国家秘密的全部政府信息", "1", "2", "3"]], 600)]);
    const below = page(2, [
      table(
        [
          ["不予公开", "", "", ""],
          ["2.乙", "4", "5", "6"],
        ],
        60,
      ),
    ]);
    expect(outline([above, below])).toEqual([
      [
        ["1.属于国家秘密的全部政府信息不予公开", "1", "2", "3"],
        ["2.乙", "4", "5", "6"],
      ],
    ]);
  });

  test("leaves a row apart that only might be the rest of the one above", () => {
    const above = page(1, [table([["规章", "1", "2", "3"]], 600)]);
    const below = page(2, [table([["行政规范性文件", "", "", ""]], 60)]);
    expect(outline([above, below])).toEqual([
      [
        ["规章", "1", "2", "3"],
        ["行政规范性文件", "", "", ""],
      ],
    ]);
    const numbered = page(1, [table([["1.属于国家秘密的全部政府信息", "1", "2", "3"]], 600)]);
    expect(outline([numbered, page(2, [table([["2.乙", "", "", ""]], 60)])])).toEqual([
      [
        ["1.属于国家秘密的全部政府信息", "1", "2", "3"],
        ["2.乙", "", "", ""],
      ],
    ]);
  });

  test("keeps apart the halves of a number that the break runs through", () => {
    const above = page(1, [table([["1.甲", "12345678", "2", "3"]], 600)]);
    const below = page(2, [
      table(
        [
          ["", "90", "", ""],
          ["2.乙", "4", "5", "6"],
        ],
        60,
      ),
    ]);
    expect(outline([above, below])).toEqual([
      [
        ["1.甲", "12345678\n90", "2", "3"],
        ["2.乙", "4", "5", "6"],
      ],
    ]);
  });

  test("a figure never takes up the blank cell below the break", () => {
    const above = page(1, [table([["1.甲", "1", "2", "3"]], 600)]);
    const below = page(2, [table([["2.乙", "", "", ""]], 60)]);
    expect(outline([above, below])).toEqual([
      [
        ["1.甲", "1", "2", "3"],
        ["2.乙", "", "", ""],
      ],
    ]);
  });

  test("a group's label reaches over it, also broken in two", () => {
    // Rows of 20 points beside a label of the whole height.
    const group = (label: string, rows: readonly (readonly [string, string])[], top: number) => {
      const bottom = top + rows.length * 20;
      const inner = rows.slice(1).map((_, index) => across(top + (index + 1) * 20, 80, 200));
      return {
        rules: [
          across(top, 50, 200),
          across(bottom, 50, 200),
          ...inner,
          ...[50, 80, 150, 200].map((x) => down(x, top, bottom)),
        ],
        glyphs: [
          ...[...label].flatMap((character, index) => set(character, 60, top + 2 + index * 11)),
          ...rows.flatMap(([text, figure], row) => [
            ...set(text, 84, top + row * 20 + 5),
            ...set(figure, 160, top + row * 20 + 5),
          ]),
        ],
      };
    };
    const above = page(1, [
      group(
        "三、本年",
        [
          ["1.甲", "1"],
          ["2.乙", "2"],
          ["3.丙", "3"],
        ],
        600,
      ),
    ]);
    const below = page(2, [
      group(
        "度办理",
        [
          ["4.丁", "4"],
          ["5.戊", "5"],
        ],
        60,
      ),
    ]);
    const [joined] = transcribePages([above, below]);
    expect(outline([above, below])).toEqual([
      [
        ["三、本年度办理", "1.甲", "1"],
        ["2.乙", "2"],
        ["3.丙", "3"],
        ["4.丁", "4"],
        ["5.戊", "5"],
      ],
    ]);
    expect(joined?.kind === "table" && joined.rows[0]?.cells[0]).toMatchObject({
      rowSpan: 5,
      locator: { page: 1 },
    });
  });
});

describe("a page", () => {
  test("empty cells are located by their walls, printed ones by their text", () => {
    const [block] = transcribePages([page(1, [table([["甲", "1", "", "3"]], 100)])]);
    expect(block?.kind === "table" && block.rows[0]?.cells.map(({ locator }) => locator)).toEqual([
      { page: 1, box: [54, 105, 64, 115] },
      { page: 1, box: [204, 105, 209, 115] },
      { page: 1, box: [260, 100, 320, 120] },
      { page: 1, box: [324, 105, 329, 115] },
    ]);
  });

  test("a number that runs over the wall of its cell is marked in both", () => {
    const { rules } = table([["甲", "", "", ""]], 100);
    const glyphs = [...set("甲", 54, 105), ...set("123456", 240, 105)];
    expect(outline([page(1, [{ rules, glyphs }])])).toEqual([[["甲", "1234¦", "56¦", ""]]]);
  });

  test("a number that the edge of the paper cuts is marked", () => {
    const rules = [
      across(100, 50, 260),
      across(120, 50, 260),
      down(50, 100, 120),
      down(200, 100, 120),
    ];
    const glyphs = [...set("甲", 54, 105), ...set("1", 255, 105)];
    expect(outline([page(1, [{ rules, glyphs }])])).toEqual([[["甲", "1¦"]]]);
  });

  test("a page whose text is drawn as shapes is a picture", () => {
    expect(outline([{ ...page(3, []), shapes: 900 }])).toEqual(["page 3"]);
  });
});
