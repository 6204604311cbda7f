import { expect, test } from "vitest";
import {
  classOfOrgan,
  findDueDate,
  isCounty,
  isGovernmentOf,
} from "../../src/model/organ-class.ts";

test.each([
  ["清石县人民政府", "government"],
  ["某某省人民政府", "government"],
  ["清石县人民政府办公室", "government_office"],
  ["清石县卫生健康委员会", "department"],
  ["清石县教育局", "department"],
  ["某某省教育厅", "department"],
  ["清石县国有资产监督管理委员会", "department"],
  ["清石县桥头镇人民政府", "town"],
  ["清石县河口乡人民政府", "town"],
  ["清石区桥西街道办事处", "town"],
  ["清石经济开发区管理委员会", "other"],
  ["清石县公安局城北分局", "other"],
  ["清石县人民医院", "other"],
] as const)("%s is, to article 49, a %s", (name, organ) => {
  expect(classOfOrgan(name)).toBe(organ);
});

test("a report is due by the law in force at the time and the class of its organ", () => {
  expect(findDueDate("清石县教育局", 2024)).toBe("2025-01-31");
  expect(findDueDate("清石县人民政府", 2024)).toBe("2025-03-31");
  expect(findDueDate("清石县人民政府办公室", 2024)).toBe("2025-03-31");
  expect(findDueDate("清石县桥头镇人民政府", 2024)).toBeNull();
  expect(findDueDate("清石区桥西街道办事处", 2019)).toBeNull();
  expect(findDueDate("清石经济开发区管理委员会", 2024)).toBeNull();
  expect(findDueDate("清石县教育局", 2019)).toBe("2020-01-31");
  expect(findDueDate("清石县教育局", 2018)).toBe("2019-03-31");
  expect(findDueDate("清石县教育局", 2007)).toBeNull();
});

test("the government of a division is the one that bears its name, where the division is known", () => {
  expect(isGovernmentOf("桐柏县人民政府", "411330", 2023)).toBe(true);
  expect(isGovernmentOf("河南省桐柏县人民政府", "411330", 2023)).toBe(true);
  expect(isGovernmentOf("桐柏县人民政府", "411300", 2023)).toBe(false);
  expect(isGovernmentOf("桐柏县人民政府办公室", "411330", 2023)).toBe(false);
  expect(isGovernmentOf("清石县人民政府", "990123", 2023)).toBe(true);
});

test("a county is known by the list of divisions alone", () => {
  expect(isCounty("411330", 2023)).toBe(true);
  expect(isCounty("411300", 2023)).toBe(false);
  expect(isCounty("990123", 2023)).toBe(false);
});
