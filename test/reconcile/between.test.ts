import { describe, expect, test } from "vitest";
import { listCells } from "../../src/model/form.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import type { Standing } from "../../src/model/standing.ts";
import { compareOrgans } from "../../src/reconcile/between-organs.ts";
import { compareYears } from "../../src/reconcile/between-years.ts";

function standing(
  year: number,
  given: Readonly<Record<string, number | null>>,
  form = form2021,
): Standing {
  const printed = new Set(listCells(form).map(({ address }) => address));
  const figure = (address: string): number | null => {
    if (address in given) return given[address] ?? null;
    return printed.has(address) ? 0 : null;
  };
  return { agency: "清石县教育局", year, template: form.id, url: "http://a.example/1", figure };
}

const stock = (row: string, issued: number, repealed: number, inForce: number) => ({
  [`disclosure.${row}.issued`]: issued,
  [`disclosure.${row}.repealed`]: repealed,
  [`disclosure.${row}.in_force`]: inForce,
});

describe("documents in force", () => {
  const before = standing(2022, stock("normative_documents", 0, 0, 597));

  test("are those of a year before, and issued, without the repealed", () => {
    expect(
      compareYears(standing(2023, stock("normative_documents", 50, 227, 420)), before),
    ).toEqual([]);
    const [finding] = compareYears(
      standing(2023, stock("normative_documents", 50, 227, 421)),
      before,
    );
    expect(finding?.code).toBe("stock_break");
    expect(finding?.severity).toBe("warning");
    expect(finding?.cells).toEqual(["disclosure.normative_documents.in_force"]);
    expect(finding?.message.en).toContain("421, but by last year's report 597 + 50 − 227 = 420");
  });

  test("are not compared with a blank, nor over two years", () => {
    const blank = standing(2023, {
      ...stock("normative_documents", 50, 227, 421),
      "disclosure.normative_documents.issued": null,
    });
    expect(compareYears(blank, before)).toEqual([]);
    expect(compareYears(standing(2024, stock("normative_documents", 1, 1, 1)), before)).toEqual([]);
  });
});

test("items of last year on the form of 2019 are those of the year before with its change", () => {
  const row = "disclosure.administrative_licensing";
  const before = standing(2019, { [`${row}.previous_items`]: 20, [`${row}.change`]: -8 }, form2019);
  const after = (items: number) => standing(2020, { [`${row}.previous_items`]: items }, form2019);
  expect(compareYears(after(12), before)).toEqual([]);
  const [finding] = compareYears(after(20), before);
  expect(finding?.code).toBe("stock_break");
  expect(finding?.message.zh).toContain("为 20，依上年报告应为 20 − 8 = 12");
});

test("carried in is compared in each of the seven columns, between forms too", () => {
  const columns = form2021.tables[1]?.rows[0]?.columns.map(({ id }) => id) ?? [];
  const out = Object.fromEntries(columns.map((id) => [`requests.carried_out.${id}`, 3]));
  const [finding] = compareYears(standing(2021, {}), standing(2020, out, form2019));
  expect(finding?.code).toBe("carry_over_break");
  expect(finding?.cells).toEqual(columns.map((id) => `requests.carried_in.${id}`));
});

describe("a government", () => {
  const of = (agency: string, requests: number | null) => ({ agency, year: 2023, requests });

  test("has as many requests as its organs together, or more", () => {
    const organs = [of("甲局", 3), of("乙局", 7), of("丙局", null)];
    expect(compareOrgans(of("清石县人民政府", 10), organs)).toEqual([]);
    expect(compareOrgans(of("清石县人民政府", 400), organs)).toEqual([]);
    expect(compareOrgans(of("清石县人民政府", null), organs)).toEqual([]);
    const [finding] = compareOrgans(of("清石县人民政府", 9), organs);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message.zh).toContain("所属2个机关");
    expect(finding?.message.zh).toContain("乙局 7，甲局 3");
  });

  test("is told the organs that count most, and not every one", () => {
    const organs = Array.from({ length: 40 }, (_, index) => of(`第${index}局`, index));
    const [finding] = compareOrgans(of("清石县人民政府", 9), organs);
    expect(finding?.message.en).toContain(
      "第39局 39, 第38局 38, 第37局 37, 第36局 36, 第35局 35, …",
    );
  });
});
