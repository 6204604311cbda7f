import { describe, expect, test } from "vitest";
import { readClaims } from "../../src/interpret/claims.ts";

function read(text: string): string[] {
  const section = { number: 1, heading: "总体情况", text, locator: { paragraph: 1 } };
  return readClaims([section]).map(
    ({ subject, value, unit, approximate, cells }) =>
      `${subject} ${approximate ? "~" : ""}${value}${unit}${cells.length > 0 ? ` = ${cells.join(" + ")}` : ""}`,
  );
}

describe("a number that the prose states", () => {
  test.each([
    ["全年主动公开政府信息76条。", "proactive_items 76条"],
    ["主动公开政务信息共 1,266 条。", "proactive_items 1266条"],
    ["全年共收到政府信息公开申请5件。", "requests_received 5件 = requests.new.total"],
    ["受理依申请公开12件", "requests_received 12件 = requests.new.total"],
    ["新收政府信息公开申请 3 件", "requests_received 3件 = requests.new.total"],
    ["上年结转2件", "requests_carried_in 2件 = requests.carried_in.total"],
    ["结转下年度继续办理4件", "requests_carried_out 4件 = requests.carried_out.total"],
    ["收取信息处理费120元。", "request_fees 120元"],
  ])("%j is %j", (text, claim) => {
    expect(read(text)).toEqual([claim]);
  });

  test.each([
    ["本年度未收到政府信息公开申请。", "requests_received 0件 = requests.new.total"],
    ["我局没有收到任何依申请公开信息。", "requests_received 0件 = requests.new.total"],
    ["本年度未收取信息处理费。", "request_fees 0元"],
    ["本机关未收取信息公开处理费。", "request_fees 0元"],
  ])("may be a zero in words: %j", (text, claim) => {
    expect(read(text)).toEqual([claim]);
  });

  test.each([
    ["主动公开政府信息200余条。", "proactive_items ~200条"],
    ["主动公开政府信息约200条。", "proactive_items ~200条"],
    ["主动公开政府信息近200条。", "proactive_items ~200条"],
    ["收到政府信息公开申请10多件。", "requests_received ~10件 = requests.new.total"],
  ])("may be rounded: %j", (text, claim) => {
    expect(read(text)).toEqual([claim]);
  });
});

describe("numbers of other things are left alone:", () => {
  test.each([
    "全年共收到转办热线196件，办结回复196件。",
    "办理12345热线转办事项324件，办结率100%。",
    "双随机检查215家。",
    "组织培训参训35人次。",
    "微信公众号发布信息204条。",
    "办理人大代表建议12件、政协提案8件。",
    "其中行政许可224条、行政处罚68条。",
    "收到信访件12件。",
    "受理投诉举报7件。",
    "国办公开办函〔2021〕30号。",
    "",
  ])("%j", (text) => {
    expect(read(text)).toEqual([]);
  });
});

test("a claim keeps its sentence and its section", () => {
  const sections = [
    {
      number: 1,
      heading: "总体情况",
      text: "好。\n收到政府信息公开申请5件；办结5件。",
      locator: { line: 1 },
    },
    { number: 6, heading: "其他需要报告的事项", text: "未收取信息处理费。", locator: { line: 9 } },
  ];
  expect(readClaims(sections).map(({ sentence, section }) => ({ sentence, section }))).toEqual([
    { sentence: "收到政府信息公开申请5件", section: 1 },
    { sentence: "未收取信息处理费", section: 6 },
  ]);
});
