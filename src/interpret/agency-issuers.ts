import { isListedOrgan } from "../model/organs.ts";
import { listCountiesOfTown } from "../model/towns.ts";
import { readAgencyName } from "./agency-name.ts";

/** contentsource, sitename, columnname, 发布机构: metadata that names an issuer, a site or a column, not a topic. */
const ISSUER_KEY =
  /contentsource|sitename|site_name|columnname|author|publisher|^source$|机构|单位|机关|来源/;
/** columnname holds what the columns of a site are called; the issuer itself comes first. */
const COLUMN_KEY = /columnname/;
/** 县政府 names the site; its office and the 政务服务管理局 put up what others wrote. */
const SITE_KEEPER = /^(?:人民)?政府(?:办公室|办公厅|办)?$|^府办$|^政务服务|数据|融媒体/;
/** A county that no list knows, before the organ: 青石县 of 青石县教育局 */
const UNLISTED_PLACE = /^[\u4e00-\u9fff]{2,4}[县区旗](.+)$/;
const LONGEST_ISSUER = 40;
const WHITE_SPACE = /\s+/g;
/** 首页 > 政府信息公开 > 县教育局 > 年报 */
const SEPARATOR = /[>»›→＞/|]|-(?=[^-])/;
/** 当前位置: */
const LEAD = /^(?:您?(?:现在|当前)?(?:所在)?的?位置(?:是)?|您所在位置|当前位置)[:：]?/;

/** Names of issuers, sites and columns that the page's metadata states, nearest to the issuer first. */
export function listIssuers(metadata: ReadonlyMap<string, string>): string[] {
  const stated = [...metadata].filter(([key, value]) => isIssuer(key, value));
  const isColumn = ([key]: readonly [string, string]): boolean => COLUMN_KEY.test(key);
  const ordered = [...stated.filter((entry) => !isColumn(entry)), ...stated.filter(isColumn)];
  return ordered.flatMap(([, value]) => {
    const issuer = value.replace(WHITE_SPACE, "");
    return issuer !== "" && issuer.length <= LONGEST_ISSUER ? [issuer] : [];
  });
}

function isIssuer(key: string, value: string): boolean {
  return ISSUER_KEY.test(key) && value.length <= LONGEST_ISSUER * 2;
}

/** The steps of a breadcrumb, the last first: that is the nearest to the document. */
export function listCrumbs(breadcrumb: string): string[] {
  const steps = breadcrumb.replace(WHITE_SPACE, "").replace(LEAD, "").split(SEPARATOR);
  return steps.filter((step) => step !== "" && step.length <= LONGEST_ISSUER).reverse();
}

/** The first of the texts that is the name of an agency which may have written a report, not of a site or a column. */
export function findIssuer(texts: readonly string[], year: number | undefined): string | undefined {
  return texts
    .map((text) => text.replace(WHITE_SPACE, ""))
    .find((text) => text !== "" && text.length <= LONGEST_ISSUER && isAuthor(text, year));
}

function isAuthor(text: string, year: number | undefined): boolean {
  const { town, rest } = readAgencyName(text, year);
  if (town !== undefined) return listCountiesOfTown(town).length > 0;
  const organ = UNLISTED_PLACE.exec(rest)?.[1] ?? rest;
  return isListedOrgan(organ) && !SITE_KEEPER.test(organ);
}
