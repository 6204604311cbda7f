import type { SampleSite } from "../sample/site.ts";
import type { PortalPage, PortalRoute, PortalSite } from "./server.ts";

/** A sample site as the portal serves it; the query is part of a path, as on old sites. */
export function toPortalSite(site: SampleSite): PortalSite {
  const routes: [string, PortalRoute][] = [...site.pages].map(([path, page]) => {
    const { failFirst } = page;
    if (failFirst === undefined) return [path, page];
    return [path, ({ times }) => (times <= failFirst.times ? unavailable(failFirst.status) : page)];
  });
  return { routes: Object.fromEntries(routes), robots: site.robots };
}

function unavailable(status: number): PortalPage {
  return { status, contentType: "text/html; charset=utf-8", body: "<h1>服务繁忙，请稍后再试</h1>" };
}
