import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type AgencyEvidence,
  type ResolvedAgency,
  resolveAgency,
} from "../../src/interpret/agency.ts";
import { readAgencyName } from "../../src/interpret/agency-name.ts";
import { agencyUnresolved } from "../../src/interpret/doubts.ts";
import { readTitle } from "../../src/interpret/title.ts";
import { listShortNames } from "../../src/model/division-names.ts";
import { findDivision } from "../../src/model/divisions.ts";

const PAGES = "../shared/real/pages.jsonl";

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

const resolve = (evidence: Partial<AgencyEvidence>) => resolveAgency({ ...NOTHING, ...evidence });

function outline(evidence: Partial<AgencyEvidence>) {
  const { name, divisionCode, doubt, supplied } = resolve(evidence);
  return [name, divisionCode, doubt, supplied];
}

const codes = ({ candidates }: ResolvedAgency) => candidates.map(({ code }) => code);

describe("a place that only the host tells", () => {
  test.each([
    ["县审计局", "http://www.tongbai.gov.cn/a.html", "桐柏县审计局", "411330"],
    ["审计局", "http://tongbaixian.gov.cn/a.html", "桐柏县审计局", "411330"],
    ["审计局", "http://www.hntongbai.gov.cn:8080/a.html", "桐柏县审计局", "411330"],
    ["县审计局", "http://xxgk.zgtongbai.gov.cn/a.html", "桐柏县审计局", "411330"],
    ["县审计局", "http://www.nytbx.gov.cn/a.html", "桐柏县审计局", "411330"],
    ["县民政局", "http://www.sxjiaxian.gov.cn/a.html", "佳县民政局", "610828"],
    ["县民政局", "http://www.hajiaxian.gov.cn/a.html", "县民政局", null],
    ["区教育局", "http://hljwch.gov.cn/a.html", "区教育局", null],
    ["市教育局", "http://hljwch.gov.cn/a.html", "五常市教育局", "230184"],
    ["县教育局", "http://www.dlweishan.gov.cn/a.html", "巍山彝族回族自治县教育局", "532927"],
    ["县教育局", "http://www.laoting.gov.cn/a.html", "乐亭县教育局", "130225"],
    ["水利厅", "http://slt.hunan.gov.cn/a.html", "湖南省水利厅", "430000"],
    ["市商务局", "http://swj.putian.gov.cn/a.html", "莆田市商务局", "350300"],
    ["商务局", "http://jw.taojiang.gov.cn/a.html", "桃江县商务局", "430922"],
    ["区审计局", "http://gulou.kaifeng.gov.cn/a.html", "鼓楼区审计局", "410204"],
  ])("%s on %s is %s", (printed, url, name, code) => {
    const resolved = resolve({ printed, url });
    expect([resolved.name, resolved.divisionCode]).toEqual([name, code]);
    expect(resolved.supplied).toBe(code === null ? undefined : "host");
  });

  test("is reported, as an info if that is all", () => {
    const resolved = resolve({ printed: "县审计局", url: "http://www.tongbai.gov.cn/" });
    expect(resolved.doubt).toBeUndefined();
    expect(agencyUnresolved(resolved)[0]).toMatchObject({
      code: "agency_unresolved",
      severity: "info",
      message: { en: expect.stringContaining("host name") },
    });
  });

  test("is as of the year of the report", () => {
    expect(outline({ printed: "县审计局", url: "http://www.haian.gov.cn/", year: 2012 })).toEqual([
      "海安县审计局",
      "320621",
      undefined,
      "host",
    ]);
  });

  test("stays open between all whom the host may mean", () => {
    const resolved = resolve({ printed: "县审计局", url: "http://www.wqx.gov.cn/" });
    expect([resolved.name, resolved.divisionCode, resolved.doubt]).toEqual([
      "县审计局",
      null,
      "name",
    ]);
    expect(codes(resolved)).toEqual(expect.arrayContaining(["130928", "610626", "653024"]));
    expect(agencyUnresolved(resolved)[0]).toMatchObject({
      severity: "warning",
      message: { en: expect.stringContaining("吴起县 610626") },
    });
  });

  test("is chosen among them by the rest of the document", () => {
    const evidence = { printed: "县审计局", url: "http://www.wqx.gov.cn/" };
    expect(resolve({ ...evidence, preamble: "电话：0911-7612345" }).divisionCode).toBe("610626");
    expect(resolve({ ...evidence, body: "按照沧州市有关要求" }).divisionCode).toBe("130928");
    expect(resolve({ ...evidence, sourceDivisionCode: "653024" }).name).toBe("乌恰县审计局");
  });

  test("is chosen among them by a folder that names one, with its prefecture", () => {
    const url = "http://www.htq.gov.cn/hzshtqzf/zwgk/a.html";
    expect(resolve({ printed: "区审计局", url }).divisionCode).toBe("610702");
  });

  test("is chosen among them by the platform of one province", () => {
    const url = "http://www.tongzhou.gov.cn/xxgk/content/0b5f21aa-69d1-4f00-9c1e-5a1b2c3d4e5f.html";
    expect(resolve({ printed: "审计局", url }).divisionCode).toBe("320612");
  });

  test("does not come from hosts that are no government's", () => {
    expect(resolve({ printed: "县审计局", url: "http://www.tongbai.com/" }).name).toBe("县审计局");
    expect(resolve({ printed: "县审计局", url: "http://10.1.2.3/tongbai/" }).name).toBe("县审计局");
    expect(resolve({ printed: "县审计局", url: "not an address" }).name).toBe("县审计局");
  });

  test("is none of a ministry's, whatever its host is like", () => {
    const url = "http://www.tongbai.gov.cn/";
    expect(resolve({ printed: "水利局", url }).name).toBe("桐柏县水利局");
    expect(resolve({ printed: "水利部", url }).divisionCode).toBeNull();
  });

  test("does not stand against the text, which names another county", () => {
    const evidence = { printed: "审计局", url: "http://www.tongbai.gov.cn/" };
    expect(outline({ ...evidence, preamble: "湘潭县审计局按照要求编制本报告" })).toEqual([
      "湘潭县审计局",
      "430321",
      undefined,
      "text",
    ]);
    const two = resolve({ ...evidence, preamble: "湘潭县审计局、双牌县审计局" });
    expect([two.divisionCode, two.doubt]).toEqual([null, "name"]);
  });

  test("is a county of the prefecture on whose site it stands, if a folder names it", () => {
    const printed = "市残联";
    expect(resolve({ printed, url: "http://zwgk.changchun.gov.cn/gzl/nb/a.html" }).name).toBe(
      "公主岭市残疾人联合会",
    );
    expect(resolve({ printed, url: "http://zwgk.changchun.gov.cn/cl/nb/a.html" }).name).toBe(
      "长春市残疾人联合会",
    );
    const county = resolve({ printed: "县残联", url: "http://www.nanyang.gov.cn/a.html" });
    expect([county.divisionCode, county.doubt]).toEqual([null, "name"]);
    expect(codes(county)).toContain("411330");
  });

  test("is not the prefecture on whose site it stands, if the text says 我县", () => {
    const evidence = { printed: "审计局", url: "http://www.nanyang.gov.cn/a.html" };
    expect(resolve(evidence).divisionCode).toBe("411300");
    expect(resolve({ ...evidence, body: "我县审计工作" }).divisionCode).toBeNull();
  });
});

describe("a town that only the host places", () => {
  test("is in the host's county", () => {
    expect(outline({ printed: "周湾镇", url: "http://www.wuqi.gov.cn/" })).toEqual([
      "吴起县周湾镇人民政府",
      "610626",
      undefined,
      "host",
    ]);
  });

  test("is in the one of several counties that has such a town", () => {
    expect(resolve({ printed: "周湾镇", url: "http://wqx.gov.cn/" }).divisionCode).toBe("610626");
    expect(resolve({ printed: "周湾乡", url: "http://wqx.gov.cn/" }).divisionCode).toBe("610626");
    expect(resolve({ printed: "金厂镇", url: "http://xxgk.dc.gov.cn/" }).divisionCode).toBe(
      "220502",
    );
  });

  test("is in the county of the prefecture's site that has such a town", () => {
    const url = "http://gk.ziyang.gov.cn/year_details.aspx?dept=206";
    expect(resolve({ printed: "回澜镇", url }).divisionCode).toBe("512022");
  });

  test("is doubted where the host's county has none of the name and others do", () => {
    const resolved = resolve({ printed: "湖南镇", url: "https://dj.longwan.gov.cn/a.html" });
    expect([resolved.divisionCode, resolved.doubt]).toEqual(["330303", "division"]);
    expect(codes(resolved)).toEqual(expect.arrayContaining(["330303", "330803"]));
  });

  test("is where the text says, not where the host is", () => {
    const url = "https://dj.longwan.gov.cn/a.html";
    const preamble = "衢江区湖南镇人民政府编制本报告";
    expect(outline({ printed: "湖南镇", url, preamble })).toEqual([
      "衢江区湖南镇人民政府",
      "330803",
      undefined,
      "text",
    ]);
  });
});

describe("codes that name the publisher's division", () => {
  test("a credit code in the address does, if its check digit is right", () => {
    const address = (code: string) =>
      `http://10.1.2.3/module/xxgk/xxgkAnnualReport.jsp?area=${code}&fbtime=2020`;
    const printed = "唐村镇";
    expect(resolve({ printed, url: address("11370883004325769B") }).divisionCode).toBe("370883");
    expect(resolve({ printed, url: address("11370883004325769C") }).divisionCode).toBeNull();
    expect(
      resolve({ printed: "鼓楼区审计局", url: address("11370883004325769B") }).divisionCode,
    ).toBe(null);
  });

  test("a site code in the metadata does, and outweighs the host", () => {
    const metadata = new Map([["siteidcode", "4113300012"]]);
    const url = "http://www.xiangtanxian.gov.cn/";
    expect(outline({ printed: "县审计局", metadata, url })).toEqual([
      "桐柏县审计局",
      "411330",
      undefined,
      "metadata",
    ]);
    const ministry = new Map([["siteidcode", "bm01000001"]]);
    expect(resolve({ printed: "县审计局", metadata: ministry }).divisionCode).toBeNull();
  });

  test("it tells districts of one name apart", () => {
    const metadata = new Map([["siteidcode", "3203020001"]]);
    expect(resolve({ printed: "鼓楼区审计局", metadata }).divisionCode).toBe("320302");
  });
});

describe("a report without a title", () => {
  test("is the issuer's, but that is a doubt", () => {
    const metadata = new Map([["contentsource", "桐柏县审计局"]]);
    expect(outline({ metadata })).toEqual(["桐柏县审计局", "411330", "name", undefined]);
    expect(resolve({ metadata, preamble: "根据桐柏县审计局要求，我局" }).doubt).toBeUndefined();
  });

  test("is that of the link or the breadcrumb that leads to it", () => {
    const url = "http://www.tongbai.gov.cn/";
    expect(outline({ linkText: "县审计局", url })).toEqual([
      "桐柏县审计局",
      "411330",
      "name",
      "host",
    ]);
    expect(
      outline({ breadcrumb: "当前位置：首页 > 桐柏县人民政府 > 县直部门 > 审计局 > 年报" }),
    ).toEqual(["桐柏县审计局", "411330", "name", "metadata"]);
    expect(
      outline({ breadcrumb: "首页»乡镇街道»周湾镇»年度报告", url: "http://wqx.gov.cn/" }),
    ).toEqual(["吴起县周湾镇人民政府", "610626", "name", "host"]);
  });

  test("is not that of the office that keeps the site, nor of a column", () => {
    expect(resolve({ metadata: new Map([["contentsource", "县政府办公室"]]) }).name).toBeNull();
    expect(resolve({ metadata: new Map([["columnname", "政府信息公开年报"]]) }).name).toBeNull();
    expect(resolve({ breadcrumb: "首页 > 乡镇街道 > 政府信息公开" }).name).toBeNull();
  });

  test("has at least its county, where the site is a county's own", () => {
    expect(outline({ url: "http://www.tongbai.gov.cn/" })).toEqual([
      null,
      "411330",
      "name",
      undefined,
    ]);
    expect(resolve({ url: "http://www.nanyang.gov.cn/" }).divisionCode).toBeNull();
  });

  test("is the author's whom the text names, whatever the site says", () => {
    const preamble = "本报告由湘潭县审计局编制";
    const metadata = new Map([["contentsource", "桐柏县审计局"]]);
    expect(resolve({ preamble, metadata }).name).toBe("湘潭县审计局");
  });
});

interface Page {
  readonly kind: string;
  readonly title?: string | null;
  readonly agency?: string | null;
  readonly division?: string | null;
  readonly division_from_host?: string | null;
  readonly url: string;
  readonly year: number;
}

/** Titles whose agency the title and the address alone do not give, and why. */
const NOT_RIGHT = [
  // 城管执法局 is short for four names; doubted.
  "市城管执法局2020年政府信息公开工作年度报告",
  // Names the district; the index took its government's office from the text.
  "福州市晋安区2016年政府信息公开工作年度报告",
  // gdsx.gov.cn may be 始兴县 or 遂溪县, both in 广东省; doubted, with both.
  "县退役军人事务局2020年度政府信息公开工作年度报告",
];

function listTitled(): Page[] {
  if (!existsSync(PAGES)) return [];
  const lines = readFileSync(PAGES, "utf8").trim().split("\n");
  const pages = lines.map((line): Page => JSON.parse(line));
  return pages.filter(({ kind, title }) => kind === "report" && (title ?? "") !== "");
}

function resolvePage(page: Page): ResolvedAgency {
  const title = readTitle(page.title ?? "");
  return resolve({ printed: title?.agency, url: page.url, year: title?.year ?? page.year });
}

/** The index gives some agencies without their place or in another wording: organ and place are compared apart. */
function isRight(page: Page): boolean {
  const { name, divisionCode } = resolvePage(page);
  const isOrgan =
    page.agency != null
      ? toOffice(name ?? "", page.year) === toOffice(page.agency, page.year)
      : name !== null || readTitle(page.title ?? "")?.agency === undefined;
  return isOrgan && isPlace(page, divisionCode);
}

function toOffice(name: string, year: number): string {
  const { town = "", organ, rest } = readAgencyName(name, year);
  return town + (organ.kind === "full" ? organ.name : rest);
}

function isPlace(page: Page, divisionCode: string | null): boolean {
  const printed = [page.division, page.division_from_host].filter((place) => place != null);
  const division = divisionCode === null ? undefined : findDivision(divisionCode, page.year);
  // Zones, and agencies of the whole state, serve no division.
  if (division === undefined) return !printed.some((place) => /[县市旗]$|(?<!新)区$/.test(place));
  const names = [division.name, ...listShortNames(division)];
  return printed.some((place) => names.some((name) => place.endsWith(name)));
}

describe.skipIf(!existsSync(PAGES))("titles of real pages (skipped without ../shared)", () => {
  test("give the year wherever one is printed", () => {
    const wrong = listTitled().filter((page) => {
      const year = readTitle(page.title ?? "")?.year;
      return year === undefined ? /20\d\d/.test(page.title ?? "") : year !== page.year;
    });
    expect(wrong.map(({ title }) => title)).toEqual([]);
  });

  test("give the agency, with the address, but for those that cannot", () => {
    const pages = listTitled();
    const wrong = pages.filter((page) => !isRight(page));
    expect(wrong.map(({ title }) => title)).toEqual(NOT_RIGHT);
    expect((pages.length - wrong.length) / pages.length).toBeGreaterThan(0.97);
  });

  test("are doubted where agency or place stay open", () => {
    const silent = listTitled().filter(
      (page) => !isRight(page) && agencyUnresolved(resolvePage(page)).length === 0,
    );
    expect(silent.map(({ title }) => title)).toEqual([]);
  });
});
