import { describe, expect, test } from "vitest";
import { isFigureLike, readFigure } from "../../src/interpret/figures.ts";
import type { FormColumn } from "../../src/model/form.ts";

const count: FormColumn = { id: "issued", label: "本年制发件数", unit: "件", type: "integer" };
const change: FormColumn = {
  id: "change",
  label: "本年增/减",
  unit: "项",
  type: "signed_integer",
};
const money: FormColumn = { id: "amount", label: "本年收费金额", unit: "万元", type: "decimal" };

const read = (text: string, column: FormColumn = count) => {
  const { value, status } = readFigure(text, column);
  return status === "reported" ? value : status;
};

describe("a count", () => {
  test.each([
    ["0", 0],
    ["1266", 1266],
    ["1,266", 1266],
    ["12,345,678", 12_345_678],
    [" 7 ", 7],
    ["０", 0],
    ["１２６６", 1266],
    ["1，266", 1266],
    ["0件", 0],
    ["3 项", 3],
    ["12条", 12],
    ["5宗", 5],
    ["\u200b8", 8],
    ["999999999", 999_999_999],
    ["5.0", 5],
    ["+3", 3],
  ])("printed %j is %j", (text, value) => {
    expect(read(text)).toBe(value);
  });

  test.each(["1.000", "+12.000", "3.000件"])(
    "printed %j may be a thousand times as many",
    (text) => {
      expect(read(text)).toBe("unreadable");
      expect(read("38.000", money)).toBe(38);
    },
  );

  test.each(["", " ", "\u00a0", "\u3000", "\u200b"])("printed %j is blank, not zero", (text) => {
    expect(read(text)).toBe("blank");
  });

  test.each([
    "/",
    "／",
    "-",
    "－",
    "—",
    "——",
    "–",
    "―",
    "－－",
    "\\",
    "~",
    "*",
    "无",
    "没有",
    "---",
  ])("printed %j is a dash, not zero", (text) => {
    expect(read(text)).toBe("dash");
  });

  test.each([
    "约5",
    "5余",
    "5余件",
    "近百",
    "5 6",
    "5\n6",
    "12、3",
    "5/6",
    "5-6",
    "5²",
    "²",
    "①",
    "⑤",
    "一",
    "十二",
    "〇",
    "零",
    "O",
    "o",
    "l",
    "I2",
    "1O",
    "l2",
    "007",
    "00",
    "1,26",
    "1,2666",
    "12,66,000",
    ",5",
    "5,",
    ".5",
    "5.",
    "1.5",
    "-1",
    "5%",
    "1e3",
    "0x10",
    "Infinity",
    "NaN",
    "9999999999999999",
    "5元",
    "5万元",
    "件",
    "5 件 6 件",
    "(5)",
    "（5）",
    "5）",
    "?",
    "????",
    "是",
    "见附件",
    "同上",
    "无数据",
  ])("printed %j is unreadable, never guessed", (text) => {
    expect(read(text)).toBe("unreadable");
  });

  test("never reads as minus zero", () => {
    expect(Object.is(readFigure("-0", change).value, 0)).toBe(true);
  });
});

describe("a change of the number of items (减用负值表示,如-8)", () => {
  test.each([
    ["-8", -8],
    ["－8", -8],
    ["+8", 8],
    ["8", 8],
    ["0", 0],
    ["增15", 15],
    ["减4", -4],
    ["增加15", 15],
    ["减少4", -4],
    ["未增未减", 0],
    ["无增减", 0],
    ["无变化", 0],
    ["-11", -11],
  ])("printed %j is %j", (text, value) => {
    expect(read(text, change)).toBe(value);
  });

  test.each(["增", "减", "增15减4", "增/减", "↑8", "-8.5", "--8"])(
    "printed %j is unreadable",
    (text) => {
      expect(read(text, change)).toBe("unreadable");
    },
  );

  test("in words is no change in a column of plain counts", () => {
    expect(read("增15", count)).toBe("unreadable");
  });
});

describe("an amount in 万元", () => {
  test.each([
    ["38.3296", 38.3296],
    ["0", 0],
    ["0.0", 0],
    ["1,234.56", 1234.56],
    ["251000元", 25.1],
    ["25.1万元", 25.1],
    ["2.5 万元", 2.5],
    ["０．５", 0.5],
    ["0元", 0],
  ])("printed %j is %j", (text, value) => {
    expect(read(text, money)).toBe(value);
  });

  test("converted from 元 says so, left in 万元 does not", () => {
    expect(readFigure("251000元", money).isConverted).toBe(true);
    expect(readFigure("25.1万元", money).isConverted).toBe(false);
    expect(readFigure("25.1", money).isConverted).toBe(false);
  });

  test.each(["-5", "5件", "38.32.96", "38.3296.", "五万", "约38万元", "1.2亿元", "38,3296"])(
    "printed %j is unreadable",
    (text) => {
      expect(read(text, money)).toBe("unreadable");
    },
  );
});

describe("what can stand in a figure's place", () => {
  test.each(["", "0", "1,266", "/", "—", "无", "0件", "251000元", "增15", "未增未减", "-8", "０"])(
    "is %j",
    (text) => {
      expect(isFigureLike(text)).toBe(true);
    },
  );

  test.each(["规章", "3.其他", "1.属于国家秘密", "第二十条第（一）项", "约5", "总计", "无数据"])(
    "is not %j",
    (text) => {
      expect(isFigureLike(text)).toBe(false);
    },
  );
});
