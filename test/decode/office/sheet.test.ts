import { type CellObject, utils, type WorkBook, type WorkSheet, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { outline } from "./outline.ts";

type Cells = Readonly<Record<string, CellObject>>;

function toSheet(cells: Cells, more: Partial<WorkSheet> = {}): WorkSheet {
  const places = Object.keys(cells).map((address) => utils.decode_cell(address));
  const end = {
    r: Math.max(...places.map(({ r }) => r)),
    c: Math.max(...places.map(({ c }) => c)),
  };
  return { ...cells, "!ref": utils.encode_range({ s: { r: 0, c: 0 }, e: end }), ...more };
}

function toBytes(
  sheets: Readonly<Record<string, WorkSheet>>,
  more: Partial<WorkBook> = {},
): Uint8Array {
  const book: WorkBook = { SheetNames: Object.keys(sheets), Sheets: { ...sheets }, ...more };
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }));
}

const readSheet = async (cells: Cells, more: Partial<WorkSheet> = {}) =>
  await decode(toBytes({ a: toSheet(cells, more) }), "");
const text = (value: string): CellObject => ({ t: "s", v: value });
const figure = (value: number, format?: string): CellObject =>
  format === undefined ? { t: "n", v: value } : { t: "n", v: value, z: format };

describe("a cell of a workbook", () => {
  test("is what it displays, not what it holds", async () => {
    const { blocks } = await readSheet({
      A1: figure(38.329_64, "0.00"),
      B1: figure(1266, "#,##0"),
      C1: figure(0, '0;-0;"-"'),
      D1: figure(12, '0"件"'),
      E1: figure(45_000, "yyyy-mm-dd"),
      F1: figure(45_000, "m/d/yy"),
      G1: { t: "b", v: true },
    });
    expect(outline({ blocks })).toEqual([
      ["38.33 | 1,266 | - | 12件 | 2023-03-15 | 2023-03-15 | TRUE"],
    ]);
  });

  test("with a formula is its last result; without one, the formula, but never a blank", async () => {
    const { blocks } = await readSheet({
      A1: figure(1),
      B1: { t: "n", v: 3, f: "A1+2" },
      C1: { t: "z", f: "SUM(A1:B1)" },
      D1: { t: "e", v: 0x17, w: "#REF!" },
    });
    expect(outline({ blocks })).toEqual([["1 | 3 | =SUM(A1:B1) | #REF!"]]);
  });

  test("keeps its lines, and no blanks that a format adds", async () => {
    const { blocks } = await readSheet({ A1: text("商业\r\n企业"), B1: figure(5, "0_ ") });
    expect(outline({ blocks })).toEqual([["商业⏎企业 | 5"]]);
  });
});

describe("rows of a sheet", () => {
  test("hidden rows, columns and sheets are not read, but counted in locators", async () => {
    const cells = {
      A1: text("甲"),
      B1: text("隐"),
      C1: figure(1),
      A2: text("隐"),
      A3: text("乙"),
      C3: figure(2),
    };
    const sheet = toSheet(cells, {
      "!rows": [{}, { hidden: true }],
      "!cols": [{}, { hidden: true }],
    });
    const bytes = toBytes(
      { 隐: toSheet({ A1: text("不见") }), 见: sheet },
      { Workbook: { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] } },
    );
    const { blocks } = await decode(bytes, "");
    expect(outline({ blocks })).toEqual([["甲 | 1", "乙 | 2"]]);
    expect(blocks).toMatchObject([
      { rows: [{}, { cells: [{}, { locator: { table: 2, row: 3, column: 3 } }] }] },
    ]);
  });

  test("a merged cell that begins in a hidden row shows in the next, over what is shown of it", async () => {
    const { blocks } = await readSheet(
      {
        A1: text("隐"),
        A2: text("x"),
        B2: figure(1),
        C2: figure(2),
        A3: text("y"),
        B3: figure(3),
        C3: figure(4),
      },
      {
        "!rows": [{ hidden: true }],
        "!merges": [utils.decode_range("A1:A3")],
      },
    );
    expect(outline({ blocks })).toEqual([["隐 (1×2) | 1 | 2", "3 | 4"]]);
  });

  test("a text alone in its row is a line, not a row of blanks", async () => {
    const { blocks } = await readSheet({
      A1: text("一、总体情况"),
      A2: text("甲"),
      B2: figure(1),
      C2: figure(2),
    });
    expect(outline({ blocks })).toEqual([["一、总体情况", "甲 | 1 | 2"]]);
  });

  test("a cell left out between others is blank; after the last one none is made up", async () => {
    const { blocks } = await readSheet({
      A1: text("甲"),
      B1: figure(1),
      C1: figure(2),
      D1: figure(3),
      A2: text("乙"),
      C2: figure(5),
    });
    expect(outline({ blocks })).toEqual([["甲 | 1 | 2 | 3", "乙 |  | 5"]]);
  });

  test("bordered cells without text are blanks below a row of a table, and nothing elsewhere", async () => {
    const { blocks } = await readSheet({
      A1: text(""),
      B1: text(""),
      A2: text("结果维持"),
      B2: text("结果纠正"),
      A3: text(""),
      B3: text(""),
      A5: text(""),
      B5: text(""),
      A6: text("甲"),
    });
    expect(outline({ blocks })).toEqual([["结果维持 | 结果纠正", " | ", "甲"]]);
  });

  test("borders far below and right of the last text are no rows", async () => {
    const { blocks } = await readSheet({
      A1: text("甲"),
      B1: figure(1),
      Z1: text(""),
      A900: text(""),
    });
    expect(outline({ blocks })).toEqual([["甲 | 1"]]);
  });
});

describe("a workbook too large for a report is refused", () => {
  test.each([
    ["of eleven thousand rows", { A1: text("甲"), A11000: text("乙") }, {}],
    ["of a thousand columns", { A1: text("甲"), ALM1: text("乙") }, {}],
    [
      "of merged cells over each other",
      { A1: text("甲"), A900: text("x"), JJ1: text("y") },
      { "!merges": [utils.decode_range("A1:JJ899"), utils.decode_range("A1:JJ898")] },
    ],
  ])("%s", async (_, cells, more) => {
    await expect(readSheet(cells, more)).rejects.toMatchObject({ failure: "too_large" });
  });
});
