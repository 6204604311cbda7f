import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AgencyEvidence, resolveAgency } from "../../src/interpret/agency.ts";
import { readTitle } from "../../src/interpret/title.ts";
import { findDivision } from "../../src/model/divisions.ts";

const SEEDS = "../shared/seeds";

const NOTHING: AgencyEvidence = {
  printed: undefined,
  preamble: "",
  body: "",
  url: "",
  metadata: new Map(),
  sourceAgency: undefined,
  sourceDivisionCode: undefined,
  year: 2022,
};

function resolve(evidence: Partial<AgencyEvidence>) {
  const { name, divisionCode, doubt } = resolveAgency({ ...NOTHING, ...evidence });
  return [name, divisionCode, doubt];
}

function candidates(evidence: Partial<AgencyEvidence>) {
  return resolveAgency({ ...NOTHING, ...evidence }).candidates.map(({ code }) => code);
}

describe("names printed in full or short", () => {
  test.each([
    ["桐柏县卫健委", "桐柏县卫生健康委员会", "411330"],
    ["桐柏县卫生健康委", "桐柏县卫生健康委员会", "411330"],
    ["湘潭县卫健局", "湘潭县卫生健康局", "430321"],
    ["桐柏县人社局", "桐柏县人力资源和社会保障局", "411330"],
    ["桐柏县市监局", "桐柏县市场监督管理局", "411330"],
    ["桐柏县残联", "桐柏县残疾人联合会", "411330"],
    ["桐柏县发改委", "桐柏县发展和改革委员会", "411330"],
    ["桐柏县政府办", "桐柏县人民政府办公室", "411330"],
    ["桐柏县", "桐柏县人民政府", "411330"],
    ["桐柏卫健委", "桐柏县卫生健康委员会", "411330"],
    ["南阳市桐柏县财政局", "南阳市桐柏县财政局", "411330"],
    ["广元市市场监督管理局", "广元市市场监督管理局", "510800"],
    ["内蒙古住建厅", "内蒙古自治区住房和城乡建设厅", "150000"],
    ["重庆市秀山土家族苗族自治县卫健委", "重庆市秀山土家族苗族自治县卫生健康委员会", "500241"],
    ["新晃县教育局", "新晃侗族自治县教育局", "431227"],
    ["西乌旗卫健委", "西乌珠穆沁旗卫生健康委员会", "152526"],
    ["黔东南州农业农村局", "黔东南州农业农村局", "522600"],
    ["安康市农业农村局(市茶叶局)", "安康市农业农村局", "610900"],
    ["咸宁市生态环境局嘉鱼县分局", "咸宁市生态环境局嘉鱼县分局", "421221"],
    ["十堰市生态环境局竹山分局", "十堰市生态环境局竹山分局", "420323"],
    ["国家税务总局桐柏县税务局", "国家税务总局桐柏县税务局", "411330"],
    ["国家统计局桐柏调查队", "国家统计局桐柏调查队", "411330"],
    ["青岛市黄岛区(西海岸新区)卫健局", "青岛市黄岛区(西海岸新区)卫生健康局", "370211"],
    ["大兴安岭地区行署", "大兴安岭地区行政公署", "232700"],
    ["桐柏县公安局交通警察大队", "桐柏县公安局交通警察大队", "411330"],
  ])("%s is %s", (printed, name, code) => {
    expect(resolve({ printed })).toEqual([name, code, undefined]);
  });

  test("an agency of the whole state serves no division, and that is no doubt", () => {
    expect(resolve({ printed: "国家林业和草原局" })).toEqual(["国家林业和草原局", null, undefined]);
  });

  test("交通局 was a full name before it became an abbreviation", () => {
    expect(resolve({ printed: "桐柏县交通局", year: 2008 })[0]).toBe("桐柏县交通局");
    expect(resolve({ printed: "桐柏县交通局", year: 2022 })[0]).toBe("桐柏县交通运输局");
  });

  test("an abbreviation with two meanings needs the document to write it out", () => {
    const printed = "桐柏县教体局";
    expect(resolve({ printed })).toEqual([printed, "411330", "name"]);
    expect(resolve({ printed, body: "2022年，桐柏县教育体育局认真贯彻" })).toEqual([
      "桐柏县教育体育局",
      "411330",
      undefined,
    ]);
    expect(resolve({ printed, body: "南阳市教育和体育局要求；桐柏县教育体育局按照" })[0]).toBe(
      "桐柏县教育体育局",
    );
    expect(resolve({ printed, sourceAgency: "桐柏县教育体育局" })[0]).toBe("桐柏县教育体育局");
  });

  test("an abbreviation that the text contradicts is doubted", () => {
    const body = "桐柏县卫生健康局按照要求";
    expect(resolve({ printed: "桐柏县卫健委", body })[2]).toBe("name");
    expect(resolve({ printed: "桐柏县卫健委", body: `${body}，原桐柏县卫生健康委员会` })[2]).toBe(
      undefined,
    );
  });

  test("an abbreviation that no list knows stays as printed, with a doubt", () => {
    expect(resolve({ printed: "桐柏县茶办" })).toEqual(["桐柏县茶办", "411330", "name"]);
    expect(resolve({ printed: "桐柏县产业园人社局" })[2]).toBe("name");
    expect(resolve({ printed: "桐柏县教育局、科技局" })[2]).toBe("name");
  });
});

describe("names that leave out their place", () => {
  const printed = "县应急管理局";

  test("stay as printed, with a doubt, if nothing says where", () => {
    expect(resolve({ printed })).toEqual(["县应急管理局", null, "name"]);
    expect(resolve({ printed: "审计局" })).toEqual(["审计局", null, "name"]);
  });

  test("take it from the operator's source", () => {
    const full = ["德安县应急管理局", "360426", undefined];
    expect(resolve({ printed, sourceDivisionCode: "360426" })).toEqual(full);
    expect(resolve({ printed, sourceAgency: "德安县应急管理局" })).toEqual(full);
  });

  test("take it from the text or the metadata", () => {
    const full = ["德安县应急管理局", "360426", undefined];
    expect(resolve({ printed, preamble: "德安县应急管理局 按照要求" })).toEqual(full);
    expect(resolve({ printed, metadata: new Map([["contentsource", "德安县应急局"]]) })).toEqual(
      full,
    );
    expect(resolve({ printed, metadata: new Map([["sitename", "德安县人民政府网"]]) })).toEqual(
      full,
    );
  });

  test("do not take the prefecture's, which every county cites", () => {
    expect(resolve({ printed: "审计局", preamble: "根据长春市审计局要求" })[2]).toBe("name");
    expect(
      resolve({ printed: "市残联", metadata: new Map([["sitename", "长春市人民政府"]]) })[2],
    ).toBe("name");
    expect(
      resolve({
        printed: "农业农村局",
        preamble: "根据南通市农业农村局要求，南通市通州区农业农村局编制本报告",
      }),
    ).toEqual(["南通市通州区农业农村局", "320612", undefined]);
  });

  test("do not take one of two places", () => {
    const preamble = "德安县应急管理局、桐柏县应急管理局";
    expect(resolve({ printed, preamble })[2]).toBe("name");
  });

  test("a 市 is not filled in by a source that is a county", () => {
    expect(resolve({ printed: "市卫健委", sourceDivisionCode: "411330" })[2]).toBe("name");
  });
});

describe("towns", () => {
  test.each([
    ["乐至县回澜镇人民政府", "乐至县回澜镇人民政府", "512022"],
    ["义安区老洲乡", "义安区老洲乡人民政府", "340706"],
    ["汉台区东大街街道办", "汉台区东大街街道办事处", "610702"],
    ["衢江区湖南镇", "衢江区湖南镇人民政府", "330803"],
    ["东莞市虎门镇", "东莞市虎门镇人民政府", "441900"],
  ])("%s is %s, in its county", (printed, name, code) => {
    expect(resolve({ printed, year: 2023 })).toEqual([name, code, undefined]);
  });

  test("a town alone is never placed by guess", () => {
    expect(resolve({ printed: "周湾镇" })).toEqual(["周湾镇人民政府", null, "division"]);
    expect(resolve({ printed: "南阳市青石镇" })).toEqual([
      "南阳市青石镇人民政府",
      null,
      "division",
    ]);
    expect(resolve({ printed: "周湾镇", sourceDivisionCode: "610600" })[2]).toBe("division");
  });

  test("a town is placed by its text or its source", () => {
    expect(resolve({ printed: "周湾镇", sourceDivisionCode: "610626" })).toEqual([
      "吴起县周湾镇人民政府",
      "610626",
      undefined,
    ]);
    expect(resolve({ printed: "罗家乡", preamble: "龙游县罗家乡人民政府按照" })).toEqual([
      "龙游县罗家乡人民政府",
      "330825",
      undefined,
    ]);
  });

  test("a development zone has no code of its own", () => {
    expect(resolve({ printed: "西咸新区底张街道办事处" })[1]).toBeNull();
    expect(resolve({ printed: "湘潭市高新区人力资源局" })).toEqual([
      "湘潭市高新区人力资源局",
      null,
      "division",
    ]);
  });
});

describe("a district whose name four cities share", () => {
  const printed = "鼓楼区卫健局";

  test("stays open if nothing tells them apart", () => {
    expect(resolve({ printed })).toEqual(["鼓楼区卫生健康局", null, "division"]);
    expect(candidates({ printed })).toEqual(["320106", "320302", "350102", "410204"]);
    expect(resolve({ printed, url: "http://www.gl.gov.cn/a.html" })[1]).toBeNull();
  });

  test.each([
    ["the title", { printed: "福州市鼓楼区卫健局" }, "350102"],
    ["the preamble", { preamble: "福州市鼓楼区卫生健康局编制" }, "350102"],
    ["the source", { sourceDivisionCode: "320302" }, "320302"],
    ["a source for the whole city", { sourceDivisionCode: "320300" }, "320302"],
    ["initials in the host", { url: "http://www.njgl.gov.cn/a.html" }, "320106"],
    ["the city in the host", { url: "http://gulou.kaifeng.gov.cn/a.html" }, "410204"],
    ["the metadata", { metadata: new Map([["sitename", "徐州市鼓楼区人民政府"]]) }, "320302"],
    ["an area code", { preamble: "电话：0591-83333333" }, "350102"],
    ["an area code in brackets", { body: "电话:(025)84444444" }, "320106"],
    ["a mention of the city", { body: "按照开封市有关要求" }, "410204"],
  ] as const)("is told by %s", (_by, evidence, code) => {
    expect(resolve({ printed, ...evidence }).slice(1)).toEqual([code, undefined]);
  });

  test("a host may write the initial sound in full, or name a municipality", () => {
    const chaoyang = { printed: "朝阳区审计局" };
    expect(resolve({ ...chaoyang, url: "http://www.bjchy.gov.cn/" })[1]).toBe("110105");
    expect(resolve({ ...chaoyang, url: "http://cy.bj.gov.cn/" })[1]).toBe("110105");
    expect(resolve({ ...chaoyang, url: "http://www.ccchaoyang.gov.cn/" })[1]).toBe("220104");
    expect(resolve({ ...chaoyang, url: "http://www.chaoyang.gov.cn/" })[1]).toBeNull();
  });

  test("is not told by evidence for two of them", () => {
    expect(resolve({ printed, body: "学习南京市、福州市经验" })[2]).toBe("division");
  });

  test("an earlier kind of evidence outweighs a later one", () => {
    const evidence = { printed, url: "http://www.njgl.gov.cn/", body: "按照开封市有关要求" };
    expect(resolve(evidence)[1]).toBe("320106");
    expect(resolve({ ...evidence, sourceDivisionCode: "350102" })[1]).toBe("350102");
  });
});

describe("document and source", () => {
  test("the document's own place wins over the source's, but not silently", () => {
    const evidence = { printed: "湘潭县卫健局", sourceDivisionCode: "411330" };
    expect(resolve(evidence)).toEqual(["湘潭县卫生健康局", "430321", "division"]);
    expect(candidates(evidence)).toEqual(["430321", "411330"]);
  });

  test("a source for a prefecture holds reports of its counties", () => {
    expect(resolve({ printed: "桐柏县卫健委", sourceDivisionCode: "411300" })[2]).toBeUndefined();
  });

  test("without a title the source names the agency", () => {
    expect(resolve({ sourceAgency: "桐柏县卫生健康委员会" })).toEqual([
      "桐柏县卫生健康委员会",
      "411330",
      undefined,
    ]);
  });

  test("unless the text names an author elsewhere", () => {
    const evidence = {
      sourceAgency: "桐柏县卫生健康委员会",
      preamble: "湘潭县卫生健康局2022年政府信息公开工作年度报告",
    };
    expect(resolve(evidence)).toEqual(["湘潭县卫生健康局", "430321", "division"]);
  });

  test("without title and source the text may name the author, or only somebody", () => {
    expect(resolve({ preamble: "湘潭县卫生健康局2022年政府信息公开工作年度报告" })).toEqual([
      "湘潭县卫生健康局",
      "430321",
      undefined,
    ]);
    expect(resolve({ preamble: "根据南阳市卫健委要求，我委编制" })[2]).toBe("name");
    expect(resolve({ preamble: "根据南阳市人民政府办公室要求，我委编制" })).toEqual([
      null,
      null,
      "name",
    ]);
  });

  test("nothing at all is a doubt", () => {
    expect(resolve({})).toEqual([null, null, "name"]);
  });
});

describe("codes as of the report's year", () => {
  test("a county that became a district since has the code of its time", () => {
    expect(resolve({ printed: "密云县卫生局", year: 2012 })[1]).toBe("110228");
    expect(resolve({ printed: "密云县卫生局", year: 2012, sourceDivisionCode: "110118" })).toEqual([
      "密云县卫生局",
      "110228",
      undefined,
    ]);
    expect(
      resolve({ sourceAgency: "密云区卫生局", sourceDivisionCode: "110118", year: 2012 })[1],
    ).toBe("110228");
  });

  test("in the year of a change of code that no list dates, the source decides or nobody", () => {
    expect(resolve({ printed: "崇川区审计局", year: 2020 }).slice(1)).toEqual([null, "division"]);
    expect(resolve({ printed: "崇川区审计局", year: 2020, sourceDivisionCode: "320613" })[1]).toBe(
      "320613",
    );
    expect(resolve({ printed: "崇川区审计局", year: 2018 })[1]).toBe("320602");
    expect(resolve({ printed: "崇川区审计局", year: 2022 })[1]).toBe("320613");
  });

  test("a place that did not exist in the year is a doubt", () => {
    expect(resolve({ printed: "莱芜市审计局", year: 2022 }).slice(1)).toEqual([null, "division"]);
  });
});

test("any text is resolved without an error, and what stays open is doubted", () => {
  const words = fc.constantFrom(
    ..."桐柏县 南阳市 县 市 鼓楼区 朝阳 镇 乡 街道 办事处 卫健委 教体局 人民政府 国家 分局 生态环境局 新区 ( ) 0591-83333333".split(
      " ",
    ),
  );
  const text = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, fc.integer({ min: 2003, max: 2030 }), (printed, preamble, year) => {
      const resolved = resolveAgency({ ...NOTHING, printed, preamble, year });
      if (resolved.name === null) expect(resolved.doubt).toBeDefined();
      const isNational = resolved.name?.startsWith("国家") === true;
      if (resolved.divisionCode === null && !isNational) expect(resolved.doubt).toBeDefined();
      if (resolved.divisionCode !== null) expect(findDivision(resolved.divisionCode)).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

interface Expected {
  readonly agency: { readonly name: string; readonly division_code: string };
  readonly title: string;
  readonly year: number;
}

describe.skipIf(!existsSync(SEEDS))("the five seeds (skipped without ../shared)", () => {
  const files = existsSync(SEEDS) ? readdirSync(`${SEEDS}/expected`) : [];
  test.each(files)("%s", (file) => {
    const expected: Expected = JSON.parse(readFileSync(`${SEEDS}/expected/${file}`, "utf8"));
    const text = readFileSync(`${SEEDS}/${file.replace(".json", ".txt")}`, "utf8");
    const printed = readTitle(expected.title)?.agency;
    const evidence = { printed, preamble: text.slice(0, 600), body: text.slice(0, 4000) };
    expect(resolve({ ...evidence, year: expected.year })).toEqual([
      expected.agency.name,
      expected.agency.division_code,
      undefined,
    ]);
  });
});
