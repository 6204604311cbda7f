/** Serves the web sites of the demo's invented counties until Ctrl-C, to practise on: docs/first-hour.md. */
import { toPortalSite } from "../test/portal/sample-portal.ts";
import { startPortal } from "../test/portal/server.ts";
import { sampleSites } from "../test/sample/sites.ts";

/** A port for each site, always the same: what is written down stays true. */
const FIRST_PORT = 8801;

const sites = sampleSites();
process.once("uncaughtException", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EADDRINUSE") throw error;
  console.error(`${error.message}: the portal runs already, or another program has that port`);
  process.exit(1);
});
const portal = await startPortal({
  sites: Object.fromEntries(
    sites.map((site, index) => [site.name, { ...toPortalSite(site), port: FIRST_PORT + index }]),
  ),
});
for (const site of sites) {
  console.log(site.name);
  for (const { start } of site.sources(portal.url(site.name, "")))
    console.log(`  ${start.join(" ")}`);
}
console.log("Ctrl-C ends it.");
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void portal.close());
}
