import type { LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { readPagerCall } from "./pager-call.ts";

/**
 * TRS WCM: static lists index.html, index_1.html, index_2.html whose pager a script writes:
 * `createPageHTML(13, 0, "index", "html")` says how many there are and that this is the first, counted from 0.
 */
export const trsWcm: Family = {
  name: "trs-wcm",
  recognises: (page) => readPagerCall(page)?.counts === "from_zero",
  read: readList,
};

function readList(page: LinkedPage): ListReading {
  const call = readPagerCall(page);
  if (call === undefined) return {};
  return { pages: call.pages, left: call.left };
}
