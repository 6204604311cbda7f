import { type Division, findDivision, isWithin } from "../model/divisions.ts";
import { listLabelDivisions } from "./agency-spelling.ts";
import { remember } from "./remember.ts";

/** http://www.qingshi.gov.cn:8080/zwgk/a.html */
const ADDRESS = /^[a-z]+:\/\/([^/:?#]+)\.gov\.cn(?::\d+)?([^?#]*)/i;
/** Labels of a host name that name no place. */
const COMMON_LABELS = new Set(["www", "m", "xxgk", "zwgk", "zfxxgk", "gk", "admin", "new"]);
/** zwgk, zfxxgknb, 2024: folders that name no place. */
const COMMON_FOLDER = /^(?:zw|zf|xx).*|.*(?:gk|nb)$|^(?:art|info|html|col|public|content)$|\d/;
/** area=11370883004325769B: the publisher's 统一社会信用代码; digits 3 to 8 are a code of GB/T 2260. */
const CREDIT_CODE = /[=/](1[1-9](\d{6})[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])/;
const CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** GB 32100-2015: powers of 3 modulo 31. */
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** 4113300012: the 网站标识码 that government sites state; the first six digits are a code of GB/T 2260. */
const SITE_CODE = /^(\d{6})\d{4}$/;
/** Shapes of addresses that the platform of one province makes, and how codes of that province begin. */
const PLATFORMS: readonly (readonly [shape: RegExp, province: string])[] = [
  // /art/2024/1/23/art_1229134035_4130999.html, /col/col1229214366/, ?area=001008004005097
  [/\/art_1229\d{6}_|\/col1229\d{6}\/|[?&]area=001008\d/, "33"],
  // /OpennessAnnualReport/show/4061.html
  [/\/(?:Xxgk|Openness)AnnualReport\//i, "34"],
  // /content/post_638019.html
  [/\/content\/(?:\d+\/)*post_\d+\.html/, "44"],
  // /content/dee4e630-8dc0-4356-b439-facd97e8eaa4.html
  [/\/content\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.html/, "32"],
  // /site_pingyinxianxwsjkjr/channel_6389a64a375991828263b73f/doc_678758febd1cf9fc9b1d5256.html
  [/\/site_\w+\/channel_\w+\/doc_[\da-f]{24}/, "37"],
  // /zfxxgknb/zj/2021n/1533676551588134914.html
  [/\/\d{19}\.html/, "61"],
  // /Content-2221577.html
  [/\/Content-\d{7}\.html/, "61"],
  // /html/KZXZF/202601/0176869810066763.html
  [/\/html\/[A-Z]+\/20\d{4}\/0\d{15}\.html/, "21"],
  // /hebwcs/c111341/202301/c01_592213.shtml
  [/\/c\d{6}\/20\d{4}\/c0\d_\d+\.shtml/, "23"],
  // /xxgk-show-191285.html
  [/\/xxgk-show-\d+\.html/, "51"],
];
/** A site has many reports. */
const readLabel = remember(listLabelDivisions);
/** Two letters stand for some county anywhere, and for much else. */
const SHORTEST_LABEL = 3;

/**
 * Divisions of today that a government host names, read from its last label on: gulou.kaifeng.gov.cn is a district
 * within 开封市. Initials are shared by many.
 */
export function listHostSites(url: string): readonly Division[] {
  let sites: readonly Division[] = [];
  for (const label of listLabels(url)) {
    const named = readLabel(label);
    const within = named.filter((division) => sites.some((site) => isWithin(division, site)));
    if (sites.length === 0) sites = named;
    else if (label.length >= SHORTEST_LABEL && within.length > 0) sites = within;
  }
  return sites;
}

function listLabels(url: string): string[] {
  const host = ADDRESS.exec(url)?.[1]?.toLowerCase() ?? "";
  const labels = host.split(".").reverse();
  return labels.filter((label) => label !== "" && !COMMON_LABELS.has(label));
}

/** Divisions of today that a folder of the address may stand for: gzl of /gzl/zcbm/, hzshtqzf. */
export function listFolderDivisions(url: string): Division[] {
  const folders = ADDRESS.exec(url)?.[2]?.toLowerCase().split("/").slice(1, -1) ?? [];
  return folders
    .filter((folder) => folder.length >= SHORTEST_LABEL && !COMMON_FOLDER.test(folder))
    .flatMap(readLabel);
}

/** The division in the publisher's credit code, if the address holds one whose check digit is right. */
export function findCreditCodeDivision(url: string): Division | undefined {
  const [, code = "", division = ""] = CREDIT_CODE.exec(url) ?? [];
  const values = [...code].map((digit) => CREDIT_DIGITS.indexOf(digit));
  const sum = CREDIT_WEIGHTS.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values.at(-1) ? findDivision(division) : undefined;
}

/** The division in the code that the page states for its site. */
export function findSiteCodeDivision(metadata: ReadonlyMap<string, string>): Division | undefined {
  const code = SITE_CODE.exec(metadata.get("siteidcode")?.trim() ?? "")?.[1];
  return code === undefined ? undefined : findDivision(code);
}

/** First two digits of the codes of the one province whose platform makes such addresses. */
export function findPlatformProvince(url: string): string | undefined {
  return PLATFORMS.find(([shape]) => shape.test(url))?.[1];
}
