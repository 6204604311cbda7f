import { isAgencyName, withAgency } from "../agency-label.ts";
import type { LinkedPage } from "../discover.ts";
import type { Family, ListReading } from "../family.ts";
import { chooseLabel, isColumnPage } from "../link-label.ts";

/** /gongkai/site_pyxwsjkj/channel_6389a64a375991828263b73f/, /gongkai/channel_c_5f9f…_n_160…/index_2.html */
const channelPath = /\/(?:site_[\w-]+\/)?channel_[\w.-]+\/(?:index(?:_\d+)?\.s?html?)?$/i;
/** …/channel_6389…/doc_678758febd1cf9fc9b1d5256.html */
const documentPath = /\/channel_[\w.-]+\/doc_[0-9a-f]{16,32}\.s?html?$/i;

/**
 * Sites of Zibo, Jinan and Liaocheng in Shandong: a channel is a list, its documents lie below it; a county's channel of
 * annual reports leads to that of each agency. Many channels are filled by a script from an interface that is not known.
 */
export const shandongChannel: Family = {
  name: "shandong-channel",
  recognises: (page) => channelPath.test(new URL(page.url).pathname),
  read: readChannel,
};

function readChannel(page: LinkedPage): ListReading {
  const base = new URL(page.url);
  const agency = page.label !== undefined && isAgencyName(page.label) ? page.label : undefined;
  const entries = page.links.flatMap((link) => toEntry(link, base));
  const documents = entries.filter(({ url }) => documentPath.test(url.pathname));
  const isColumn = agency === undefined && (isColumnPage(page.title, base) || page.role === "list");
  const lists = isColumn ? entries.filter((entry) => isAgencyChannel(entry, base)) : [];
  if (documents.length > 0 || lists.length > 0) {
    const links = documents.map(({ link, label }) => ({
      ...link,
      text: withAgency(agency, label),
    }));
    return { links, lists };
  }
  const reason = "a channel without documents: a script fills it, which plain HTTP does not show";
  return { left: [{ url: page.url, reason }] };
}

interface Entry {
  readonly link: LinkedPage["links"][number];
  readonly url: URL;
  readonly label: string;
}

function toEntry(link: Entry["link"], base: URL): Entry[] {
  if (!URL.canParse(link.href, base.href)) return [];
  return [{ link, url: new URL(link.href, base), label: chooseLabel(link.text, link.title) }];
}

function isAgencyChannel({ url, label }: Entry, base: URL): boolean {
  return channelPath.test(url.pathname) && url.pathname !== base.pathname && isAgencyName(label);
}
