import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { samples } from "./files/samples.ts";
import { wordMarks, wordNested } from "./files/word-marks.ts";
import { outline } from "./outline.ts";
import { expectWhole, readReport } from "./read-back.ts";

const readFile = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./files/${name}`, import.meta.url)));

test.each([
  "zeros.doc",
  "distinct.doc",
  "sparse.doc",
  "form-2019.doc",
  "distinct.docx",
  "form-2019.docx",
  "distinct.xls",
  "form-2019.xls",
  "distinct.xlsx",
  "distinct.rtf",
  "form-2019.rtf",
])("the report in %s, as an office program wrote it, is read back whole", async (name) => {
  const sample = samples.get(name.replace(/\.\w+$/, ""));
  if (sample === undefined) throw new Error(`no sample report for ${name}`);
  const reading = await readReport({ bytes: readFile(name), contentType: "application/msword" });
  expectWhole(reading, sample);
});

describe.each(["docx", "doc", "rtf"])("in a Word document (.%s)", (extension) => {
  const bytesOf = (name: string, docx: () => Uint8Array): Uint8Array =>
    extension === "docx" ? docx() : readFile(`${name}.${extension}`);

  test("numbers of lists, insertions and results of fields are read; the rest is not printed", async () => {
    const page = extension === "docx" ? 7 : 1;
    expect(outline(await decode(bytesOf("marks", wordMarks), ""))).toEqual([
      "一、总体情况",
      "（一）主动公开",
      "（二）依申请公开",
      "二、主要问题",
      "受理16件",
      `共${page}页`,
      ["外 | 2", "合 (2×1)", "上 (1×2) | 一⏎行", "3"],
      "尾",
    ]);
  });

  test("a table in a cell is a table of its own", async () => {
    const transcript = await decode(bytesOf("nested", wordNested), "");
    expect(outline(transcript)).toEqual(["前", "左", ["内 | 5"], ["下 | 6"], "后"]);
    const [inner, outer] = transcript.blocks.filter((block) => block.kind === "table");
    expect(inner?.rows[0]?.cells[1]?.locator).toEqual({ table: 2, row: 1, column: 2 });
    expect(outer?.rows[0]?.cells[0]?.locator).toEqual({ table: 1, row: 2, column: 1 });
  });
});
