import { describe, expect, test } from "vitest";
import {
  findBest,
  normaliseLabel,
  similarity,
  toPattern,
  toPrintedLabel,
} from "../../src/interpret/labels.ts";
import { indexOf, SURE } from "../../src/interpret/table-index.ts";
import type { Form, FormTable } from "../../src/model/form.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";

const tableOf = (form: Form, id: string): FormTable => {
  const table = form.tables.find((entry) => entry.id === id);
  if (table === undefined) throw new Error(`the form of ${form.id} has no table: ${id}`);
  return table;
};
const requests = tableOf(form2021, "requests");

/** The one row that the label surely is. */
function rowOf(label: string, table = requests): string | undefined {
  const rates = indexOf(table).rateRows(label);
  const best = Math.max(...rates);
  const rows = table.rows.filter((_, index) => rates[index] === best);
  return best >= SURE && rows.length === 1 ? rows[0]?.id : undefined;
}

describe("labels are compared without numbering, punctuation and white space", () => {
  test.each([
    ["一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"],
    ["（一）予以公开", "予以公开"],
    ["(一) 予以公开", "予以公开"],
    ["1.属于国家秘密", "属于国家秘密"],
    ["1、属于国家秘密", "属于国家秘密"],
    ["1. 属于 国家\n秘密", "属于国家秘密"],
    ["3.危及“三安全一稳定”", "危及三安全一稳定"],
    ['3.危及"三安全一稳定"', "危及三安全一稳定"],
    ["规 章", "规章"],
    ["规\u3000章", "规章"],
    ["", ""],
  ])("%j is %j", (label, expected) => {
    expect(normaliseLabel(label)).toBe(expected);
  });
});

describe("rows of section three are known by their labels", () => {
  test.each(requests.rows.map((row) => ({ id: row.id, label: row.label })))(
    "$label",
    ({ id, label }) => {
      expect(rowOf(label)).toBe(id);
    },
  );

  test.each([
    ["(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)", "partially_granted"],
    ["（二）部分公开", "partially_granted"],
    ["1.逾期不补正", "other_not_corrected"],
    ["2.逾期不缴费", "other_fee_unpaid"],
    ["3. 其他", "other_misc"],
    ["3、其他", "other_misc"],
    ["(七) 总计", "processed_total"],
    ["四、结转下年度继续办理", "carried_out"],
    ["结转下年度继续办理数量", "carried_out"],
    ["本年新收政府信息公开申请数", "new"],
    ["一、本年新收政府信息公开申请数量(件)", "new"],
    ["4.保护第三方合法权盖", "denied_third_party_rights"],
    ["1.本机关不掌握相关政府信息 ", "unavailable_not_held"],
  ])("%s is %s", (label, id) => {
    expect(rowOf(label)).toBe(id);
  });

  test.each([
    "属于工作秘密",
    "无法联系到申请人",
    "三、本年度办理结果",
    "（三）不予公开",
    "自然人",
    "0",
    "",
  ])("%j is none of them", (label) => {
    expect(rowOf(label)).toBeUndefined();
  });
});

test("（六）其他处理 is a row on the 2019 form and a caption on the 2021 form", () => {
  expect(rowOf("（六）其他处理", tableOf(form2019, "requests"))).toBe("other");
  expect(rowOf("（六）其他处理")).toBeUndefined();
  expect(indexOf(requests).isCaption("（六）其他处理")).toBe(true);
});

test("规范性文件 is the same row on both forms, whatever it is called", () => {
  expect(rowOf("规范性文件", tableOf(form2021, "disclosure"))).toBe("normative_documents");
  expect(rowOf("行政规范性文件", tableOf(form2019, "disclosure"))).toBe("normative_documents");
});

describe("a misprinted header is the column it is most like", () => {
  const index = indexOf(tableOf(form2021, "disclosure"));
  test.each([
    ["本年制发件数", "本年制发件数"],
    ["本年废止件数", "本年废止件数"],
    ["本年度止件数", "本年废止件数"],
    ["本年度发件数", "本年制发件数"],
    ["本年 废止\n件数", "本年废止件数"],
    ["现行有效件数", "现行有效件数"],
    ["本年收费金额", "本年收费金额（单位：万元）"],
    ["本年收费金额（单位：元）", "本年收费金额（单位：万元）"],
  ])("%j heads %s", (printed, label) => {
    const position = index.findColumn(printed);
    expect(index.columns[position]).toEqual(indexColumn(label));
  });

  function indexColumn(label: string) {
    const column = tableOf(form2021, "disclosure")
      .rows.flatMap((row) => row.columns)
      .find((entry) => entry.label === label);
    return toPattern([label, ...(column?.spellings ?? [])]);
  }
});

describe("similarity", () => {
  test("is 1 for equal labels, 0 for nothing in common, and between for a misprint", () => {
    const pattern = toPattern(["结果维持"]);
    expect(similarity(toPrintedLabel("结果 维持"), pattern)).toBe(1);
    expect(similarity(toPrintedLabel(""), pattern)).toBe(0);
    expect(similarity(toPrintedLabel("自然人"), pattern)).toBe(0);
    const misprint = similarity(toPrintedLabel("结果维特"), pattern);
    expect(misprint).toBeGreaterThan(0.5);
    expect(misprint).toBeLessThan(1);
  });

  test("of two labels alike takes the better, of equals the first, below the least none", () => {
    const patterns = [toPattern(["结果维持"]), toPattern(["结果纠正"]), toPattern(["结果纠正"])];
    expect(findBest(toPrintedLabel("结果纠正"), patterns, SURE)).toBe(1);
    expect(findBest(toPrintedLabel("自然人"), patterns, SURE)).toBe(-1);
    expect(findBest(toPrintedLabel("结果"), patterns, SURE)).toBe(-1);
  });
});
