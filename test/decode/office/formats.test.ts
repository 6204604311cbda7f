import { readFileSync } from "node:fs";
import { CFB } from "@e965/xlsx";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { printHtml } from "../../sample/print/html.ts";
import { printDocx } from "../../sample/print/office-docx.ts";
import { printPage } from "../../sample/print/page.ts";
import { sampleReport } from "../../sample/report.ts";
import { expectWhole, readReport } from "./read-back.ts";

const sample = sampleReport(51, { spread: "distinct" });
const readFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));

/** An OLE file of streams by name. */
function packStreams(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams))
    CFB.utils.cfb_add(file, name, Buffer.from(bytes));
  return new Uint8Array(Buffer.from(CFB.write(file, { type: "buffer" }) as Buffer));
}

function streamOf(name: string, stream: string): Uint8Array {
  const content = CFB.find(
    CFB.read(Buffer.from(readFile(name)), { type: "buffer" }),
    stream,
  )?.content;
  return Uint8Array.from(content ?? []);
}

describe("a name or a declared type proves nothing: content decides", () => {
  test("a page called .doc is read as a page", async () => {
    const { bytes } = printHtml(printPage(sample), { encoding: "gb18030" });
    expectWhole(await readReport({ bytes, contentType: "application/msword" }), sample);
  });

  test("a page called .xls is read as a page", async () => {
    const { bytes } = printHtml(printPage(sample));
    expectWhole(await readReport({ bytes, contentType: "application/vnd.ms-excel" }), sample);
  });

  test("a new Word document called .doc is read as what it is", async () => {
    const { bytes } = await printDocx(printPage(sample));
    expectWhole(await readReport({ bytes, contentType: "application/msword" }), sample);
  });

  test.each(["base64", "quoted-printable"])(
    "a web archive (%s) called .doc is read as its page",
    async (encoding) => {
      const page = Buffer.from(printHtml(printPage(sample), { encoding: "gb18030" }).bytes);
      const quoted = [...page].map(
        (byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`,
      );
      const body =
        encoding === "base64"
          ? page.toString("base64").replace(/.{76}/g, "$&\r\n")
          : quoted.join("").replace(/.{75}/g, "$&=\r\n");
      const archive = [
        "MIME-Version: 1.0",
        "Content-Type: multipart/related;",
        '\tboundary="----=_NextPart_01"',
        "",
        "------=_NextPart_01",
        "Content-Location: file:///C:/a.htm",
        `Content-Transfer-Encoding: ${encoding}`,
        'Content-Type: text/html; charset="gb2312"',
        "",
        body,
        "------=_NextPart_01--",
      ].join("\r\n");
      expectWhole(
        await readReport({ bytes: strToU8(archive), contentType: "application/msword" }),
        sample,
      );
    },
  );
});

describe("a document that opens with a password only is refused as encrypted", () => {
  test("a new Office document", async () => {
    const bytes = packStreams({
      EncryptionInfo: Uint8Array.of(4),
      EncryptedPackage: Uint8Array.of(1),
    });
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "encrypted" });
  });

  test("a binary Word document", async () => {
    const main = streamOf("nested.doc", "WordDocument");
    main[11] = (main[11] ?? 0) | 1;
    const bytes = packStreams({ WordDocument: main, "1Table": streamOf("nested.doc", "1Table") });
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "encrypted" });
  });

  test("a binary workbook", async () => {
    const book = streamOf("distinct.xls", "Workbook");
    const length = 4 + (book[2] ?? 0);
    const password = Uint8Array.of(0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4);
    const bytes = packStreams({
      Workbook: Buffer.concat([book.subarray(0, length), password, book.subarray(length)]),
    });
    await expect(decode(bytes, "")).rejects.toMatchObject({ failure: "encrypted" });
  });
});

describe("a format that is not read is named in the reason", () => {
  test.each([
    ["a presentation", zipSync({ "ppt/presentation.xml": strToU8("<a/>") }), "presentation"],
    ["an OFD document", zipSync({ "OFD.xml": strToU8("<a/>") }), "OFD"],
    ["an OpenDocument text", zipSync({ "content.xml": strToU8("<a/>") }), "OpenDocument"],
    [
      "an old presentation",
      packStreams({ "PowerPoint Document": Uint8Array.of(1) }),
      "presentation",
    ],
    ["another OLE file", packStreams({ WpsContents: Uint8Array.of(1) }), "WpsContents"],
    [
      "a Word document of 1995",
      packStreams({
        WordDocument: Uint8Array.of(0xdc, 0xa5, 0x65, 0, ...new Array<number>(200).fill(0)),
      }),
      "Word 6 or 95",
    ],
    [
      "Word XML of 2003",
      strToU8('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      "Word XML",
    ],
  ])("%s", async (_, bytes, word) => {
    await expect(decode(bytes, "")).rejects.toMatchObject({
      failure: "unsupported_format",
      message: expect.stringContaining(word),
    });
  });

  test("no bytes at all are empty", async () => {
    await expect(decode(new Uint8Array(), "application/msword")).rejects.toMatchObject({
      failure: "empty",
    });
  });
});
