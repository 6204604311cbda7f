import { type Division, inYear, listDivisions } from "./divisions.ts";

/** A place name at the beginning of a text, and what it may stand for. */
export interface PlaceName {
  readonly text: string;
  readonly divisions: readonly Division[];
}

/** 石柱土家族自治县, 黔东南苗族侗族自治州, 鄂温克族自治旗 */
const AUTONOMOUS = /^(.*)自治(县|州|旗)$/;
/** 黔东南苗族侗族: the peoples that a name counts up at its end. */
const PEOPLES =
  /(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|各)族|哈萨克|柯尔克孜|蒙古|锡伯|塔吉克)+$/;
/** 东乡族 of 东乡族自治县: the name is the people. */
const PEOPLE_ENDING = /族$/;
/** 北京市, 内蒙古自治区, 广西壮族自治区 */
const PROVINCE_ENDING = /(?:壮族|回族|维吾尔)?自治区$|[省市]$/;
/** 神农架林区, 浦东新区, 六枝特区: kinds of two characters. */
const LONG_KINDS: ReadonlySet<string> = new Set(["特区", "林区", "新区", "地区", "矿区"]);
const KINDS: ReadonlySet<string> = new Set(["县", "市", "区", "旗", "盟", "州"]);

/** Short forms that custom made and no rule gives. Each names one division. */
const CUSTOMARY: ReadonlyMap<string, string> = new Map(
  [
    "西乌旗 西乌珠穆沁旗|东乌旗 东乌珠穆沁旗|科左中旗 科尔沁左翼中旗|科左后旗 科尔沁左翼后旗",
    "科右前旗 科尔沁右翼前旗|科右中旗 科尔沁右翼中旗|阿左旗 阿拉善左旗|阿右旗 阿拉善右旗",
    "苏左旗 苏尼特左旗|苏右旗 苏尼特右旗|新左旗 新巴尔虎左旗|新右旗 新巴尔虎右旗|陈旗 陈巴尔虎旗",
    "克旗 克什克腾旗|翁旗 翁牛特旗|莫旗 莫力达瓦达斡尔族自治旗|土左旗 土默特左旗|土右旗 土默特右旗",
    "达茂旗 达尔罕茂明安联合旗|察右前旗 察哈尔右翼前旗|察右中旗 察哈尔右翼中旗|察右后旗 察哈尔右翼后旗",
    "鄂前旗 鄂托克前旗|杭后旗 杭锦后旗|伊旗 伊金霍洛旗|准旗 准格尔旗|达旗 达拉特旗",
    "前郭县 前郭尔罗斯蒙古族自治县|杜蒙县 杜尔伯特蒙古族自治县|喀左县 喀喇沁左翼蒙古族自治县",
    "阜蒙县 阜新蒙古族自治县|察县 察布查尔锡伯自治县|塔县 塔什库尔干塔吉克自治县",
    "博州 博尔塔拉蒙古自治州|巴州 巴音郭楞蒙古自治州|克州 克孜勒苏柯尔克孜自治州",
  ]
    .join("|")
    .split("|")
    .map((pair): [string, string] => {
      const [short = "", full = ""] = pair.split(" ");
      return [short, full];
    }),
);
const CUSTOMARY_SHORT: ReadonlyMap<string, string> = new Map(
  [...CUSTOMARY].map(([short, full]) => [full, short]),
);

interface NameIndex {
  /** Official names and customary short ones that still say what kind of division it is. */
  readonly named: ReadonlyMap<string, readonly Division[]>;
  /** First two characters of every name: most texts begin with none of them. */
  readonly beginnings: ReadonlySet<string>;
  readonly longest: number;
}

let index: NameIndex | undefined;
/** Names without their kind: 桐柏, 内蒙古. */
let stems: ReadonlyMap<string, readonly Division[]> | undefined;

function nameIndex(): NameIndex {
  index ??= buildIndex();
  return index;
}

function buildIndex(): NameIndex {
  const named = new Map<string, Division[]>();
  const beginnings = new Set<string>();
  let longest = 0;
  for (const division of listDivisions()) {
    longest = Math.max(longest, division.name.length);
    add(named, division.name, division);
    for (const short of listShortNames(division)) add(named, short, division);
  }
  for (const name of named.keys()) beginnings.add(name.slice(0, 2));
  return { named, beginnings, longest };
}

function buildStems(): Map<string, readonly Division[]> {
  const bare = new Map<string, Division[]>();
  for (const division of listDivisions()) {
    const stem = toStem(division);
    if (stem.length >= 2 && stem !== division.name) add(bare, stem, division);
  }
  return bare;
}

function add(groups: Map<string, Division[]>, name: string, division: Division): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, [division]);
  else group.push(division);
}

/** Customary short names that keep the kind: 新晃侗族自治县 → 新晃县, 西乌珠穆沁旗 → 西乌旗; none for most divisions. */
export function listShortNames(division: Division): string[] {
  const customary = CUSTOMARY_SHORT.get(division.name);
  const regular = toRegularShortName(division.name);
  const names = regular === division.name ? [] : [regular];
  return customary === undefined ? names : [...names, customary];
}

function toRegularShortName(name: string): string {
  const parts = name.includes("自治") ? AUTONOMOUS.exec(name) : null;
  if (parts === null) return name;
  const [, place = "", kind = ""] = parts;
  const stem = place.replace(PEOPLES, "");
  return `${stem === "" ? place.replace(PEOPLE_ENDING, "") : stem}${kind}`;
}

/** The bare name without its kind: 桐柏县 → 桐柏, 内蒙古自治区 → 内蒙古, 新晃侗族自治县 → 新晃. */
export function toStem(division: Division): string {
  if (division.level === "province") return division.name.replace(PROVINCE_ENDING, "");
  const name = toRegularShortName(division.name);
  if (name.length > 3 && LONG_KINDS.has(name.slice(-2))) return name.slice(0, -2);
  return KINDS.has(name.slice(-1)) ? name.slice(0, -1) : name;
}

/** Divisions of this official or customary name (新晃县) that a report of the year may mean, certain ones first. */
export function listPlacesNamed(name: string, year: number | undefined): Division[] {
  return inYear(nameIndex().named.get(name) ?? [], year);
}

/** Divisions of a bare name (桐柏) that a report of the year may mean. */
export function listPlacesWithStem(stem: string, year: number | undefined): Division[] {
  stems ??= buildStems();
  return inYear(stems.get(stem) ?? [], year);
}

/** The longest place name that the text begins with at the position; in no year of its own. */
export function findPlaceAt(text: string, position: number): PlaceName | undefined {
  const { named, beginnings, longest } = nameIndex();
  if (!beginnings.has(text.slice(position, position + 2))) return undefined;
  const limit = Math.min(longest, text.length - position);
  for (let length = limit; length >= 2; length -= 1) {
    const name = text.slice(position, position + length);
    const divisions = named.get(name);
    if (divisions !== undefined) return { text: name, divisions };
  }
  return undefined;
}

/** The longest place name that ends just before the position. */
export function findPlaceBefore(text: string, position: number): PlaceName | undefined {
  const { named, longest } = nameIndex();
  for (let length = Math.min(longest, position); length >= 2; length -= 1) {
    const name = text.slice(position - length, position);
    const divisions = named.get(name);
    if (divisions !== undefined) return { text: name, divisions };
  }
  return undefined;
}
