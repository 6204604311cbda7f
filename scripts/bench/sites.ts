import { type LargeSite, largeSites } from "../../test/sample/large-sites.ts";

const HOSTS = 20;
const PER_LIST = 20;
const FOLDER = "/zwgk/zfxxgknb/";

/** Twenty hosts with so many reports in all; the same on every call, so that whoever compares can make them again. */
export function makeSites(reports: number): readonly LargeSite[] {
  return largeSites({ hosts: HOSTS, pages: Math.ceil(reports / HOSTS), seed: 7 });
}

/** Paths of the lists of a site, the first one first. */
export function listPaths(site: LargeSite): string[] {
  const count = Math.ceil(site.reportPaths.length / PER_LIST);
  return Array.from({ length: count }, (_, list) =>
    list === 0 ? `${FOLDER}index.html` : `${FOLDER}index_${list}.html`,
  );
}
