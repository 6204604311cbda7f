import { describe, expect, test } from "vitest";
import {
  findPlaceAt,
  findPlaceBefore,
  listPlacesNamed,
  listPlacesWithStem,
  listShortNames,
  toStem,
} from "../../src/model/division-names.ts";
import {
  findDivision,
  isCertainIn,
  isPossibleIn,
  isWithin,
  listAreaCodeDivisions,
  listDivisions,
  listParents,
  listWithin,
  spellDivision,
} from "../../src/model/divisions.ts";

const codes = (name: string, year?: number) => listPlacesNamed(name, year).map(({ code }) => code);

describe("the table of divisions", () => {
  test("has every level, no statistical zones and no lines that name no place", () => {
    const all = listDivisions();
    expect(all.length).toBeGreaterThan(3700);
    expect(new Set(all.map(({ level }) => level))).toEqual(
      new Set(["province", "prefecture", "county"]),
    );
    expect(all.filter(({ name }) => /^(?:市辖区|县|市)$|直辖/.test(name))).toEqual([]);
    expect(all.filter(({ code }) => !/^\d{6}$/.test(code) || /7\d$/.test(code))).toEqual([]);
  });

  test("never has two names for one code at the same time", () => {
    const clashes = listDivisions().filter((division, at, all) => {
      const next = all[at + 1];
      return next?.code === division.code && (division.to === "" || next.from < division.to);
    });
    expect(clashes).toEqual([]);
  });

  test("knows the 31 provinces and no division without one", () => {
    const provinces = listDivisions().filter(({ level, to }) => level === "province" && to === "");
    expect(provinces).toHaveLength(31);
    for (const division of listDivisions()) {
      expect(findDivision(`${division.code.slice(0, 2)}0000`)).toBeDefined();
    }
  });
});

describe("a division in time", () => {
  test("a county that became a city has each name in its own years", () => {
    expect(codes("海安县", 2012)).toEqual(["320621"]);
    expect(codes("海安市", 2012)).toEqual([]);
    expect(codes("海安市", 2021)).toEqual(["320685"]);
    expect(codes("海安县", 2021)).toEqual([]);
  });

  test("a change between two lists counts for both sides until it is certain", () => {
    const [county] = listPlacesNamed("海安县", 2018);
    const [city] = listPlacesNamed("海安市", 2018);
    expect([county?.code, city?.code]).toEqual(["320621", "320685"]);
    expect(county && isCertainIn(county, 2018)).toBe(false);
    expect(city && isCertainIn(city, 2018)).toBe(false);
  });

  test("a code means what it meant in the year", () => {
    expect(findDivision("360402", 2012)?.name).toBe("庐山区");
    expect(findDivision("360402", 2020)?.name).toBe("濂溪区");
    expect(findDivision("360402")?.name).toBe("濂溪区");
    expect(findDivision("110228", 2020)).toBeUndefined();
    expect(findDivision("110228")?.name).toBe("密云县");
    expect(findDivision("999999")).toBeUndefined();
  });

  test("a district that moved to another prefecture is found under the code of the year", () => {
    expect(codes("寿县", 2012)).toEqual(["341521"]);
    expect(codes("寿县", 2020)).toEqual(["340422"]);
  });

  test("without a year a name means what stands today", () => {
    expect(codes("公主岭市")).toEqual(["220184"]);
    const old = listDivisions().find(({ code }) => code === "220381");
    expect(old && isPossibleIn(old, undefined)).toBe(false);
  });
});

describe("names of divisions", () => {
  test("four districts are called 鼓楼区", () => {
    expect(codes("鼓楼区", 2023)).toEqual(["320106", "320302", "350102", "410204"]);
  });

  test("some thirty names of counties have several codes", () => {
    const names = new Map<string, Set<string>>();
    for (const { name, code, level, to } of listDivisions()) {
      if (level !== "county" || to !== "") continue;
      names.set(name, (names.get(name) ?? new Set()).add(code));
    }
    const shared = [...names.values()].filter((group) => group.size > 1);
    expect(shared.length).toBeGreaterThanOrEqual(25);
    expect(shared.length).toBeLessThanOrEqual(35);
  });

  test.each([
    ["新晃县", "431227"],
    ["黔东南州", "522600"],
    ["西乌旗", "152526"],
    ["鄂温克旗", "150724"],
    ["龙胜县", "450328"],
    ["博州", "652700"],
    ["博尔塔拉州", "652700"],
  ])("the customary name %s means %s", (name, code) => {
    expect(codes(name, 2023)).toEqual([code]);
  });

  test("a county named after its people only keeps the people's name", () => {
    expect(codes("东乡县", 2023)).toEqual(["622926"]);
    expect(codes("东乡县", 2012)).toEqual(["361029", "622926"]);
  });

  test.each([
    ["新晃侗族自治县", "新晃"],
    ["桐柏县", "桐柏"],
    ["浦东新区", "浦东"],
    ["神农架林区", "神农架"],
    ["内蒙古自治区", "内蒙古"],
    ["广西壮族自治区", "广西"],
    ["郊区", "郊"],
  ])("%s without its kind is %s", (name, stem) => {
    const [division] = listPlacesNamed(name, 2020);
    expect(division && toStem(division)).toBe(stem);
  });

  test("湘潭 alone may be the city or the county", () => {
    expect(listPlacesWithStem("湘潭", 2020).map(({ code }) => code)).toEqual(["430300", "430321"]);
  });

  test("a plain county has no other short name", () => {
    const [division] = listPlacesNamed("桐柏县", 2020);
    expect(division && listShortNames(division)).toEqual([]);
  });

  test("development zones are no divisions, districts called 新区 are", () => {
    expect(codes("西咸新区", 2023)).toEqual([]);
    expect(codes("苏州工业园区", 2023)).toEqual([]);
    expect(codes("浦东新区", 2023)).toEqual(["310115"]);
  });

  test("the longest name in a text is the one meant", () => {
    expect(findPlaceAt("广元市市场监督管理局", 0)?.text).toBe("广元市");
    expect(findPlaceAt("石柱土家族自治县卫健委", 0)?.text).toBe("石柱土家族自治县");
    expect(findPlaceBefore("南通市通州区审计局", 6)?.text).toBe("通州区");
    expect(findPlaceAt("我局", 0)).toBeUndefined();
  });
});

describe("divisions above and below", () => {
  test("a county lies in a prefecture and a province", () => {
    const county = findDivision("411330");
    expect(county && listParents(county).map(({ name }) => name)).toEqual(["南阳市", "河南省"]);
  });

  test("a directly administered county lies in a province only", () => {
    const county = findDivision("429004");
    expect(county && listParents(county).map(({ name }) => name)).toEqual(["湖北省"]);
  });

  test("some prefectures have no counties", () => {
    const dongguan = findDivision("441900");
    const nanyang = findDivision("411300");
    expect(dongguan && listWithin(dongguan, 2023)).toEqual([]);
    expect(nanyang && listWithin(nanyang, 2023).length).toBeGreaterThan(10);
  });

  test("a division is not within itself", () => {
    const city = findDivision("430300");
    const county = findDivision("430321");
    if (city === undefined || county === undefined) throw new Error("both are in the table");
    expect(isWithin(county, city)).toBe(true);
    expect(isWithin(city, county)).toBe(false);
    expect(isWithin(city, city)).toBe(false);
  });
});

describe("other facts of a division", () => {
  test.each([
    ["025", "320100"],
    ["0516", "320300"],
    ["0591", "350100"],
    ["0371", "410100"],
  ])("area code %s serves %s", (areaCode, code) => {
    expect(listAreaCodeDivisions(areaCode)).toContain(code);
  });

  test.each([
    ["350102", "gu lou qu"],
    ["350100", "fu zhou shi"],
    ["411330", "tong bai xian"],
    ["130225", "lao ting xian"],
    ["371525", "guan xian"],
    ["341621", "guo yang xian"],
    ["341523", "shu cheng xian"],
    ["610829", "wu bu xian"],
    ["522701", "du yun shi"],
    ["150525", "nai man qi"],
    ["533102", "rui li shi"],
  ])("%s is spelt %s, as it is called there", (code, spelling) => {
    const division = findDivision(code);
    expect(division && spellDivision(division).join(" ")).toBe(spelling);
  });

  test("every character of every name is spelt", () => {
    const unspelt = listDivisions().filter((division) => {
      const syllables = spellDivision(division);
      return (
        syllables.length !== division.name.length || !syllables.every((s) => /^[a-z]+$/.test(s))
      );
    });
    expect(unspelt).toEqual([]);
  });
});
