import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { SecureVersion } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate, type TestCertificate } from "../portal/certificate.ts";
import { sampleSites } from "../sample/sites.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

const [site] = sampleSites();
const report = site?.reports[0];
const page = site?.pages.get(report?.path ?? "");
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that speaks one version of TLS, with the ciphers of its time, and has one report. */
async function startServer(certificate: TestCertificate, version: SecureVersion): Promise<number> {
  const tls = { minVersion: version, maxVersion: version, ciphers: "DEFAULT:@SECLEVEL=0" };
  const server = createServer({ ...certificate, ...tls }, (request, response) => {
    if (request.url !== "/nb/2024.html") response.writeHead(404).end();
    else response.writeHead(200, { "content-type": page?.contentType }).end(page?.body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

describe("a server that speaks only an old TLS", () => {
  let place: Workplace;
  const good = makeCertificate("127.0.0.1", 10);
  const expired = makeCertificate("127.0.0.1", -1);
  const others = makeCertificate("127.0.0.2", 10);

  beforeAll(() => {
    place = makeWorkplace();
    place.write("known.pem", good.cert + expired.cert + others.cert);
  });

  /** Crawls one server; what signed its certificate is known to the machine, as a province's own authority may be. */
  async function crawl(port: number, wishes: object, known = "known.pem") {
    const start = [`https://127.0.0.1:${port}/nb/2024.html`];
    const defaults = { interval_ms: 1 };
    place.write(
      "sources.json",
      JSON.stringify({ defaults, sources: [{ id: "a", start, ...wishes }] }),
    );
    const words = ["crawl", "--allow-private-network", "--json", "--db", `${port}.sqlite`];
    const { stdout, code } = await place.start(words, { NODE_EXTRA_CA_CERTS: place.path(known) })
      .ended;
    const [{ reason }] = JSON.parse(stdout).sources;
    return { code, reason, reports: JSON.parse(stdout).new_reports };
  }

  test.each(["TLSv1", "TLSv1.1"] as const)(
    "%s is asked only where the source says so, and else the reason tells what to do",
    async (version) => {
      const port = await startServer(good, version);
      expect(await crawl(port, {})).toEqual({
        code: 3,
        reports: 0,
        reason: expect.stringContaining(
          'the server speaks only an old TLS: "tls": "legacy" of the source would allow it',
        ),
      });
      expect(await crawl(port, { tls: "legacy" })).toMatchObject({ code: 0, reports: 1 });
    },
  );

  test.each([
    ["has expired", expired, "known.pem", "the certificate has expired (CERT_HAS_EXPIRED)"],
    ["is another's", others, "known.pem", "the certificate is for another name"],
    ["is signed by nobody known", good, "none.pem", "the certificate is signed by nobody known"],
  ])("is not asked if its certificate %s", async (_, certificate, known, reason) => {
    place.write("none.pem", expired.cert);
    const port = await startServer(certificate, "TLSv1");
    expect(await crawl(port, { tls: "legacy" }, known)).toEqual({
      code: 3,
      reports: 0,
      reason: expect.stringContaining(reason),
    });
  });

  test("is allowed to be so for its own source only", async () => {
    const [old, other] = [await startServer(good, "TLSv1"), await startServer(good, "TLSv1.1")];
    place.write(
      "sources.json",
      JSON.stringify({
        defaults: { interval_ms: 1 },
        sources: [
          { id: "old", start: [`https://127.0.0.1:${old}/nb/2024.html`], tls: "legacy" },
          { id: "other", start: [`https://127.0.0.1:${other}/nb/2024.html`] },
        ],
      }),
    );
    const { stdout } = await place.start(
      ["crawl", "--allow-private-network", "--json", "--db", "both.sqlite"],
      { NODE_EXTRA_CA_CERTS: place.path("known.pem") },
    ).ended;
    const states = JSON.parse(stdout).sources.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["done", "failed"]);
  });
});
