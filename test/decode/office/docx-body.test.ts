import { describe, expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { outline } from "./outline.ts";
import { cell, packWord, paragraph, run, table, type WordParts } from "./word-package.ts";

async function read(body: string, parts?: WordParts): Promise<(string | string[])[]> {
  return outline(await decode(packWord(body, parts), ""));
}

const textBox = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;

describe("text of a Word document", () => {
  test("a text box written for new and old readers is read once, after its paragraph", async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${textBox("框内 76 条")}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${textBox("框内 76 条")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await read(`<w:p>${run("甲")}${box}${run("乙")}</w:p>${paragraph("丙")}`)).toEqual([
      "甲乙",
      "框内 76 条",
      "丙",
    ]);
  });

  test("tabs and special hyphens are characters, soft hyphens are not", async () => {
    const marks =
      "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:t>8</w:t><w:softHyphen/><w:t>9</w:t></w:r>";
    const stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="10"/></w:tabs></w:pPr>';
    expect(await read(`<w:p>${stops}${marks}</w:p>`)).toEqual(["甲 乙-89"]);
  });

  test("a symbol never leaves its cell blank", async () => {
    const symbol = (font: string, code: string): string =>
      `<w:p><w:r><w:sym w:font="${font}" w:char="${code}"/></w:r></w:p>`;
    expect(
      await read(
        table([
          cell(symbol("Symbol", "F035")),
          cell(symbol("Wingdings", "F035")),
          cell(symbol("宋体", "2160")),
        ]),
      ),
    ).toEqual([["5 | \uf035 | Ⅰ"]]);
  });

  test("text moved elsewhere is read where it went, text hidden by a style is not read", async () => {
    const styles =
      '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="P"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:rPr><w:vanish/></w:rPr></w:style>';
    const body = [
      `<w:p><w:moveFrom>${run("旧")}</w:moveFrom><w:moveTo>${run("新")}</w:moveTo></w:p>`,
      `<w:p>${run("显")}${run("隐", '<w:rStyle w:val="H"/>')}${run("现", '<w:vanish w:val="0"/>')}</w:p>`,
      paragraph("也隐", '<w:pStyle w:val="P"/>'),
    ].join("");
    expect(await read(body, { styles })).toEqual(["新", "显现"]);
  });

  test("a paragraph whose end was deleted goes on in the next", async () => {
    const mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    expect(await read(`<w:p>${mark}${run("前半")}</w:p>${paragraph("后半")}`)).toEqual([
      "前半后半",
    ]);
  });

  test("a field inside an instruction is not read, and one that never ends swallows nothing", async () => {
    const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const nested = [
      mark("begin"),
      mark("begin"),
      mark("separate"),
      run("1"),
      mark("end"),
      mark("separate"),
      run("2"),
      mark("end"),
    ].join("");
    const body = `<w:p>${nested}</w:p><w:p>${run("甲")}${mark("begin")}${run("失")}</w:p>${paragraph("乙")}`;
    expect(await read(body)).toEqual(["2", "甲", "乙"]);
  });

  test("headings have the level of their style or their outline", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="X"><w:basedOn w:val="1"/></w:style>';
    const body = [
      paragraph("甲", '<w:pStyle w:val="X"/>'),
      paragraph("乙", '<w:outlineLvl w:val="2"/>'),
      paragraph("丙", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'),
    ].join("");
    const { blocks } = await decode(packWord(body, { styles }), "");
    expect(blocks.map((block) => (block.kind === "paragraph" ? block.level : 0))).toEqual([
      1,
      3,
      undefined,
    ]);
  });

  test("links and pictures are named by the relationships of the document", async () => {
    const relationships =
      '<Relationship Id="a" Type="x/hyperlink" Target="http://www.example.gov.cn/a.pdf" TargetMode="External"/><Relationship Id="b" Type="x/image" Target="media/image1.png"/>';
    const body = `<w:p><w:hyperlink r:id="a">${run("附件")}</w:hyperlink></w:p><w:p><w:r><w:drawing><a:blip r:embed="b"/></w:drawing></w:r></w:p>`;
    const transcript = await decode(packWord(body, { relationships }), "");
    expect(transcript.links).toMatchObject([
      { kind: "anchor", href: "http://www.example.gov.cn/a.pdf", text: "附件" },
    ]);
    expect(outline(transcript)).toEqual(["附件", "[word/media/image1.png]"]);
  });
});

describe("lists of a Word document", () => {
  const level = (at: number, format: string, pattern: string): string =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
  const numbering = [
    `<w:abstractNum w:abstractNumId="0">${level(0, "chineseCountingThousand", "%1、")}${level(1, "decimal", "%1.%2")}${level(2, "bullet", "\uf06c")}</w:abstractNum>`,
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
  ].join("");
  const item = (text: string, list: number, at: number): string =>
    paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

  test("count on, count anew below a higher level, and begin where they are told to", async () => {
    const body = [
      item("甲", 1, 0),
      item("乙", 1, 1),
      item("丙", 1, 1),
      item("丁", 1, 0),
      item("戊", 1, 1),
      item("己", 1, 2),
      item("庚", 2, 0),
      item("辛", 2, 0),
      item("壬", 0, 0),
    ].join("");
    expect(await read(body, { numbering })).toEqual([
      "一、甲",
      "一.1 乙",
      "一.2 丙",
      "二、丁",
      "二.1 戊",
      "己",
      "五、庚",
      "六、辛",
      "壬",
    ]);
  });
});

describe("tables of a Word document", () => {
  const restart = '<w:vMerge w:val="restart"/>';
  const goesOn = "<w:vMerge/>";

  test("cells merge down where they start at one column of the grid, whatever stands left of them", async () => {
    const body = table(
      [cell(paragraph("左"), '<w:gridSpan w:val="2"/>'), cell(paragraph("右"), restart)],
      [cell(paragraph("a")), cell(paragraph("b")), cell("<w:p/>", goesOn)],
    );
    expect(await read(body)).toEqual([["左 (2×1) | 右 (1×2)", "a | b"]]);
  });

  test("a cell said to be covered, but with none above, is a cell", async () => {
    const body = table(
      [cell(paragraph("甲")), cell(paragraph("1"))],
      [cell(paragraph("乙"), goesOn), cell(paragraph("2"))],
    );
    expect(await read(body)).toEqual([["甲 | 1", "乙 | 2"]]);
  });

  test("spans from before a tracked change are not read", async () => {
    const properties =
      '<w:gridSpan w:val="2"/><w:tcPrChange w:id="1" w:author="a"><w:tcPr><w:gridSpan w:val="7"/><w:vMerge/></w:tcPr></w:tcPrChange>';
    expect(await read(table([cell(paragraph("甲"), properties)]))).toEqual([["甲 (2×1)"]]);
  });

  test("cells joined sideways in the old way are one", async () => {
    const body = table([
      cell(paragraph("甲"), '<w:hMerge w:val="restart"/>'),
      cell("<w:p/>", "<w:hMerge/>"),
      cell(paragraph("3")),
    ]);
    expect(await read(body)).toEqual([["甲 (2×1) | 3"]]);
  });

  test("deleted and hidden rows are not read, but counted", async () => {
    const row = (properties: string, text: string): string =>
      `<w:tr><w:trPr>${properties}</w:trPr>${cell(paragraph(text))}</w:tr>`;
    const body = `<w:tbl>${row("<w:del/>", "删")}${row("<w:hidden/>", "隐")}${row("<w:ins/>", "新")}</w:tbl>`;
    const { blocks } = await decode(packWord(body), "");
    expect(blocks).toMatchObject([
      { rows: [{ cells: [{ text: "新", locator: { table: 1, row: 3, column: 1 } }] }] },
    ]);
  });

  test("rows and cells in content controls are rows and cells", async () => {
    const control = (content: string): string =>
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
    const row = `<w:tr>${control(cell(paragraph("甲")))}${cell(control(paragraph("1")))}</w:tr>`;
    expect(await read(`<w:tbl>${control(row)}</w:tbl>`)).toEqual([["甲 | 1"]]);
  });

  test("a seal over a figure leaves the row a row", async () => {
    const relationships = '<Relationship Id="b" Type="x/image" Target="media/seal.png"/>';
    const sealed = `<w:p>${run("5")}<w:r><w:drawing><wp:anchor><a:blip r:embed="b"/></wp:anchor></w:drawing></w:r></w:p>`;
    const body = table([cell(paragraph("甲")), cell(sealed)]);
    expect(await read(body, { relationships })).toEqual([["甲 | 5"]]);
  });
});

describe("a Word document that is no report's", () => {
  test.each([
    ["tables nested too deep", "too_deep", `${"<w:tbl><w:tr><w:tc>".repeat(70)}`],
    ["absurdly deep XML", "too_deep", "<w:sdt>".repeat(1200)],
    ["thousands of tables", "too_large", table([cell(paragraph("1"))]).repeat(2001)],
    ["a text held as another document", "unsupported_format", '<w:altChunk r:id="a"/>'],
    ["no text at all", "empty", "<w:p/>"],
  ])("is refused with a sentence: %s", async (_, failure, body) => {
    await expect(decode(packWord(body), "")).rejects.toMatchObject({
      name: "DecodeError",
      failure,
    });
  });
});
