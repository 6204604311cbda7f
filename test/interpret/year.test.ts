import { describe, expect, test } from "vitest";
import { findYear, type YearEvidence } from "../../src/interpret/year.ts";

const nothing: YearEvidence = { title: undefined, page: undefined, preamble: "", body: "" };

function read(evidence: Partial<YearEvidence>): string {
  const { year, findings } = findYear({ ...nothing, ...evidence });
  return [year ?? "unknown", ...findings.map((finding) => finding.code)].join(" ");
}

describe("the year of a report", () => {
  test("is that of its title", () => {
    expect(read({ title: 2024 })).toBe("2024");
    expect(read({ title: 2024, page: 2024, body: "2024年，我局……" })).toBe("2024");
  });

  test.each([
    "2024年1月1日至2024年12月31日",
    "2024年1月1日起至12月31日止",
    "自 2024 年 1 月 1 日起，至 2024 年 12 月 31 日止",
    "2024年1月1日—12月31日",
    "2024年01月01日到2024年12月31日",
    "2024年1月1日起，到2024年12月31日止",
  ])("agrees with the period stated, and disagrees with another: %s", (period) => {
    expect(read({ title: 2024, preamble: `统计期限为${period}。` })).toBe("2024");
    expect(read({ title: 2023, preamble: `统计期限为${period}。` })).toBe("2023 year_conflict");
    expect(read({ preamble: `统计期限为${period}。` })).toBe("2024 year_inferred");
  });

  test("in conflict with the period stated is the title's, with a finding", () => {
    expect(read({ title: 2024, preamble: "统计期限为2023年1月1日至2023年12月31日。" })).toBe(
      "2024 year_conflict",
    );
  });

  test("in conflict with the page's title is the title's, with a finding", () => {
    expect(read({ title: 2024, page: 2023 })).toBe("2024 year_conflict");
  });

  test("may be last year's in the prose without a conflict: many compare with it", () => {
    expect(read({ title: 2024, body: "2023年受理3件，2024年受理5件。" })).toBe("2024");
  });

  test("is inferred from the page, the period or the prose, in that order", () => {
    expect(read({ page: 2023, body: "2022年，2022年" })).toBe("2023 year_inferred");
    expect(read({ preamble: "2022年1月1日至12月31日", body: "2021年，2021年" })).toBe(
      "2022 year_inferred",
    );
    expect(read({ body: "2023年，我局公开28条。2023年未收到申请。" })).toBe("2023 year_inferred");
    expect(read({ preamble: "现将2021年度工作报告如下", body: "2022年计划" })).toBe(
      "2021 year_inferred",
    );
  });

  test("is unknown where the prose names many years and none most", () => {
    expect(read({ body: "2019年、2020年、2021年、2022年均有进步。" })).toBe("unknown");
    expect(read({ body: "工作取得进步。" })).toBe("unknown");
    expect(read({})).toBe("unknown");
  });
});
