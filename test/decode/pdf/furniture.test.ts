import { describe, expect, test } from "vitest";
import { findFurniture } from "../../../src/decode/pdf/furniture.ts";
import { toLines } from "../../../src/decode/pdf/text-lines.ts";
import { set } from "./made-up.ts";

describe("headers and page numbers", () => {
  const page = (lines: readonly (readonly [string, number])[], number: number) => ({
    height: 800,
    lines: lines.flatMap(([text, top]) =>
      toLines(set(text, 50, top)).map((line) => ({ ...line, page: number })),
    ),
  });
  const found = (pages: readonly ReturnType<typeof page>[]): string =>
    [...findFurniture(pages)].map(({ text }) => text).join("");

  const numbered = (texts: readonly string[]) =>
    found(
      texts.map((text, index) =>
        page(
          [
            ["正文", 400],
            [text, 760],
          ],
          index + 1,
        ),
      ),
    );

  test("bare numbers at the foot are page numbers if they count the pages", () => {
    expect(numbered(["3", "4"])).toBe("34");
    expect(numbered(["1"])).toBe("1");
  });

  test("bare numbers that do not count the pages are figures of a table that has no lines", () => {
    expect(numbered(["0", "0"])).toBe("");
    expect(numbered(["16", "0"])).toBe("");
    expect(numbered(["16"])).toBe("");
  });

  test.each(["- 4 -", "— 4 —", "第4页", "4/6", "第4页 共6页"])(
    "%s at the foot is a page number",
    (text) => {
      expect(
        found([
          page(
            [
              ["正文", 400],
              [text, 760],
            ],
            4,
          ),
        ]),
      ).toBe(text.replaceAll(" ", ""));
    },
  );

  test("a number in the text is none, nor is one behind text at the foot", () => {
    expect(
      found([
        page(
          [
            ["正文", 300],
            ["12", 400],
          ],
          1,
        ),
      ]),
    ).toBe("");
    expect(
      found([
        page(
          [
            ["12", 740],
            ["正文", 760],
          ],
          1,
        ),
      ]),
    ).toBe("");
  });

  test("a line at the same place of two pages is a header", () => {
    const pages = [1, 2].map((number) =>
      page(
        [
          ["青石县年报", 30],
          ["正文", 400],
        ],
        number,
      ),
    );
    expect(found(pages)).toBe("青石县年报青石县年报");
    expect(found(pages.slice(0, 1))).toBe("");
  });
});
