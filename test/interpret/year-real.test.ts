import { describe, expect, test } from "vitest";
import { toPlainDates } from "../../src/interpret/chinese-date.ts";
import { findYear, type YearEvidence } from "../../src/interpret/year.ts";

const NOTHING: YearEvidence = { title: undefined, page: undefined, preamble: "", body: "" };

function read(evidence: Partial<YearEvidence>) {
  const { year, findings } = findYear({ ...NOTHING, ...evidence });
  return [year, ...findings.map(({ code, severity }) => `${code} ${severity}`)];
}

describe("the period a report states", () => {
  test.each([
    "自2023年1月1日起至2023年12月31日止",
    "自 2023 年 1 月 1 日起，至 12 月 31 日止",
    "2023年01月01日-2023年12月31日",
    "2023.1.1-2023.12.31",
    "2023/1/1～2023/12/31",
    "2023-01-01至2023-12-31",
    "2023年1月至12月",
    "2023年1月—2023年12月",
    "2023年1-12月",
    "二〇二三年一月一日至二〇二三年十二月三十一日",
    "二O二三年一月一日至十二月三十一日",
    "２０２３年１月１日至２０２３年１２月３１日",
    "20231月1日至202312月31日",
    "自20231月1日起至202312月31日止",
    "202311日至20231231日",
  ])("%s gives the year that the title leaves out", (period) => {
    expect(read({ preamble: `数据统计期限为${period}。` })).toEqual([2023, "year_inferred info"]);
  });

  test.each([
    "2023年11月1日至12月31日",
    "2023年1月1日至6月30日",
    "20231月1日公布",
    "文号20231号至20231231号",
    "1月1日至12月31日",
  ])("%s gives none", (period) => {
    expect(read({ title: 2021, preamble: period })).toEqual([2021]);
  });

  test("in conflict with the title if it lies in another year or in two", () => {
    const conflict = "year_conflict warning";
    expect(read({ title: 2023, preamble: "2022.1.1-2022.12.31" })).toEqual([2023, conflict]);
    expect(read({ title: 2023, preamble: "2022年1月1日至2023年12月31日" })).toEqual([
      2023,
      conflict,
    ]);
    expect(read({ title: 2023, preamble: "20221月1日至202212月31日" })).toEqual([2023, conflict]);
  });

  test("is not in conflict if the title's year is stated beside the year before", () => {
    const body = "2023年1月1日至12月31日受理5件，2022年1月1日至12月31日受理3件";
    expect(read({ title: 2023, body })).toEqual([2023]);
  });

  test("of two years gives none by itself", () => {
    expect(read({ preamble: "2022年1月1日至2023年12月31日" })[0]).toBeUndefined();
  });
});

describe("a title that names several years", () => {
  const titleYears = [2019, 2020];

  test("is settled by what else the document says, and doubted", () => {
    expect(read({ titleYears, preamble: "2020年1月1日至12月31日" })).toEqual([
      2020,
      "year_conflict warning",
    ]);
    expect(read({ titleYears, page: 2019 })).toEqual([2019, "year_conflict warning"]);
  });

  test("is not settled by a year it does not name", () => {
    expect(read({ titleYears, page: 2021 })).toEqual([undefined]);
    expect(read({ titleYears })).toEqual([undefined]);
  });
});

describe("dates in Chinese numerals", () => {
  test.each([
    ["二O一八年一月五日", "2018年1月5日"],
    ["二〇二三年十二月三十一日", "2023年12月31日"],
    ["二○二四年十月二十日", "2024年10月20日"],
    ["２０２４年１月３日", "2024年1月3日"],
    ["二十日内答复，一月一次", "二十日内答复，一月一次"],
    ["第二十条", "第二十条"],
  ])("%s is %s", (text, plain) => {
    expect(toPlainDates(text)).toBe(plain);
  });
});
