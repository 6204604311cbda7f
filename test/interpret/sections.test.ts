import { describe, expect, test } from "vitest";
import type { Line } from "../../src/interpret/flow.ts";
import { findSections } from "../../src/interpret/sections.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";

const isNoTable = () => false;

function toLines(texts: readonly string[]): Line[] {
  return texts.map((text, index) => ({
    kind: "text",
    text,
    level: undefined,
    locator: { line: index + 1 },
    block: index,
  }));
}

/** "1 总体情况: text", one for each section found. */
function read(texts: readonly string[], headings = form2021.sections): string[] {
  return findSections(toLines(texts), headings, isNoTable, texts.length).map(
    ({ number, heading, text }) => `${number} ${heading}: ${text}`,
  );
}

const six = [
  "一、总体情况",
  "总体良好。",
  "二、主动公开政府信息情况",
  "三、收到和处理政府信息公开申请情况",
  "四、政府信息公开行政复议、行政诉讼情况",
  "五、存在的主要问题及改进情况",
  "问题不少。",
  "六、其他需要报告的事项",
  "无。",
];
const sixRead = [
  "1 总体情况: 总体良好。",
  "2 主动公开政府信息情况: ",
  "3 收到和处理政府信息公开申请情况: ",
  "4 政府信息公开行政复议、行政诉讼情况: ",
  "5 存在的主要问题及改进情况: 问题不少。",
  "6 其他需要报告的事项: 无。",
];

test("the six sections are found with their texts", () => {
  expect(read(six)).toEqual(sixRead);
});

describe("a first section may be numbered or called otherwise:", () => {
  test.each([
    ["1、 总体情况", "总体情况"],
    ["1.总体情况", "总体情况"],
    ["一．总体情况", "总体情况"],
    ["第一部分 总体情况", "总体情况"],
    ["总体情况", "总体情况"],
    ["一、总体情况：", "总体情况"],
    ["一、总体情况。", "总体情况"],
    ["一、 总体 情况", "总体 情况"],
    ["一、概述", "概述"],
    ["一、工作概述", "工作概述"],
    ["一、总体公开情况说明", "总体公开情况说明"],
    ["一、工作开展情况", "工作开展情况"],
    ["一、工作总体推进情况", "工作总体推进情况"],
  ])("%j", (heading, expected) => {
    expect(read([heading, ...six.slice(1)])[0]).toBe(`1 ${expected}: 总体良好。`);
  });
});

describe("other headings may be printed otherwise:", () => {
  test.each([
    [2, "二、主动公开政府政府信息情况"],
    [2, "二、行政机关主动公开政府信息情况"],
    [3, "三、收到和处理政府信息公开申请的情况"],
    [4, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"],
    [5, "五、政府信息公开工作存在的主要问题及改进情况"],
    [6, "六、其他需要报告事项"],
  ])("number %j as %s", (number, heading) => {
    const index = six.findIndex((text) => text.startsWith("一二三四五六".charAt(number - 1)));
    const texts = six.map((text, at) => (at === index ? heading : text));
    const numbers = read(texts).map((section) => Number(section.split(" ")[0]));
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6]);
    expect(read(texts)[number - 1]).toContain(heading.slice(2));
  });
});

test("the fifth heading of the 2019 form is its own", () => {
  const texts = six.map((text) =>
    text.startsWith("五") ? "五、政府信息公开工作存在的主要问题及改进情况" : text,
  );
  expect(read(texts, form2019.sections)).toHaveLength(6);
});

test("sub-headings （一） to （六） begin no section, whatever they are called", () => {
  const texts = [
    "一、总体情况",
    "（一）主动公开情况",
    "76条。",
    "（二）依申请公开情况",
    "（五）监督保障情况",
    "（六）其他",
    ...six.slice(2),
  ];
  const sections = read(texts);
  expect(sections).toHaveLength(6);
  expect(sections[0]).toBe(
    "1 总体情况: （一）主动公开情况\n76条。\n（二）依申请公开情况\n（五）监督保障情况\n（六）其他",
  );
});

test("numbered measures 1. 2. 3. inside a section begin no section", () => {
  const texts = [...six.slice(0, 6), "1.加强学习", "2.主动作为", "3.加强培训", ...six.slice(7)];
  const sections = read(texts);
  expect(sections).toHaveLength(6);
  expect(sections[4]).toBe("5 存在的主要问题及改进情况: 1.加强学习\n2.主动作为\n3.加强培训");
});

test("a heading may be glued to its text", () => {
  const texts = [
    "一、总体情况 2024年总体良好。",
    ...six.slice(2, 7),
    "六、其他需要报告的事项：无。",
  ];
  const sections = read(texts);
  expect(sections[0]).toBe("1 总体情况: 2024年总体良好。");
  expect(sections[5]).toBe("6 其他需要报告的事项: 无。");
});

test("a preamble that names the six parts in one sentence begins none of them", () => {
  const preamble =
    "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项等六部分组成。";
  expect(read([preamble, ...six])).toEqual(sixRead);
});

test("of a table of contents and the sections it lists, the sections count", () => {
  const contents = six.filter((text) => /^[一二三四五六]、/.test(text));
  expect(read(["目录", ...contents, ...six])).toEqual(sixRead);
  expect(read(["目录", ...contents.map((text, page) => `${text}……${page + 1}`), ...six])).toEqual(
    sixRead,
  );
});

test("a section that is missing leaves the others their numbers", () => {
  const texts = six.filter((text) => !text.startsWith("四、"));
  expect(read(texts).map((section) => section.charAt(0))).toEqual(["1", "2", "3", "5", "6"]);
});

test("what the page prints below the article is not part of the last section", () => {
  expect(read([...six, "【打印本页】【关闭窗口】", "主办单位：青汀县人民政府"])).toEqual(sixRead);
  expect(read([...six, "上一篇：某局2023年报告", "版权所有"])).toEqual(sixRead);
});

test("lines of tables are no text of a section", () => {
  const lines = toLines(["一、总体情况", "好。", "表", ...six.slice(2)]);
  const sections = findSections(lines, form2021.sections, (line) => line === 2, lines.length);
  expect(sections[0]?.text).toBe("好。");
});

test("a page without the outline has no sections", () => {
  expect(read(["关于召开会议的通知", "各科室：", "请参加。"])).toEqual([]);
});
