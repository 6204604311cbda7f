import { Parser } from "htmlparser2";
import { toCompared } from "./link-label.ts";
import { findPageAddress } from "./page-address.ts";

/** 2024年, 2024年度, 2024年政府信息公开年报: a heading above the entries of one year */
const yearHeading =
  /^(20\d\d)年?度?(?:(?:部门|单位|各部门|县直)?(?:政府信息公开)?(?:工作)?(?:年报|年度报告))?$/u;
/** A heading ends with its element; inline ones do not part a text. */
const inline = new Set("a b em font i span strong u".split(" "));
const unseen = new Set(["script", "style", "option", "title"]);

/**
 * The years under whose headings each link of a page stands, by address: more than one for an agency's own list. Empty
 * unless headings and entries take turns: the headings of tabs stand together, and which list belongs to which is a
 * script's affair.
 */
export function findYearSections(
  source: string,
  base: URL,
): ReadonlyMap<string, ReadonlySet<number>> {
  const sections: { readonly year: number; readonly links: string[] }[] = [];
  let text = "";
  let anchors = 0;
  let hidden = 0;
  const endLine = () => {
    const year = yearHeading.exec(toCompared(text))?.[1];
    if (year !== undefined) sections.push({ year: Number(year), links: [] });
    text = "";
  };
  const parser = new Parser(
    {
      onopentag(name, { href }) {
        if (!inline.has(name)) endLine();
        if (unseen.has(name)) hidden += 1;
        if (name !== "a") return;
        anchors += 1;
        const url = href === undefined ? undefined : findPageAddress(href, base);
        if (url !== undefined) sections.at(-1)?.links.push(url.href);
      },
      ontext(written) {
        if (anchors === 0 && hidden === 0) text += written;
      },
      onclosetag(name) {
        if (name === "a") anchors = Math.max(0, anchors - 1);
        if (unseen.has(name)) hidden = Math.max(0, hidden - 1);
        if (!inline.has(name)) endLine();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(source);
  parser.end();
  const isTold = new Set(sections.map(({ year }) => year)).size === sections.length;
  const areFilled = sections.every(({ links }) => links.length > 0);
  if (sections.length < 2 || !isTold || !areFilled) return new Map();
  const years = new Map<string, Set<number>>();
  for (const { year, links } of sections) {
    for (const url of links) years.set(url, (years.get(url) ?? new Set()).add(year));
  }
  return years;
}
