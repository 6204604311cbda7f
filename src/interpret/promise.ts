import type { LinkPromise, LinkSaid } from "../model/promise.ts";
import { resolveAgency } from "./agency.ts";
import { readTitle } from "./title.ts";

/** 2024年报告 */
const YEAR = /(?<!\d)20\d{2}(?!\d)/g;

/** Whose report the text of a link promises, and of which year, by the text and the address alone. */
export function readPromise(link: LinkSaid): LinkPromise {
  const { label, url } = link;
  const title = readTitle(label);
  if (title === undefined) return { ...NOBODY, year: findOnlyYear(label) };
  const year = title.year ?? null;
  if (title.agency === undefined) return { ...NOBODY, year };
  const resolved = resolveAgency({
    printed: title.agency,
    preamble: "",
    body: "",
    url,
    metadata: new Map(),
    sourceAgency: link.agency,
    sourceDivisionCode: link.divisionCode,
    linkText: label,
    year: title.year,
  });
  const isOpen = resolved.doubt === "name" || resolved.name === null;
  const { name: agency, divisionCode } = resolved;
  return { printed: title.agency, agency, divisionCode, year, isOpen };
}

const NOBODY = { printed: null, agency: null, divisionCode: null, isOpen: false } as const;

function findOnlyYear(label: string): number | null {
  const [only, ...others] = new Set(label.match(YEAR) ?? []);
  return only === undefined || others.length > 0 ? null : Number(only);
}
