import type { Link } from "../../model/transcript.ts";
import { isAgencyName, withAgency } from "../agency-label.ts";
import type { LinkedPage } from "../discover.ts";
import type { Family, FurtherList, ListReading } from "../family.ts";
import { chooseLabel } from "../link-label.ts";

/** /openness/OpennessAnnualReport/, /XxgkAnnualReport/index.html, /opennessAnnualReport */
const listPath = /^(.*\/(?:openness|xxgk)AnnualReport)(?:\/(?:index(?:\.html)?)?)?$/i;
/** …/OpennessAnnualReport/show/4061.html, …/download/4061 */
const entryPath = /\/(?:openness|xxgk)AnnualReport\/(?:show|download)\/[\w.-]+$/i;
const branchName = /^branch_?id$/i;

/**
 * Anhui's openness platform: the annual reports of all agencies lie below one folder, show/ID.html each; the list is one of
 * query pages, and `branch_id` chooses an agency.
 */
export const anhuiOpenness: Family = {
  name: "anhui-openness",
  recognises: (page) => listPath.test(new URL(page.url).pathname),
  read: readList,
};

/** Entries are titled by year only where an agency was chosen: then its name stands in the link that led here. */
function readList(page: LinkedPage): ListReading {
  const base = new URL(page.url);
  const agency = page.label !== undefined && isAgencyName(page.label) ? page.label : undefined;
  const reports: Link[] = [];
  const lists: FurtherList[] = [];
  for (const link of page.links) {
    if (!URL.canParse(link.href, base.href)) continue;
    const url = new URL(link.href, base);
    const label = chooseLabel(link.text, link.title);
    if (entryPath.test(url.pathname)) reports.push(toReport(link, label, agency));
    else if (isBranch(url, base)) lists.push({ url, label: label === "" ? undefined : label });
  }
  const titled = reports.filter(({ text }) => text !== "");
  return { reports: titled, lists };
}

function toReport(link: Link, label: string, agency: string | undefined): Link {
  return { ...link, text: withAgency(agency, label), title: undefined };
}

/** The list of another agency; a further page of this one is the pager's. */
function isBranch(url: URL, base: URL): boolean {
  if (!listPath.test(url.pathname)) return false;
  const branch = findBranch(url);
  return branch !== undefined && branch !== findBranch(base);
}

function findBranch(url: URL): string | undefined {
  return [...url.searchParams].find(([name]) => branchName.test(name))?.[1];
}
