import { expect, test } from "vitest";
import { toListNumber } from "../../../src/decode/office/list-number.ts";

test.each([
  ["chineseCounting", 1, "一"],
  ["chineseCounting", 10, "十"],
  ["chineseCounting", 11, "十一"],
  ["chineseCountingThousand", 20, "二十"],
  ["chineseCountingThousand", 105, "一百零五"],
  ["chineseCountingThousand", 110, "一百一十"],
  ["japaneseCounting", 1000, "一千"],
  ["ideographDigital", 20, "二〇"],
  ["ideographTraditional", 3, "丙"],
  ["decimal", 12, "12"],
  ["decimalZero", 3, "03"],
  ["decimalFullWidth", 12, "１２"],
  ["decimalEnclosedCircle", 2, "②"],
  ["decimalEnclosedFullstop", 1, "⒈"],
  ["decimalEnclosedParen", 3, "⑶"],
  ["decimalEnclosedCircle", 21, "21"],
  ["upperLetter", 28, "BB"],
  ["lowerRoman", 14, "xiv"],
  ["bullet", 1, ""],
  ["unheardOf", 7, "7"],
])("a list of format %s prints its number %i as %s", (format, value, printed) => {
  expect(toListNumber(value, format)).toBe(printed);
});
