import type { Link } from "../../model/transcript.ts";
import { isAgencyName, withAgency } from "../agency-label.ts";
import type { LinkedPage } from "../discover.ts";
import type { Family, FurtherList, ListReading } from "../family.ts";
import { chooseLabel } from "../link-label.ts";

/** /openness/OpennessAnnualReport/, /XxgkAnnualReport/index.html, /opennessAnnualReport */
const listPath = /^(.*\/(?:openness|xxgk)AnnualReport)(?:\/(?:index(?:\.html)?)?)?$/i;
/** /opennessBranch/, /openness/branch: the agencies, each with links to its catalogue, its guide and its reports */
const branchesPath = /\/openness/i;
/** …/OpennessAnnualReport/show/4061.html, …/download/4061 */
const entryPath = /\/(?:openness|xxgk)AnnualReport\/(?:show|download)\/[\w.-]+$/i;
const branchName = /^branch_?id$/i;

/**
 * Anhui's openness platform: the annual reports of all agencies lie below one folder, show/ID.html each; the list is one of
 * query pages, and `branch_id` chooses an agency. Pages that list the agencies link to each one's reports as 年报, and name it
 * in another link with the same `branch_id`.
 */
export const anhuiOpenness: Family = {
  name: "anhui-openness",
  recognises: (page) => {
    const { pathname } = new URL(page.url);
    if (listPath.test(pathname)) return true;
    return branchesPath.test(pathname) && listBranches(page).length > 0;
  },
  read: readList,
};

/** Entries are titled by year only where an agency was chosen: then its name stands in the link that led here. */
function readList(page: LinkedPage): ListReading {
  const base = new URL(page.url);
  const agency = page.label !== undefined && isAgencyName(page.label) ? page.label : undefined;
  const reports = page.links.flatMap((link) => {
    if (!URL.canParse(link.href, base.href)) return [];
    const isEntry = entryPath.test(new URL(link.href, base).pathname);
    return isEntry ? [toReport(link, chooseLabel(link.text, link.title), agency)] : [];
  });
  const lists = listBranches(page);
  const isEmpty = reports.length === 0 && lists.length === 0;
  const reason = "a list of annual reports (openness) without entries or agencies";
  const left = isEmpty ? [{ url: page.url, reason }] : [];
  return { reports: reports.filter(({ text }) => text !== ""), lists, left };
}

/** The lists of other agencies, each once and by its agency's name; a further page of this one is the pager's. */
function listBranches(page: LinkedPage): FurtherList[] {
  const base = new URL(page.url);
  const names = new Map<string, string>();
  const lists = new Map<string, URL>();
  for (const link of page.links) {
    if (!URL.canParse(link.href, base.href)) continue;
    const url = new URL(link.href, base);
    const branch = findBranch(url);
    if (branch === undefined || branch === "") continue;
    const label = chooseLabel(link.text, link.title);
    if (isAgencyName(label)) names.set(branch, label);
    const isOther = branch !== findBranch(base) && listPath.test(url.pathname);
    if (isOther && !lists.has(branch)) lists.set(branch, url);
  }
  return [...lists].map(([branch, url]) => ({ url, label: names.get(branch) }));
}

function toReport(link: Link, label: string, agency: string | undefined): Link {
  return { ...link, text: withAgency(agency, label), title: undefined };
}

function findBranch(url: URL): string | undefined {
  return [...url.searchParams].find(([name]) => branchName.test(name))?.[1];
}
