import { cell, packWord, paragraph, run, table } from "../word-package.ts";

const field = (instruction: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const deleted = (text: string): string =>
  `<w:del w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>${text}</w:delText></w:r></w:del>`;
const inserted = (text: string): string =>
  `<w:ins w:id="2" w:author="a" w:date="2024-01-01T00:00:00Z">${run(text)}</w:ins>`;
const listed = (text: string, level: number): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
const level = (at: number, format: string, pattern: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;

/** A Word document with everything in it that is in the file but not printed as it stands there. */
export const wordMarks = (): Uint8Array =>
  packWord(
    [
      listed("总体情况", 0),
      listed("主动公开", 1),
      listed("依申请公开", 1),
      listed("主要问题", 0),
      `<w:p>${run("受理")}${deleted("15")}${inserted("16")}${run("件")}${run("（内部）", "<w:vanish/>")}</w:p>`,
      `<w:p>${run("共")}${field("PAGE", "7")}${run("页")}</w:p>`,
      table(
        [cell(paragraph("外")), cell(`<w:p>${deleted("1")}${run("2")}</w:p>`)],
        [cell(paragraph("合"), '<w:gridSpan w:val="2"/>')],
        [
          cell(paragraph("上"), '<w:vMerge w:val="restart"/>'),
          cell(`<w:p>${run("一")}<w:r><w:br/></w:r>${run("行")}</w:p>`),
        ],
        [cell("<w:p/>", "<w:vMerge/>"), cell(paragraph("3"))],
      ),
      paragraph("尾"),
    ].join(""),
    {
      numbering: `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCounting", "%1、")}${level(1, "chineseCounting", "（%2）")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
    },
  );

/** A table in a cell of a table. */
export const wordNested = (): Uint8Array =>
  packWord(
    [
      paragraph("前"),
      table(
        [
          cell(paragraph("左")),
          cell(`${table([cell(paragraph("内")), cell(paragraph("5"))])}<w:p/>`),
        ],
        [cell(paragraph("下")), cell(paragraph("6"))],
      ),
      paragraph("后"),
    ].join(""),
  );
