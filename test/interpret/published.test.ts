import { describe, expect, test } from "vitest";
import type { Line } from "../../src/interpret/flow.ts";
import { findPublished } from "../../src/interpret/published.ts";
import type { Transcript } from "../../src/model/transcript.ts";

interface Page {
  readonly head?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
  readonly url?: string;
}

function find({ head = [], metadata = {}, url = "http://127.0.0.1/report.html" }: Page) {
  const texts = [...head, "一、总体情况", "2019-01-01 发布时间：2019-01-01"];
  const lines: Line[] = texts.map((text, index) => ({
    kind: "text",
    text,
    level: undefined,
    locator: { paragraph: index + 1 },
    block: index,
  }));
  const transcript: Transcript = {
    title: undefined,
    metadata: new Map(Object.entries(metadata)),
    blocks: [],
    links: [],
    scopes: [],
  };
  return findPublished(lines, head.length, transcript, { url });
}

const printed = { on: "2025-01-20", from: "text" };

describe("a date line above the text:", () => {
  test.each([
    "时间:2025-01-20 来源:",
    "发布时间:2025-01-20 00:00 来源:青汀县卫生健康局 字体:[ ]",
    "发布时间: 2025-01-20 09:12:33 浏览次数:",
    "发布时间：2025-01-20",
    "发布时间：2025年1月20日",
    "发布日期:2025-01-20",
    "发布日期：2025/1/20",
    "发布日期： 2025.01.20 点击数：人次",
    "来源:青汀县卫生健康局 发布时间:2025-01-20 录入:张三",
    "作者:张三 / 来源:办公室 / 时间:2025-01-20",
    "发表日期:2025-01-20",
    "日期:2025-01-20 10:20来源:作者:",
    "更新日期:2025-1-20",
    "公开日期：2025年01月20日",
    "2025-01-20",
    "2025-01-20 10:20",
    "2025-01-20 发布:青汀县卫生健康局 点击数:",
    "2025-01-20 青汀县卫生健康局",
    "2025年01月20日 (点击: )",
    "2025-1-20",
    "成文日期：2025-01-20",
    "发文日期 : 2025 年 1 月 20 日",
  ])("%j", (line) => {
    expect(find({ head: ["青汀县卫生健康局2024年政府信息公开工作年度报告", line] })).toEqual(
      printed,
    );
  });

  test("of several the day of publication counts, not that of writing or signing", () => {
    expect(
      find({
        head: [
          "成文日期：2025-01-10",
          "生成日期：2025-01-12",
          "发布日期：2025-01-20",
          "2025-01-09",
        ],
      }),
    ).toEqual(printed);
    expect(find({ head: ["成文日期:2025-01-10 发布日期:2025-01-20"] })).toEqual(printed);
  });

  test("counts for more than metadata and address", () => {
    expect(
      find({
        head: ["发布时间：2025-01-20"],
        metadata: { pubdate: "2025-02-02" },
        url: "http://127.0.0.1/t20250303_1.html",
      }),
    ).toEqual(printed);
  });

  test("below the heading of section one is none", () => {
    expect(find({})).toEqual({ on: null, from: null });
  });

  test.each([
    "发布时间：2025-02-30",
    "发布时间：2025-13-01",
    "发布时间：",
    "统计期限自2024年1月1日至2024年12月31日",
    "国办公开办函〔2021〕30号",
    "电话：0591-20250120",
  ])("%j is none", (line) => {
    expect(find({ head: [line] })).toEqual({ on: null, from: null });
  });
});

describe("without a printed date", () => {
  test.each([
    ["pubdate", "2025-01-20 10:20"],
    ["publishdate", "2025-01-20"],
    ["article:published_time", "2025-01-20T10:20:00+08:00"],
    ["pubtime", "2025年1月20日"],
  ])("the page's metadata say it: %s", (name, value) => {
    expect(find({ metadata: { [name]: value } })).toEqual({ on: "2025-01-20", from: "metadata" });
  });

  test.each([
    "http://127.0.0.1/zwgk/202501/t20250120_4056262.html",
    "http://127.0.0.1/art/2025/1/20/art_15393_1467857.html",
    "http://127.0.0.1/c/2025-01-20/7097241.shtml",
    "http://127.0.0.1/xxgknb/20250120/i774347.html",
  ])("its address does: %s", (url) => {
    expect(find({ url })).toEqual({ on: "2025-01-20", from: "url" });
  });

  test.each([
    "http://127.0.0.1/t19700101_12.html",
    "http://127.0.0.1/Content-2221577.html",
    "http://127.0.0.1/202501/e7ae22f397b041e083e28b89b8d15c55.shtml",
    "http://127.0.0.1/t20251345_1.html",
  ])("an address without a day gives none: %s", (url) => {
    expect(find({ url })).toEqual({ on: null, from: null });
  });
});
