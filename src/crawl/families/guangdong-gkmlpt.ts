import type { Link } from "../../model/transcript.ts";
import { withAgency } from "../agency-label.ts";
import type { LeftLink, LinkedPage } from "../discover.ts";
import type { Family, FurtherList, ListReading } from "../family.ts";
import { readLabel } from "../link-label.ts";
import { toChineseDay } from "../printed-date.ts";
import { pick, pickList, pickNumber, pickText, readJson } from "./json-value.ts";

/** /gkmlpt/index, /mzj/gkmlpt/annualreport: every page of the platform carries its whole catalogue */
const platformPath = /^(.*\/gkmlpt)\//i;
/** /gkmlpt/api/all/2629?page=1&sid=175 */
const answerPath = /\/gkmlpt\/api\/all\/\d+$/i;
/** SID: '755325' */
const siteId = /\bSID["']?\s*:\s*["']?(\d{1,12})/;
/** TREE: [{"id":2629,"name":"年报","children":[…]}] */
const treeStart = /\bTREE["']?\s*:\s*\[/;
const maxDepth = 8;

/**
 * Guangdong's platform of disclosure catalogues: the page is empty without its scripts, but carries the catalogue, and a
 * column's entries come from a JSON interface by GET, a hundred at a time.
 */
export const guangdongGkmlpt: Family = {
  name: "guangdong-gkmlpt",
  recognises: (page) => {
    const { pathname } = new URL(page.url);
    if (!platformPath.test(pathname)) return false;
    return answerPath.test(pathname) || siteId.test(page.source?.() ?? "");
  },
  read: (page) => (answerPath.test(new URL(page.url).pathname) ? readAnswer(page) : readPage(page)),
};

/** Only the platform's first page leads on: reports carry the same catalogue. */
function readPage(page: LinkedPage): ListReading {
  if (page.role === "report" || page.role === "attachment") return {};
  const source = page.source?.() ?? "";
  const sid = siteId.exec(source)?.[1] ?? "";
  const tree = readTree(source);
  const leave = (reason: string) => ({ left: [{ url: page.url, reason }] });
  if (tree === undefined) return leave("a catalogue (gkmlpt) that could not be read");
  const columns = findColumns(tree, 0);
  if (columns.length === 0) return leave("a catalogue (gkmlpt) without a column of annual reports");
  return { lists: columns.map((column) => toList(column, sid, page)) };
}

interface Column {
  readonly id: string;
  readonly jump: string | undefined;
}

/** The columns of annual reports, and what they are divided into. */
function findColumns(nodes: readonly unknown[], depth: number): Column[] {
  if (depth > maxDepth) return [];
  return nodes.flatMap((node) => {
    const children = pickList(node, "children") ?? [];
    const name = pickText(node, "name") ?? "";
    return isColumn(name) ? listLeaves(node, depth) : findColumns(children, depth + 1);
  });
}

/** 年报 is enough here: the whole catalogue is one of disclosure. */
function isColumn(name: string): boolean {
  return readLabel(name, { isInColumn: true }) === "column";
}

function listLeaves(node: unknown, depth: number): Column[] {
  const children = pickList(node, "children") ?? [];
  const leaves = depth > maxDepth ? [] : children.flatMap((child) => listLeaves(child, depth + 1));
  if (leaves.length > 0) return leaves;
  const id = pickText(node, "id");
  return id === undefined ? [] : [{ id, jump: pickText(node, "jump_url") }];
}

function toList({ id, jump }: Column, sid: string, page: LinkedPage): FurtherList {
  const label = undefined;
  if (jump !== undefined && URL.canParse(jump, page.url)) {
    return { url: new URL(jump, page.url), label };
  }
  const base = new URL(page.url);
  const url = new URL(`${platformPath.exec(base.pathname)?.[1] ?? ""}/api/all/${id}`, base);
  url.search = new URLSearchParams({ page: "1", sid }).toString();
  return { url, label };
}

/** The catalogue stands in a script as JSON; it ends where its first bracket is closed. */
function readTree(source: string): readonly unknown[] | undefined {
  const start = treeStart.exec(source);
  if (start === null) return undefined;
  const from = start.index + start[0].length - 1;
  const end = findClosing(source, from);
  const tree = end === undefined ? undefined : readJson(source.slice(from, end + 1));
  return Array.isArray(tree) ? tree : undefined;
}

function findClosing(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = skipText(text, at);
    if (character === "[") depth += 1;
    if (character === "]") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The offset of the mark that closes a text in quotes; the end if none does. */
function skipText(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function readAnswer(page: LinkedPage): ListReading {
  const url = new URL(page.url);
  const answer = readJson(page.source?.() ?? "");
  const articles = pickList(answer, "articles");
  const total = pickNumber(answer, "total");
  const reading = { ownLinks: "replaced", pages: [] } as const;
  if (articles === undefined || total === undefined) {
    return {
      ...reading,
      left: [{ url: page.url, reason: "a column (gkmlpt) that answered no entries" }],
    };
  }
  const number = Math.max(1, Number(url.searchParams.get("page") ?? "1"));
  const rows = findRows(answer, articles.length, number);
  const pages = Array.from({ length: Math.ceil(total / rows) }, (_, index) => {
    const other = new URL(url);
    other.searchParams.set("page", `${index + 1}`);
    return other;
  });
  const links = articles.flatMap(toLink);
  const left = findShortfall(page, answer, { total, rows, number, got: links.length });
  return { ...reading, links, pages, left, isFurther: number > 1 };
}

/** Entries of a whole page: those of the first one, or what the others are set off by. */
function findRows(answer: unknown, got: number, number: number): number {
  const offset = pickNumber(answer, "offset") ?? 0;
  const rows = number > 1 && offset > 0 ? offset / (number - 1) : got;
  return Math.max(1, Math.floor(rows));
}

function findShortfall(
  page: LinkedPage,
  answer: unknown,
  { total, rows, number, got }: { total: number; rows: number; number: number; got: number },
): LeftLink[] {
  const wanted = Math.max(0, Math.min(rows, total - (number - 1) * rows));
  const counted = pickNumber(answer, "classify", "post_count") ?? total;
  const reasons = [
    ...(got < wanted ? [`a column (gkmlpt) that gave ${got} of ${wanted} entries of a page`] : []),
    ...(counted > total && number === 1
      ? [`a column (gkmlpt) that counts ${counted} entries and lists ${total}`]
      : []),
  ];
  return reasons.map((reason) => ({ url: page.url, reason }));
}

function toLink(article: unknown): Link[] {
  const href = pickText(article, "url") ?? pickText(article, "post_url");
  const title = pickText(article, "title");
  if (href === undefined || title === undefined) return [];
  const text = withAgency(pickText(article, "publisher"), title);
  const beside = findDay(article);
  return [{ kind: "anchor", href, text, title: undefined, beside }];
}

/** The day of publication is `create_time` in seconds; `created_at` is that of the entry in the system. */
function findDay(article: unknown): string | undefined {
  const seconds = pick(article, "create_time") ?? pick(article, "display_publish_time");
  return typeof seconds === "number" && seconds > 0 ? toChineseDay(seconds) : undefined;
}
