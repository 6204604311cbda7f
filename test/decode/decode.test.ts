import { describe, expect, test } from "vitest";
import { decode } from "../../src/decode/decode.ts";
import { DecodeError } from "../../src/decode/decode-error.ts";
import { sniffFormat } from "../../src/decode/media-type.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function failureOf(bytes: Uint8Array, contentType = "text/html"): Promise<string> {
  try {
    await decode(bytes, contentType);
    return "none";
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    expect(error.message.length).toBeGreaterThan(20);
    return error.failure;
  }
}

describe("a document that cannot be transcribed says why:", () => {
  test("there is nothing in it", async () => {
    expect(await failureOf(new Uint8Array())).toBe("empty");
    expect(await failureOf(bytesOf(" \n\t"), "text/plain")).toBe("empty");
    expect(await failureOf(bytesOf("<html><body></body></html>"))).toBe("empty");
  });

  test.each([
    ["an unknown binary", [0, 1, 2, 3, 0, 255]],
    ["an RTF file", [...bytesOf("{\\rtf1 text}")]],
  ])("it is %s", async (_, bytes) => {
    expect(await failureOf(Uint8Array.from(bytes), "text/html; charset=utf-8")).toBe(
      "unsupported_format",
    );
  });

  test("it is too large", async () => {
    const page = new Uint8Array(50 * 1024 * 1024).fill(0x61);
    page.set(bytesOf("<html><body><p>"));
    expect(await failureOf(page)).toBe("too_large");
  });

  test("it is nested too deep", async () => {
    expect(await failureOf(bytesOf(`${"<div>".repeat(100_000)}文`))).toBe("too_deep");
    expect(await failureOf(bytesOf(`${"<table><tr><td>".repeat(100_000)}文`))).toBe("too_deep");
    expect(await failureOf(bytesOf(`${"<span><b>".repeat(100_000)}文`))).toBe("too_deep");
  });
});

test("a hundred tables deep, which no browser would mind, is read", async () => {
  const page = `${"<table><tr><td>".repeat(100)}<p>文</p>${"</td></tr></table>".repeat(100)}`;
  expect(JSON.stringify((await decode(bytesOf(page), "text/html")).blocks)).toContain("文");
});

describe("the format is told by the bytes, not by the name:", () => {
  test.each([
    ["html", "<!DOCTYPE html><p>文", "application/octet-stream"],
    ["html", "\ufeff<html>", "text/plain"],
    ["html", "<p>文</p>", ""],
    ["html", `${"<!-- x -->".repeat(20)}<div>文</div>`, "application/pdf"],
    ["html", "文", "text/html"],
    ["text", "文", "text/plain"],
    ["text", "一、总体情况 <略>", ""],
    ["pdf", "%PDF-1.4", "text/html"],
    ["zip", "PK\u0003\u0004", "application/msword"],
  ])("%s: %j as %j", (format, text, contentType) => {
    expect(sniffFormat(bytesOf(text), contentType)).toBe(format);
  });

  test("UTF-16 is text, though every other byte is zero", async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]);
    expect(sniffFormat(bytes, "")).toBe("text");
    expect((await decode(bytes, "")).blocks).toHaveLength(1);
  });
});
