import { describe, expect, test } from "vitest";
import type { Line } from "../../src/interpret/flow.ts";
import { findPublished } from "../../src/interpret/published.ts";
import type { TableCell, Transcript } from "../../src/model/transcript.ts";

type Printed = string | readonly string[];

function toLine(printed: Printed, index: number): Line {
  const locator = { paragraph: index + 1 };
  if (typeof printed === "string") {
    return { kind: "text", text: printed, level: undefined, locator, block: index };
  }
  const cells = printed.map((text): TableCell => ({ text, columnSpan: 1, rowSpan: 1, locator }));
  return { kind: "row", cells, block: index };
}

function find(head: readonly Printed[], url = "http://127.0.0.1/a.html", metadata = {}) {
  const transcript: Transcript = {
    title: undefined,
    metadata: new Map(Object.entries(metadata)),
    blocks: [],
    links: [],
    scopes: [],
  };
  const { on, from } = findPublished(head.map(toLine), head.length, transcript, { url });
  return on === null ? null : `${on} ${from}`;
}

const PRINTED = "2018-01-05 text";

describe("the day of publication", () => {
  test.each<[string, readonly Printed[]]>([
    ["in Chinese numerals", ["二O一八年一月五日"]],
    ["in Chinese numerals with a label", ["发布日期：二〇一八年一月五日"]],
    ["in full-width figures", ["发布日期：２０１８年１月５日"]],
    ["glued to what follows", ["日期:2018-01-05来源:作者:"]],
    ["after the source", ["来源:青石县教育局发布时间:2018-01-05 09:12:33点击数:人次"]],
    ["after the source without a word for it", ["来源：青石县教育局 2018-01-05 10:20 浏览次数："]],
    ["before the source", ["2018-01-05 11:40:16 来源：办公室 字号：大 中 小"]],
    ["behind a bullet", ["· 发布时间：2018.1.5", "· 体裁分类：其他"]],
    ["alone behind a bullet", ["• 2018-01-05"]],
    ["in brackets", ["【2018-1-5】"]],
    ["with a label set wide", ["发 布 日 期：2018-01-05"]],
    ["with a bracketed label", ["【发布日期】2018-01-05"]],
    ["after 于", ["青石县教育局发布于2018年1月5日"]],
    ["on the line after its label", ["发布日期：", "2018-01-05"]],
    ["on the line after its label without a colon", ["文号", "无", "发布日期", "2018-01-05"]],
    ["in the cell beside its label", [["索引号", "001", "发布日期", "2018-01-05"]]],
    [
      "in the cell below its label",
      [
        ["索引号", "发布日期", "成文日期"],
        ["001", "2018-01-05", "2018-01-02"],
      ],
    ],
  ])("is read %s", (_how, head) => {
    expect(find(head)).toBe(PRINTED);
  });

  test.each<[string, readonly Printed[]]>([
    ["writing", ["成文日期：2018-01-02 发布日期：2018-01-05"]],
    ["generating", ["公文生成日期：2018-01-02", "公开日期：2018-01-05"]],
    ["signing", ["二O一八年一月二日", "签发日期：2018-01-03", "发布时间：2018-01-05"]],
    ["updating", ["更新时间：2018-02-01", "发布时间：2018-01-05"]],
    ["losing force", ["失效日期：2020-01-05", "时间：2018-01-05"]],
    ["visiting", ["当前时间：2024-05-05", "2018-01-05"]],
    ["issuing", ["发文日期：2018-01-02 信息公开日期：2018-01-05"]],
  ])("is told from that of %s", (_what, head) => {
    expect(find(head)).toBe(PRINTED);
  });

  test("is not a day of something else", () => {
    expect(find(["失效日期：2020-01-05", "实施日期：2018-03-01"])).toBeNull();
    expect(find(["2017年1月1日至2017年12月31日"])).toBeNull();
    expect(find(["2017年1月5日，我局按照要求编制本报告。"])).toBeNull();
    expect(find(["发布日期：2018-02-31"])).toBeNull();
    expect(find(["发布日期：2018-00-10"])).toBeNull();
  });

  test("counts though it lies before the year's end or was written again", () => {
    expect(find(["发布时间：2017-12-20", "发布时间：2018-01-05"])).toBe("2017-12-20 text");
  });
});

describe("without a printed day", () => {
  test.each([
    ["http://127.0.0.1/columns/ab/202001/30/cd.html", "2020-01-30 url"],
    ["http://127.0.0.1/2020/0130/81414.html", "2020-01-30 url"],
    ["http://127.0.0.1/new/show/20200130192758988.html", "2020-01-30 url"],
    ["http://127.0.0.1/GovOpenShow.aspx?id=20200130080855376", "2020-01-30 url"],
    ["http://127.0.0.1/tq/article_2020013003392185515.html", "2020-01-30 url"],
    ["http://127.0.0.1/content/1750322265599270913.html", null],
    ["http://127.0.0.1/20200230/i774347.html", null],
    ["http://127.0.0.1/202001/e7ae22f397b041e083e28b89b8d15c55.shtml", null],
  ])("%s gives %s", (url, day) => {
    expect(find([], url)).toBe(day);
  });

  test("the metadata do before the address", () => {
    const url = "http://127.0.0.1/t20200201_1.html";
    expect(find([], url, { publishtime: "2020-01-30 08:00" })).toBe("2020-01-30 metadata");
    expect(find([], url, { pubdate: "2020-02-31" })).toBe("2020-02-01 url");
  });
});
