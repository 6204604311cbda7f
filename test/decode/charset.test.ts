import { describe, expect, test } from "vitest";
import { decodeText } from "../../src/decode/charset.ts";
import { type Encoding, encodeHtml } from "../sample/print/encode.ts";

const text =
  "青汀县卫生健康局2024年政府信息公开工作年度报告。本机关主动公开政府信息，加强对重点工作的管理，及时发布。";

const html = (meta = ""): string =>
  `<html><head>${meta}<title>报告</title></head><body><p>${text}</p></body></html>`;
const metaOf = (charset: string): string =>
  `<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`;

function decode(bytes: Uint8Array, contentType: string): string {
  return decodeText(bytes, contentType).text;
}

describe("Chinese text is read whatever is said of it:", () => {
  test.each<[Encoding, string, string]>([
    ["utf-8", "text/html; charset=utf-8", ""],
    ["utf-8", "text/html", ""],
    ["utf-8", "text/html; charset=gbk", metaOf("gb2312")],
    ["utf-8", "text/html; charset=iso-8859-1", ""],
    ["gb18030", "text/html; charset=gb18030", ""],
    ["gb18030", "text/html; charset=GB2312", ""],
    ["gb18030", 'text/html; charset="gbk"', ""],
    ["gb18030", "text/html", metaOf("gb2312")],
    ["gb18030", "text/html", '<meta charset="GBK">'],
    ["gb18030", "text/html", "<meta charset=gbk>"],
    ["gb18030", "text/html", ""],
    ["gb18030", "", ""],
    ["gb18030", "text/html; charset=utf-8", metaOf("gbk")],
    ["gb18030", "text/html; charset=utf-8", metaOf("utf-8")],
    ["gb18030", "text/html; charset=iso-8859-1", metaOf("iso-8859-1")],
    ["gb18030", "text/html; charset=big5", ""],
    ["gb18030", "text/html; charset=nonsense", metaOf("nonsense")],
  ])("%s bytes under %j and %j", (encoding, contentType, meta) => {
    expect(decode(encodeHtml(html(meta), encoding), contentType)).toBe(html(meta));
  });
});

test("traditional text in Big5 is read with and without its name", () => {
  const traditional = "<p>本機關主動公開政府資訊，加強對重點工作的管理，於年度報告及時發布。</p>";
  const bytes = encodeHtml(traditional, "big5");
  expect(decode(bytes, "text/html; charset=big5")).toBe(traditional);
  expect(decode(bytes, "text/html")).toBe(traditional);
  expect(decode(bytes, "text/html; charset=utf-8")).toBe(traditional);
});

test("a GB18030 character of four bytes is one character", () => {
  // 㐃 is U+3403, in GB18030 81 39 EF 32 and in GBK not at all; rare characters stand in names of places.
  const bytes = new Uint8Array([...encodeHtml("青汀县的", "gb18030"), 0x81, 0x39, 0xef, 0x32]);
  expect(decode(bytes, "text/html; charset=gbk")).toBe("青汀县的㐃");
});

describe("a byte order mark is believed before anything else:", () => {
  const units = (littleEndian: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(2 + text.length * 2));
    view.setUint16(0, 0xfeff, littleEndian);
    [...text].forEach((character, index) => {
      view.setUint16(2 + index * 2, character.charCodeAt(0), littleEndian);
    });
    return new Uint8Array(view.buffer);
  };

  test("UTF-16, little and big endian", () => {
    expect(decode(units(true), "text/plain; charset=gbk")).toBe(text);
    expect(decode(units(false), "text/plain")).toBe(text);
  });

  test("UTF-8, and the mark is not part of the text", () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);
    expect(decode(bytes, "text/html; charset=gbk")).toBe(text);
  });
});

test("UTF-8 with a few broken bytes stays UTF-8", () => {
  const good = new TextEncoder().encode(text);
  const bytes = new Uint8Array([...good.slice(0, 60), 0xff, 0xc3, ...good.slice(60)]);
  const decoded = decode(bytes, "text/html; charset=utf-8");
  expect(decoded.startsWith("青汀县卫生健康局2024年")).toBe(true);
  expect(decoded.endsWith("及时发布。")).toBe(true);
  expect(decode(bytes, "text/html")).toBe(decoded);
});

test("UTF-8 cut off inside its last character stays UTF-8", () => {
  const bytes = new TextEncoder().encode(text).slice(0, -1);
  expect(decode(bytes, "text/html").startsWith("青汀县卫生健康局2024年")).toBe(true);
});

test("ASCII is ASCII", () => {
  expect(decode(new TextEncoder().encode("<p>404 Not Found</p>"), "text/html; charset=gbk")).toBe(
    "<p>404 Not Found</p>",
  );
});

test("a view into a larger buffer is read from its own beginning", () => {
  const whole = encodeHtml(`垃圾垃圾${html(metaOf("gbk"))}`, "gb18030");
  const view = whole.subarray(encodeHtml("垃圾垃圾", "gb18030").length);
  expect(decode(view, "text/html")).toBe(html(metaOf("gbk")));
});
