import type { Link } from "../model/transcript.ts";
import type { DiscoveryOptions, LeftLink, LinkedPage } from "./discover.ts";

/** A kind of site software, told by evidence in the page alone. Each lies in a file of `families/`. */
export interface Family {
  /** What `adapter` in sources.json calls it. */
  readonly name: string;
  /** True if the page is a list of this family. Asked of every list page, so it looks at the address and marks first. */
  recognises(page: LinkedPage): boolean;
  /** True if its reports name each other too: their own pages are shown to it, with no links but to documents; the address alone tells them. */
  readonly readsReports?: true;
  /** True for addresses that its servers answer only to who names a page of theirs as the one that led there. */
  needsReferer?(url: URL): boolean;
  /** Reads a page that it recognised. */
  read(page: LinkedPage, options: DiscoveryOptions): ListReading;
}

/** What a family makes of one page of a list. */
export interface ListReading {
  /** The list's entries, where they stand elsewhere than in the page's own links: judged as links are. */
  readonly links?: readonly Link[];
  /** Entries that are reports by where they stand, whatever they are called. */
  readonly reports?: readonly Link[];
  /** Further pages of this list, and those before it: the whole list, so that the page's own pager does not count. */
  readonly pages?: readonly URL[];
  /** Parts of this page that its script asks for one by one: the page's own pager still counts. */
  readonly parts?: readonly URL[];
  /** Other lists that this page leads to, such as that of each agency or year. */
  readonly lists?: readonly FurtherList[];
  /** What the family does not know of this page, so that the list may be longer than what was read. */
  readonly left?: readonly LeftLink[];
  /** True if this is a further page of a list itself: then the first one showed what the list is about. */
  readonly isFurther?: boolean;
  /** `added`: the page's own links count too (the usual case). `replaced`: they are the dress of the site. */
  readonly ownLinks?: "added" | "replaced";
}

export interface FurtherList {
  readonly url: URL;
  /** What the page calls it: an agency, a year. */
  readonly label: string | undefined;
}
