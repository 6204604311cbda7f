import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { outline } from "./outline.ts";

const bytesOf = (rtf: string): Uint8Array => new Uint8Array(Buffer.from(rtf, "latin1"));
const read = async (body: string, head = "\\ansicpg936"): Promise<unknown[]> =>
  outline(await decode(bytesOf(`{\\rtf1\\ansi${head} ${body}}`), "application/rtf"));

/** As Chinese programs write it: a byte as \'xx, but those that are letters of ASCII as they are. */
function gbk(bytes: readonly number[]): string {
  return bytes
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[a-zA-Z@]/.test(letter) ? letter : `\\'${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
}

describe("text of an RTF file", () => {
  test("in the code page of the file, second bytes that look like letters included", async () => {
    // 镕 is E9 46 in GBK; its second byte is the letter F.
    expect(await read(`${gbk([0xe9, 0x46, 0xcb, 0xae])}\\par`)).toEqual(["镕水"]);
  });

  test("in the charset of its font, whatever the code page", async () => {
    const fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f3\\fnil\\fcharset134 SimSun;}}";
    const body = `${fonts}{\\f3 \\'ca\\'d5} \\'e9\\par`;
    expect(await read(body, "\\ansicpg1252")).toEqual(["收 é"]);
  });

  test("as Unicode, without the characters that stand in for it", async () => {
    expect(await read("\\u25910?\\u21040?9\\par")).toEqual(["收到9"]);
    expect(await read("{\\uc2\\u25910\\'ca\\'d5}\\u21040?9\\par")).toEqual(["收到9"]);
    // A character outside the first plane is two numbers, and those may be negative.
    expect(await read("\\uc0\\u-10187\\u-9138\\par")).toEqual(["\ud835\udc4e"]);
  });

  test("that is hidden, deleted, an instruction, a note, a header or a picture's bytes is not read", async () => {
    const body =
      "a{\\v b}{\\deleted c}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\footnote n}{\\header h}{\\*\\unknown u}{\\pict 89504e47}d\\par";
    const blocks = await read(body);
    expect(blocks).toEqual(["a7", "[picture 1]", "d"]);
  });

  test("in a text box follows at the end, and leaves the table around it whole", async () => {
    const box = "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt \\pard box\\par}}}";
    const body = `\\trowd\\cellx900\\cellx1800\\intbl a${box}\\cell 2\\cell\\row\\pard end\\par`;
    expect(await read(body)).toEqual([["a | 2"], "end", "box"]);
  });
});

describe("a table of an RTF file", () => {
  test("has its spans from the edges of its cells and from their merges", async () => {
    const rows = [
      "\\trowd\\clvmgf\\cellx500\\cellx1500\\intbl A\\cell B\\cell\\row",
      "\\trowd\\clvmrg\\cellx500\\cellx1000\\cellx1500\\intbl\\cell 1\\cell 2\\cell\\row",
      "\\trowd\\clmgf\\cellx500\\clmrg\\cellx1000\\cellx1500\\intbl C\\cell\\cell 3\\cell\\row",
    ];
    expect(await read(`${rows.join("\n")}\\pard end\\par`)).toEqual([
      ["A (1×2) | B (2×1)", "1 | 2", "C (2×1) | 3"],
      "end",
    ]);
  });

  test("in a cell is a table of its own", async () => {
    const inner =
      "\\itap2 x\\nestcell 5\\nestcell{\\*\\nesttableprops\\trowd\\cellx300\\cellx600\\nestrow}";
    const body = `\\trowd\\cellx900\\cellx1800\\pard\\intbl ${inner}\\pard\\intbl\\cell 6\\cell\\row\\pard end\\par`;
    expect(await read(body)).toEqual([["x | 5"], "6", "end"]);
  });
});

describe("an RTF file", () => {
  test("that was cut off is said to be", async () => {
    await expect(decode(bytesOf("{\\rtf1\\ansi {\\b half a re"), "")).rejects.toMatchObject({
      failure: "undecodable",
      message: expect.stringContaining("cut off"),
    });
  });

  test("nested without end is refused, and binary data is not taken at its word", async () => {
    const deep = `{\\rtf1${"{".repeat(5_000)}a${"}".repeat(5_001)}`;
    await expect(decode(bytesOf(deep), "")).rejects.toMatchObject({ failure: "too_deep" });
    await expect(decode(bytesOf("{\\rtf1 a\\bin2147483647 b\\par}"), "")).rejects.toMatchObject({
      failure: "undecodable",
    });
  });
});
