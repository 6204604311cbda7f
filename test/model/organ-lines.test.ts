import { expect, test } from "vitest";
import { listDivisions } from "../../src/model/divisions.ts";
import {
  findOrganName,
  listOrganNames,
  toLatestCode,
  toOrganKey,
} from "../../src/model/organ-lines.ts";
import { readOrgan } from "../../src/model/organs.ts";

test.each([
  ["桐柏县卫生局", "桐柏县卫生健康委员会", "411330"],
  ["桐柏县卫生和计划生育局", "桐柏县卫生健康局", "411330"],
  ["南阳市桐柏县卫生局", "桐柏县卫生健康委员会", "411330"],
  ["桐柏县国土资源局", "桐柏县自然资源和规划局", "411330"],
])("%s and %s are one organ", (one, other, code) => {
  expect(toOrganKey(one, code)).not.toBeNull();
  expect(toOrganKey(one, code)).toBe(toOrganKey(other, code));
});

test.each([
  [
    "family planning went into health and was no earlier name of it",
    "桐柏县卫生局",
    "桐柏县人口和计划生育局",
  ],
  ["another function", "桐柏县卫生局", "桐柏县教育局"],
  ["an organ of a zone is not that of the county", "桐柏县卫生局", "桐柏县高新区卫生局"],
  ["a merger of equals continues neither", "桐柏县人事局", "桐柏县人力资源和社会保障局"],
])("%s", (_, one, other) => {
  expect(toOrganKey(one, "411330")).not.toBe(toOrganKey(other, "411330"));
});

test("organs of two divisions are two, and nobody can tell without a division or a name", () => {
  expect(toOrganKey("鼓楼区卫生局", "320106")).not.toBe(toOrganKey("鼓楼区卫生局", "320302"));
  expect(toOrganKey("鼓楼区卫生局", null)).toBeNull();
  expect(toOrganKey(null, "411330")).toBeNull();
});

test("an organ goes on where its division was renamed or recoded", () => {
  expect(toOrganKey("密云县卫生局", "110228")).toBe(toOrganKey("密云区卫生健康委员会", "110118"));
  expect(toOrganKey("襄樊市卫生局", "420600")).toBe(toOrganKey("襄阳市卫生健康委员会", "420600"));
});

test("a code that the last list has stands for itself, and where codes lead is in the last list", () => {
  for (const { code, to } of listDivisions()) {
    if (to === "") expect(toLatestCode(code)).toBe(code);
    expect(toLatestCode(toLatestCode(code))).toBe(toLatestCode(code));
  }
});

test("no name of a line is an abbreviation in its years, and each stands on one line only", () => {
  const names = listOrganNames();
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  for (const { name, lastYear } of names) {
    expect([name, readOrgan(name, lastYear).kind]).not.toEqual([name, "abbreviation"]);
  }
});

test("the longest name counts", () => {
  expect(findOrganName("桐柏县卫生和计划生育局")).toEqual({
    line: "health",
    name: "卫生和计划生育局",
    firstYear: 2013,
    lastYear: 2018,
  });
  expect(findOrganName("桐柏县住房和城乡建设局")?.line).toBe("housing");
  expect(findOrganName("桐柏县人民政府")).toBeUndefined();
});

test("agencies whose names say nothing of the division stay apart", () => {
  const keys = ["桥头镇人民政府", "河口镇人民政府", "清石县第一局", "清石县第二局"].map((name) =>
    toOrganKey(name, "990123"),
  );
  expect(new Set(keys).size).toBe(4);
});
