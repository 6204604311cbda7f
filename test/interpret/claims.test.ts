import { describe, expect, test } from "vitest";
import { type ClaimFrame, readClaims } from "../../src/interpret/claims.ts";
import { form2019 } from "../../src/model/forms/form-2019.ts";
import { form2021 } from "../../src/model/forms/form-2021.ts";
import { type SampleReport, sampleReport } from "../sample/report.ts";

const FRAME: ClaimFrame = { year: 2024, template: "2021" };

function read(text: string, frame: ClaimFrame = FRAME): string[] {
  const section = { number: 1, heading: "总体情况", text, locator: { paragraph: 1 } };
  return readClaims([section], frame).map(
    ({ subject, value, unit, approximate, cells }) =>
      `${subject} ${approximate ? "~" : ""}${value}${unit}${cells.length > 0 ? ` = ${cells.join(" + ")}` : ""}`,
  );
}

/** Subject and number only. */
const short = (text: string, frame?: ClaimFrame): string[] =>
  read(text, frame).map((claim) => claim.split(" = ")[0] ?? "");

describe("a number that the prose states", () => {
  test.each([
    ["全年主动公开政府信息76条。", "proactive_items 76条"],
    ["主动公开政务信息共 1,266 条。", "proactive_items 1266条"],
    ["全年共收到政府信息公开申请5件。", "requests_received 5件 = requests.new.total"],
    ["受理依申请公开12件", "requests_received 12件 = requests.new.total"],
    ["新收政府信息公开申请 3 件", "requests_received 3件 = requests.new.total"],
    [
      "2024年，我局共收到公民、法人和其他组织提出的政府信息公开申请共计５件。",
      "requests_received 5件 = requests.new.total",
    ],
    ["上年结转2件", "requests_carried_in 2件 = requests.carried_in.total"],
    ["上年度结转政府信息公开申请2件", "requests_carried_in 2件 = requests.carried_in.total"],
    ["结转下年度继续办理4件", "requests_carried_out 4件 = requests.carried_out.total"],
    ["顺延到下年度103件", "requests_carried_out 103件 = requests.carried_out.total"],
    ["收取信息处理费120元。", "request_fees 120元"],
    ["全年收取信息处理费共计0.3万元。", "request_fees 3000元"],
    ["信息处理费收取金额为2230元。", "request_fees 2230元"],
    [
      "本年度制发行政规范性文件12件。",
      "normative_documents_issued 12件 = disclosure.normative_documents.issued",
    ],
    [
      "共作出行政许可决定1266件。",
      "licensing_decisions 1266件 = disclosure.administrative_licensing.decisions",
    ],
    ["发布政策解读材料8篇", "policy_interpretations 8篇"],
    ["举办政务公开业务培训3次", "training_sessions 3次"],
  ])("%j is %j", (text, claim) => {
    expect(read(text)).toEqual([claim]);
  });

  test("of requests dealt with is new and carried in together", () => {
    const both = "requests_handled 3607件 = requests.new.total + requests.carried_in.total";
    expect(read("全市共收办政府信息公开申请3607件。")).toEqual([both]);
    expect(read("收到政府信息公开申请3607件（含上年度结转96件）。")).toEqual([
      both,
      "requests_carried_in 96件 = requests.carried_in.total",
    ]);
  });

  test("of replies and results is the total of its row or group, on the form of the report", () => {
    const text =
      "收到政府信息公开申请20件，办结18件，其中予以公开4件，部分公开3件，不予公开2件，无法提供5件，不予处理1件，其他处理3件。";
    expect(short(text)).toEqual([
      "requests_received 20件",
      "requests_processed 18件",
      "requests_granted 4件",
      "requests_partially_granted 3件",
      "requests_denied 2件",
      "requests_unavailable 5件",
      "requests_unprocessed 1件",
      "requests_otherwise_processed 3件",
    ]);
    expect(read(text)).toContain(
      "requests_unavailable 5件 = requests.unavailable_not_held.total + requests.unavailable_not_compiled.total + requests.unavailable_unclear.total",
    );
    expect(read(text, { year: 2024, template: "2019" })).toContain(
      "requests_otherwise_processed 3件 = requests.other.total",
    );
    expect(read("依申请公开中，予以公开及部分公开258件。")).toEqual([
      "requests_granted_in_all 258件 = requests.granted.total + requests.partially_granted.total",
    ]);
  });

  test("of proceedings adds both kinds of suits, outcomes too", () => {
    const direct = "proceedings.litigation_direct";
    const after = "proceedings.litigation_after_reconsideration";
    expect(
      read("因政府信息公开工作引发行政复议3件，行政诉讼46件，其中维持25件、尚未审结2件。"),
    ).toEqual([
      "reconsideration 3件 = proceedings.reconsideration.total",
      `litigation 46件 = ${direct}.total + ${after}.total`,
      `litigation_upheld 25件 = ${direct}.upheld + ${after}.upheld`,
      `litigation_pending 2件 = ${direct}.pending + ${after}.pending`,
    ]);
    expect(short("因政府信息公开提起行政诉讼9件，均获维持。")).toEqual([
      "litigation 9件",
      "litigation_upheld 9件",
    ]);
    expect(read("因政府信息公开被申请行政复议、提起行政诉讼共5件。")).toEqual([
      `proceedings 5件 = proceedings.reconsideration.total + ${direct}.total + ${after}.total`,
    ]);
  });

  test("of fees may come with the number of requests charged", () => {
    expect(short("2024 年有 1 件政府信息公开申请案件收取信息处理费 380 元。")).toEqual([
      "request_fee_notices 1件",
      "request_fees 380元",
    ]);
    expect(read("全年对3件申请收取信息处理费2230元。")).toEqual([
      "request_fee_notices 3件",
      "request_fees 2230元",
    ]);
  });

  test.each([
    ["收到政府信息公开申请一百二十三件。", 123],
    ["收到政府信息公开申请两件。", 2],
    ["收到政府信息公开申请十二件。", 12],
    ["收到政府信息公开申请二〇件。", 20],
    ["收到政府信息公开申请一千零五件。", 1005],
  ])("may be in Chinese numerals: %j", (text, value) => {
    expect(short(text)).toEqual([`requests_received ${value}件`]);
  });

  test("of a report of 2014 to 2018 belongs to the rows of its statistics", () => {
    const frame = { year: 2016, template: "2014" } as const;
    expect(read("主动公开政府信息303条；收到政府信息公开申请5件，答复5件。", frame)).toEqual([
      "proactive_items 303条 = statistics.proactive_total.value",
      "requests_received 5件 = statistics.requests_received.value",
      "requests_replied 5件 = statistics.replies_total.value",
    ]);
    expect(read("通过门户网站主动公开政府信息303条。", frame)).toEqual(["proactive_items 303条"]);
  });

  test.each([
    ["本年度未收到政府信息公开申请。", ["requests_received 0件"]],
    ["我局没有收到任何依申请公开信息。", ["requests_received 0件"]],
    [
      "2024年，我委未收到群众的公开申请，且上年度无结转。",
      ["requests_received 0件", "requests_carried_in 0件"],
    ],
    ["我办全年未收到行政许可申请；全年未接到信息公开申请。", ["requests_received 0件"]],
    ["2024年,清石县教育局无依申请公开事项。", ["requests_received 0件"]],
    ["2024年我局未收到和处理政府信息公开申请。", ["requests_received 0件"]],
    [
      "未发生涉及教育局信息公开行政复议案件和行政诉讼案件。",
      ["reconsideration 0件", "litigation 0件"],
    ],
    ["我局未收到有关依申请公开内容。", ["requests_received 0件"]],
    ["本年度无政府信息公开申请。", ["requests_received 0件"]],
    ["本年度未收取信息处理费。", ["request_fees 0元"]],
    ["本机关未收取信息公开处理费。", ["request_fees 0元"]],
    ["信息处理费收取情况：无。", ["request_fees 0元"]],
    [
      "未发生因违反政府信息公开工作规定而出现投诉、复议、诉讼情况。",
      ["reconsideration 0件", "litigation 0件"],
    ],
    [
      "无因政府信息公开申请工作被申请行政复议和行政诉讼的情况。",
      ["reconsideration 0件", "litigation 0件"],
    ],
    ["全年未制发行政规范性文件。", ["normative_documents_issued 0件"]],
  ])("may be a zero in words: %j", (text, claims) => {
    expect(short(text)).toEqual(claims);
  });

  test.each([
    ["主动公开政府信息200余条。", "proactive_items ~200条"],
    ["主动公开政府信息约200条。", "proactive_items ~200条"],
    ["主动公开政府信息近200条。", "proactive_items ~200条"],
    ["主动公开政府信息超200条。", "proactive_items ~200条"],
    ["主动公开政府信息200条左右。", "proactive_items ~200条"],
    ["收到政府信息公开申请10多件。", "requests_received ~10件"],
    ["收到政府信息公开申请十余件。", "requests_received ~10件"],
  ])("may be rounded: %j", (text, claim) => {
    expect(short(text)).toEqual([claim]);
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
    "全年受理行政复议案件23件，办理行政诉讼应诉案件5件。",
    "公开行政处罚决定书68份。",
    "主动公开政府文件16条，依申请公开文件12条、不予公开文件36条。",
    "经查，2023年收到、结转至2024年作出答复的政府信息公开申请另行统计。",
    "收到第一件政府信息公开申请。",
    "",
  ])("%j", (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe("numbers of another time, of a part or of many things are left alone:", () => {
  test.each([
    "自2008年条例施行以来，累计收到政府信息公开申请120件。",
    "自2008年以来，截至2024年12月31日，累计收到政府信息公开申请120件。",
    "近三年收到政府信息公开申请30件。",
    "2023年收到政府信息公开申请7件。",
    "上年度收到政府信息公开申请7件。",
    "较去年增加政府信息公开申请受理3件。",
    "上半年收到政府信息公开申请3件。",
    "其中通过网络收到政府信息公开申请3件。",
    "通过信函收到政府信息公开申请2件。",
    "市直各部门收到政府信息公开申请933件。",
    "未收到通过信函提交的政府信息公开申请。",
    "未发生因政府信息公开引发的行政诉讼败诉案件。",
    "未发生因逾期答复引发的政府信息公开行政复议。",
    "2023年未收到政府信息公开申请。",
  ])("%j", (text) => {
    expect(read(text)).toEqual([]);
  });

  test("a reason's count is not that of its group, and a clause's not that of the sentence", () => {
    expect(short("依申请公开中，因不掌握相关信息，无法提供1件。")).toEqual([]);
    expect(short("收到政府信息公开申请5件。处理12345热线100件，办结98件，答复98件。")).toEqual([
      "requests_received 5件",
    ]);
    expect(short("收到政府信息公开申请5件，未办结2件，书面答复1件。")).toEqual([
      "requests_received 5件",
    ]);
  });

  test("the year of a report may stand in the sentence, another year's number beside it", () => {
    expect(short("2024年收到政府信息公开申请5件，2023年收到政府信息公开申请7件。")).toEqual([
      "requests_received 5件",
    ]);
    expect(short("截至2024年12月31日，共收到政府信息公开申请5件。")).toEqual([
      "requests_received 5件",
    ]);
    expect(
      short("截至2024年底累计主动公开政府信息8264条，其中本年度主动公开政府信息517条。"),
    ).toEqual(["proactive_items 517条"]);
    expect(short("2024年以来，收到政府信息公开申请5件。")).toEqual(["requests_received 5件"]);
  });
});

test("a claim keeps its sentence and its section, and the next sentence its topic", () => {
  const sections = [
    {
      number: 1,
      heading: "总体情况",
      text: "好。\n收到政府信息公开申请5件；办结 5 件。",
      locator: { line: 1 },
    },
    { number: 6, heading: "其他需要报告的事项", text: "未收取信息处理费。", locator: { line: 9 } },
  ];
  expect(
    readClaims(sections, FRAME).map(({ sentence, section }) => ({ sentence, section })),
  ).toEqual([
    { sentence: "收到政府信息公开申请5件", section: 1 },
    { sentence: "办结 5 件", section: 1 },
    { sentence: "未收取信息处理费", section: 6 },
  ]);
});

/** Claims of a sample that have cells, as number and cells. */
function readSample(
  sample: SampleReport,
): { readonly value: number; readonly cells: readonly string[] }[] {
  const sections = sample.sections.map(({ number, heading, paragraphs }) => ({
    number,
    heading,
    text: paragraphs.join("\n"),
    locator: { paragraph: number },
  }));
  return readClaims(sections, { year: sample.year, template: sample.form.id })
    .filter(({ cells }) => cells.length > 0)
    .map(({ value, cells }) => ({ value, cells }));
}

test("every number that generated prose states with cells of its own is read, and no other", () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const form = seed % 3 === 0 ? form2019 : form2021;
    const sample = sampleReport(seed, { form, spread: seed % 2 === 0 ? "busy" : "sparse" });
    const claims = readSample(sample);
    const stated = sample.statements.filter(({ cells }) => cells.length > 0);
    expect(claims).toEqual(
      expect.arrayContaining(stated.map(({ value, cells }) => ({ value, cells }))),
    );
    const sums = claims.map(({ cells }) =>
      cells.reduce((sum, address) => sum + (sample.values.get(address) ?? 0), 0),
    );
    expect(claims.map(({ value }) => value)).toEqual(sums);
  }
});

test.each([
  "收到政府信息公开申请共计",
  "收到公民提出的提出的",
  "无有无有行政复议",
  "信息公开未有",
  "1111",
  "一一一一",
  "1   ",
  "上年度结转至到",
  "予以公开和、",
  "到至截至",
])("a text made of %j alone is read at once", (word) => {
  const started = performance.now();
  for (const times of [80, 240, 20_000]) read(`政府信息公开申请，${word.repeat(times)}`);
  expect(performance.now() - started).toBeLessThan(1_000);
});
