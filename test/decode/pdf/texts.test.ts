import { describe, expect, test } from "vitest";
import { findAlignedRows } from "../../../src/decode/pdf/aligned-rows.ts";
import { joinLines } from "../../../src/decode/pdf/line-join.ts";
import { withoutOverprints } from "../../../src/decode/pdf/overprint.ts";
import type { Glyph } from "../../../src/decode/pdf/page-drawing.ts";
import { findMargins, type PageLine, toParagraphs } from "../../../src/decode/pdf/paragraphs.ts";
import { toPrintedText } from "../../../src/decode/pdf/printed-text.ts";
import { toLines } from "../../../src/decode/pdf/text-lines.ts";
import { set, setLines } from "./made-up.ts";

describe("characters", () => {
  test.each([
    ["⼀", "一"],
    ["⾏", "行"],
    ["⼾", "户"],
    ["⻓", "长"],
    ["条", "条"],
    ["②", "②"],
  ])("%s is read as %s", (printed, read) => {
    expect(toPrintedText(printed)).toBe(read);
  });

  test("a glyph that no character is known for is not nothing", () => {
    expect(toPrintedText("")).toBe("\ufffd");
    expect(toPrintedText("\u0003")).toBe("\ufffd");
    expect(toPrintedText("\u3000")).toBe(" ");
  });
});

describe("lines of glyphs", () => {
  const texts = (glyphs: readonly Glyph[]): string[] => toLines(glyphs).map((line) => line.text);

  test("glyphs in any order make lines from top to bottom, left to right", () => {
    const glyphs = [...set("第二行", 50, 120), ...set("第一行", 50, 100)].reverse();
    expect(texts(glyphs)).toEqual(["第一行", "第二行"]);
  });

  test("a gap is a blank, more of it between ideographs than between digits", () => {
    expect(texts([...set("12", 0, 0), ...set("34", 13, 0)])).toEqual(["12 34"]);
    expect(texts([...set("12", 0, 0), ...set("34", 10.5, 0)])).toEqual(["1234"]);
    expect(texts([...set("2024", 0, 0), ...set("年度", 22.5, 0)])).toEqual(["2024年度"]);
    expect(texts([...set("合", 0, 0), ...set("计", 20, 0)])).toEqual(["合 计"]);
  });

  test("a text that runs downwards is read column by column from the right", () => {
    const vertical = (text: string, left: number): Glyph[] =>
      [...text].map((character, index) => ({
        text: character,
        box: [left, index * 10, left + 10, index * 10 + 10],
        isVertical: true,
        isAfterBlank: false,
      }));
    expect(texts([...vertical("办理结果", 0), ...vertical("三、本年度", 15)])).toEqual([
      "三、本年度",
      "办理结果",
    ]);
  });

  test("a digit printed twice to make it bold is one digit, and 11 stays 11", () => {
    const bold = [...set("10", 0, 0), ...set("10", 0.4, 0.2)];
    expect(texts(withoutOverprints(bold))).toEqual(["10"]);
    expect(texts(withoutOverprints(set("1100", 0, 0)))).toEqual(["1100"]);
  });
});

describe("lines of one text", () => {
  test.each([
    [["三", "、", "本", "年", "度"], "三、本年度"],
    [["商业", "企业"], "商业企业"],
    [["public", "interest"], "public interest"],
    [["国务院令第711", "号"], "国务院令第711号"],
    [["10", "43"], "10\n43"],
    [["1,", "043"], "1,\n043"],
    [["０", "５"], "０\n５"],
    [["-", "8"], "- 8"],
  ])("%j is read as %j", (lines, text) => {
    expect(joinLines(lines, "\n")).toBe(text);
  });
});

describe("paragraphs", () => {
  const read = (lines: readonly PageLine[]): string[] =>
    toParagraphs(lines, findMargins(lines)).map(({ text }) => text);

  test("a line that ends short ends its paragraph", () => {
    const lines = setLines([
      ["政府信息公开工作年度报告的第一行文字", 50],
      ["还有一行。", 50],
      ["下一段也从左边开始写起来的一段文字。", 50],
    ]);
    expect(read(lines)).toHaveLength(2);
  });

  test("an indented line begins a paragraph", () => {
    const lines = setLines([
      ["政府信息公开工作年度报告的第一行文字", 50],
      ["政府信息公开工作年度报告的第二行文字", 50],
      ["下一段从缩进开始写起来的一段文字。", 70],
    ]);
    expect(read(lines)).toHaveLength(2);
  });

  test("a full line goes on after a page break", () => {
    const lines = [
      ...setLines([["政府信息公开工作年度报告的第一行文字", 50]], 1),
      ...setLines([["接着写完。", 50]], 2),
    ];
    expect(read(lines)).toEqual(["政府信息公开工作年度报告的第一行文字接着写完。"]);
  });

  test("a numbered heading stands apart, however full the line above", () => {
    const lines = setLines([
      ["政府信息公开工作年度报告的第一行文字", 50],
      ["二、主动公开政府信息情况", 50],
    ]);
    expect(read(lines)).toHaveLength(2);
  });

  test("a line may end short for want of room for a number", () => {
    const lines = setLines([
      ["政府信息公开工作年度报告的第一行文字", 50],
      ["政府信息公开工作年度报告共计", 50],
      ["20240101件政府信息已经公开完毕。", 50],
    ]);
    expect(read(lines)).toHaveLength(1);
  });
});

describe("figures without ruled lines", () => {
  const rows = (lines: readonly (readonly [string, number][])[]): unknown[] =>
    findAlignedRows(
      lines.flatMap((words, index) =>
        toLines(words.flatMap(([text, left]) => set(text, left, index * 20))).map((line) => ({
          ...line,
          page: 1,
        })),
      ),
    ).map((item) =>
      "table" in item ? item.table.rows.map((row) => row.cells.map(({ text }) => text)) : item.text,
    );

  test("columns are known where figures stand below each other, and a blank among them", () => {
    expect(
      rows([
        [
          ["1.甲", 0],
          ["1", 100],
          ["20", 150],
          ["3", 200],
        ],
        [
          ["2.乙", 0],
          ["4", 100],
          ["6", 200],
        ],
        [
          ["3.丙", 0],
          ["7", 100],
          ["8", 150],
          ["9", 200],
        ],
        [
          ["4.丁", 0],
          ["10", 100],
          ["11", 150],
          ["12", 200],
        ],
      ]),
    ).toEqual(["1.甲 1 20 3", "2.乙 4 6", "3.丙 7 8 9", "4.丁 10 11 12"]);
    const table = [
      [
        ["1.甲", 0],
        ["1", 100],
        ["20", 150],
        ["3", 200],
      ],
      [
        ["2.乙", 0],
        ["4", 100],
        ["5", 150],
        ["6", 200],
      ],
      [
        ["3.丙", 0],
        ["7", 100],
        ["8", 150],
        ["9", 200],
        ["10", 250],
      ],
    ] satisfies [string, number][][];
    expect(rows(table)).toEqual([
      [
        ["1.甲", "1", "20", "3", ""],
        ["2.乙", "4", "5", "6", ""],
        ["3.丙", "7", "8", "9", "10"],
      ],
    ]);
  });

  test("a label that may belong to either row leaves all as text", () => {
    expect(
      rows([
        [
          ["1.甲", 0],
          ["1", 100],
          ["2", 150],
          ["3", 200],
        ],
        [["无主的标签", 0]],
        [
          ["2.乙", 0],
          ["4", 100],
          ["5", 150],
          ["6", 200],
        ],
        [
          ["3.丙", 0],
          ["7", 100],
          ["8", 150],
          ["9", 200],
        ],
      ]),
    ).toHaveLength(4);
  });
});
