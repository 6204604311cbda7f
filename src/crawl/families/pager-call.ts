import type { LeftLink, LinkedPage } from "../discover.ts";

/** createPageHTML(13, 0, "index", "html"); createPageHTML('page_div', 7, 1, 'index', 'shtml', 132) */
const call =
  /createPageHTML\w{0,20}\s{0,20}\(\s*(?:["']([^"']{0,80})["']\s*,\s*)?["']?(\d{1,6})["']?\s*,\s*["']?(\d{1,6})["']?\s*,\s*["']([\w-]{1,80})["']\s*,\s*["'](\w{2,6})["']\s*(?:,\s*["']?(\d{1,8}))?/;
/** var countPage = 13; and var currentPage = 0; with the further pages written as "index_" + n + ".html" */
const countVariable = /\bvar\s+countPage\s*=\s*(\d{1,6})/;
const currentVariable = /\bvar\s+currentPage\s*=\s*(\d{1,6})/;
const writtenName =
  /([\w-]{1,40}?)(?:["']\s{0,9}\+\s{0,9}["'])?_["']\s{0,9}\+[^;]{0,80}?["']\.(\w{2,6})/;
/** index_3.html → index, 3; zfxxgknb.shtml → zfxxgknb */
const numberedFile = /^(.*?)(?:_(\d{1,6}))?\.\w{2,6}$/;
const lastSegment = /[^/]*$/;
const callMark = "createPageHTML";

/** The pager that a static list writes by a script. */
export interface PagerCall {
  /** Whether the first page is number 0 (index_1 is the second) or 1 (index_2 is the second). */
  readonly counts: "from_zero" | "from_one";
  /** All pages of the list but this one; from a page that other pages led to, those after the first. */
  readonly pages: readonly URL[];
  readonly left: readonly LeftLink[];
}

interface Pager {
  readonly count: number;
  readonly current: number;
  readonly name: string;
  readonly extension: string;
  /** The name of the element comes first in the builds that count from 1. */
  readonly hasElement: boolean;
}

/** Reads the pager of a static list out of its script; undefined if the page has none. */
export function readPagerCall(page: LinkedPage): PagerCall | undefined {
  const pager = findPager(page.source?.() ?? "");
  if (pager === undefined) return undefined;
  const url = new URL(page.url);
  const counts = tellBase(pager, url);
  const first = counts === "from_zero" ? 0 : 1;
  const numbers = Array.from({ length: pager.count }, (_, index) => first + index);
  const own = findOwnNumber(pager, url, first);
  const others = numbers.filter(
    (number) => number !== own && (number !== first || page.role === "start"),
  );
  return {
    counts,
    pages: others.map((number) => toPage(pager, url, number, first)),
    left: findContradiction(pager, url, own, first),
  };
}

function findPager(source: string): Pager | undefined {
  if (source.includes(callMark)) {
    const match = call.exec(source);
    if (match !== null) {
      const [, element, count, current, name = "", extension = ""] = match;
      const numbers = { count: Number(count), current: Number(current) };
      return { ...numbers, name, extension, hasElement: element !== undefined };
    }
  }
  const count = countVariable.exec(source)?.[1];
  const current = currentVariable.exec(source)?.[1];
  if (count === undefined || current === undefined) return undefined;
  const written = writtenName.exec(source);
  if (written === null) return undefined;
  const [, name = "", extension = ""] = written;
  const numbers = { count: Number(count), current: Number(current) };
  return { ...numbers, name, extension, hasElement: false };
}

/** Told from the first page's own number where this is the first page, else from the build. */
function tellBase({ count, current, name, hasElement }: Pager, url: URL): "from_zero" | "from_one" {
  const file = lastSegment.exec(url.pathname)?.[0] ?? "";
  const [, stem, number] = numberedFile.exec(file) ?? [];
  const isFirst = file === "" || (stem === name && number === undefined);
  if (isFirst && current <= 1) return current === 0 ? "from_zero" : "from_one";
  if (current === 0) return "from_zero";
  return current === count || hasElement ? "from_one" : "from_zero";
}

/** The number in the page's own address, if its name is the pager's; else the one that the pager gives. */
function findOwnNumber({ current, name }: Pager, url: URL, first: number): number {
  const file = lastSegment.exec(url.pathname)?.[0] ?? "";
  const [, stem, number] = numberedFile.exec(file) ?? [];
  if (stem !== name) return current;
  return number === undefined ? first : Number(number);
}

function toPage({ name, extension }: Pager, url: URL, number: number, first: number): URL {
  const file = number === first ? `${name}.${extension}` : `${name}_${number}.${extension}`;
  return new URL(file, new URL(url.pathname, url));
}

function findContradiction(pager: Pager, url: URL, own: number, first: number): LeftLink[] {
  if (own === pager.current && own < first + pager.count) return [];
  if (pager.count === 0) return [];
  const reason = `the pager of the list says page ${pager.current} of ${pager.count}, counted from ${first}, and the address says ${own}`;
  return [{ url: url.href, reason }];
}
