import { describe, expect, test } from "vitest";
import { transcribeText } from "../../src/decode/text.ts";
import { outlineOf } from "./outline.ts";

const read = (text: string): string[] => outlineOf(transcribeText(text).blocks);

describe("a cell a line, behind one tab", () => {
  test("makes rows at empty lines and cells of every line", () => {
    expect(read("前文\n\n\t信息内容\n\t本年制发件数\n\n\t规章\n\t0\n\n后文\n")).toEqual([
      "p1 前文",
      "t [信息内容@3] [本年制发件数@4]",
      "t [规章@6] [0@7]",
      "p9 后文",
    ]);
  });

  test("keeps a line of one tab as the empty cell of a merged one", () => {
    expect(
      read("\t三、本年度办理结果\n\t（一）予以公开\n\t0\n\n\t\n\t（二）部分公开\n\t0\n"),
    ).toEqual([
      "t [三、本年度办理结果@1] [（一）予以公开@2] [0@3]",
      "t [@5] [（二）部分公开@6] [0@7]",
    ]);
  });

  test("joins a line without a tab to the cell above", () => {
    expect(read("\t商业\n企业\n\t科研\n机构\n\n\t0\n\t0\n")).toEqual([
      "t [商业⏎企业@1] [科研⏎机构@3]",
      "t [0@6] [0@7]",
    ]);
  });

  test("ends at two empty lines", () => {
    expect(read("\t0\n\t0\n\n\n五、存在的主要问题\n")).toEqual([
      "t [0@1] [0@2]",
      "p5 五、存在的主要问题",
    ]);
  });
});

describe("a row a line, cells between tabs", () => {
  test("makes cells with line and field", () => {
    expect(read("信息内容\t本年制发件数\n规章\t0\n")).toEqual([
      "t [信息内容@1.1] [本年制发件数@1.2]",
      "t [规章@2.1] [0@2.2]",
    ]);
  });

  test("keeps empty fields, because their place says which column is which", () => {
    expect(read("\t\t规章\t\t0\t\n")).toEqual(["t [@1.1] [@1.2] [规章@1.3] [@1.4] [0@1.5] [@1.6]"]);
  });

  test("leaves out a rule line and empty lines", () => {
    expect(read("费\t金额\n\n---------\t---------\n收费\t38.3296\n")).toEqual([
      "t [费@1.1] [金额@1.2]",
      "t [收费@4.1] [38.3296@4.2]",
    ]);
  });
});

describe("lines", () => {
  test("may end in CR LF, LF or CR", () => {
    expect(read("一\r\n二\r三\n四")).toEqual(["p1 一", "p2 二", "p3 三", "p4 四"]);
  });

  test("are trimmed and folded, and bookmarks of Word are taken out", () => {
    expect(read("  [bookmark: _GoBack](五) 监督　保障  \n")).toEqual(["p1 (五) 监督 保障"]);
  });

  test("of nothing make nothing", () => {
    expect(read("")).toEqual([]);
    expect(read("\n \n\u3000\n")).toEqual([]);
  });

  test("of tabs alone make an empty table or none, never an error", () => {
    expect(() => read("\t\n\t\t\t\n\n\t")).not.toThrow();
  });

  test("far below the last tab are paragraphs with their own numbers", () => {
    expect(read("规章\t0\n\n后文一\n\n后文二")).toEqual([
      "t [规章@1.1] [0@1.2]",
      "p3 后文一",
      "p5 后文二",
    ]);
  });
});
