import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { printHtml } from "../../sample/print/html.ts";
import { printDocx } from "../../sample/print/office-docx.ts";
import { printWorkbook } from "../../sample/print/office-xlsx.ts";
import { printPage } from "../../sample/print/page.ts";
import { sampleReport } from "../../sample/report.ts";
import { outline } from "./outline.ts";
import { expectWhole, readReport } from "./read-back.ts";
import { packWord, paragraph } from "./word-package.ts";

const sample = sampleReport(41, { spread: "distinct" });
const other = sampleReport(42, { spread: "distinct" });
const zip = (files: Zippable): Uint8Array => zipSync(files, { level: 6 });
const wordOf = async (report = sample): Promise<Uint8Array> =>
  (await printDocx(printPage(report))).bytes;
const seal = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0);

describe("an archive", () => {
  test("of one Word report is read as that report, whatever stands beside it", async () => {
    const bytes = zip({
      "nb/年报.docx": await wordOf(),
      "nb/公章.png": seal,
      "__MACOSX/nb/._年报.docx": strToU8("x"),
      "说明.txt": strToU8("请用 Word 打开"),
      "来源.url": strToU8("[InternetShortcut]"),
    });
    expectWhole(await readReport({ bytes, contentType: "application/zip" }), sample);
    const { metadata } = await decode(bytes, "");
    expect(metadata.get("archive-entry")).toBe("nb/年报.docx");
  });

  test.each([
    ["a workbook", printWorkbook(printPage(sample)).bytes],
    ["a page", printHtml(printPage(sample)).bytes],
  ])("of %s is read as its report", async (_, bytes) => {
    const reading = await readReport({ bytes: zip({ a: bytes }), contentType: "application/zip" });
    expectWhole(reading, sample);
  });

  test("of two reports is refused: one must not be read as part of the other", async () => {
    const bytes = zip({ "甲.docx": await wordOf(), "乙.docx": await wordOf(other) });
    await expect(decode(bytes, "")).rejects.toMatchObject({
      failure: "unsupported_format",
      message: expect.stringContaining("甲.docx, 乙.docx"),
    });
  });

  test("lends its one document the name that this lacks", async () => {
    const bytes = zip({ "x/青石县2023年报.v1.docx": packWord(paragraph("正文")) });
    expect((await decode(bytes, "")).title).toBe("青石县2023年报.v1");
  });

  test("with names in GBK is read with those names", async () => {
    const bytes = zip({ "AAAA.docx": packWord(paragraph("正文")) });
    const name = Uint8Array.of(0xc4, 0xea, 0xb1, 0xa8);
    for (let at = 0; at + 9 <= bytes.length; at += 1) {
      if (Buffer.from(bytes.subarray(at, at + 9)).toString("latin1") === "AAAA.docx")
        bytes.set(name, at);
    }
    expect((await decode(bytes, "")).title).toBe("年报");
  });

  test("takes no path from a name", async () => {
    const bytes = zip({ "../../etc/年报.docx": packWord(paragraph("正文")) });
    const transcript = await decode(bytes, "");
    expect(outline(transcript)).toEqual(["正文"]);
    expect(transcript.title).toBe("年报");
  });

  test.each([
    ["an archive", { "a.zip": zip({ "a.docx": packWord(paragraph("x")) }) }, "another archive"],
    ["pictures only", { "a.png": seal, "b.png": seal }, "none among its 2 files"],
    ["nothing", {}, "ZIP"],
    [
      "more files than a report has",
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`${index}.png`, seal])),
      "51",
    ],
  ])("of %s is refused with a sentence", async (_, files, sentence) => {
    await expect(decode(zip(files), "application/zip")).rejects.toMatchObject({
      name: "DecodeError",
      message: expect.stringMatching(new RegExp(sentence, "i")),
    });
  });
});

describe("a ZIP file made to harm", () => {
  const bomb = (bytes: number): Uint8Array => zip({ "word/document.xml": new Uint8Array(bytes) });

  test.each([
    ["of zeros packed to a thousandth", bomb(20 * 1024 * 1024)],
    ["of an entry larger than any report", bomb(40 * 1024 * 1024)],
  ])("%s is refused before it is unpacked", async (_, bytes) => {
    const before = process.memoryUsage().arrayBuffers;
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "too_large" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  });

  test("of an entry larger than it declares is refused as damaged", async () => {
    const bytes = zip({ "word/document.xml": strToU8(`<a>${"甲乙".repeat(5000)}</a>`) });
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(directory + 24, 100, true);
    await expect(decode(bytes, "")).rejects.toMatchObject({
      failure: "undecodable",
      message: expect.stringContaining("does not unpack to the 100 bytes"),
    });
  });

  test("of many entries of allowed size is refused when they are too much together", async () => {
    const part = new Uint8Array(8192).map((_, index) => (index * 2654435761) >>> 13);
    const entry = Buffer.alloc(22 * 1024 * 1024, part);
    const bytes = zipSync({ "a.txt": entry, "b.txt": entry, "c.txt": entry }, { level: 1 });
    expect(bytes.length).toBeLessThan(8 * 1024 * 1024);
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "too_large" });
  });

  test("of entities that name each other is read without expanding them", async () => {
    const lol = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>';
    const xml = `${lol}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;1</w:t></w:r></w:p></w:body></w:document>`;
    expect(outline(await decode(zip({ "word/document.xml": strToU8(xml) }), ""))).toEqual(["&b;1"]);
  });

  test("with a password is refused as encrypted", async () => {
    const bytes = zip({ "word/document.xml": strToU8("<a/>") });
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes[directory + 8] = (bytes[directory + 8] ?? 0) | 1;
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "encrypted" });
  });
});
