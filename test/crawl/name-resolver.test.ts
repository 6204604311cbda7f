import { afterEach, expect, test } from "vitest";
import { createNameResolver } from "../../src/crawl/name-resolver.ts";
import { type NameAnswer, type NameServer, startNameServer } from "./name-server.ts";

const servers: NameServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(answer: (name: string) => NameAnswer, silentMs = 60_000) {
  const server = await startNameServer(answer);
  servers.push(server);
  const options = { servers: [server.address], timeoutMs: 300, attempts: 2, silentMs };
  return { server, resolver: createNameResolver(options) };
}

test("a name is known by all its addresses", async () => {
  const { resolver } = await start(() => ["192.0.2.1", "192.0.2.2"]);
  const addresses = await resolver.resolveName("www.qingshi.gov.cn");
  expect([...addresses].sort()).toEqual(["192.0.2.1", "192.0.2.2"]);
});

test("names nobody answers for hold up no other", async () => {
  const { resolver } = await start((name) =>
    name.startsWith("dead") ? "no answer" : ["192.0.2.1"],
  );
  const begun = performance.now();
  const dead = Array.from({ length: 200 }, (_, index) =>
    resolver.resolveName(`dead${index}.gov.cn`).catch((error: Error) => error.message),
  );
  const living = Array.from({ length: 50 }, (_, index) =>
    resolver.resolveName(`www${index}.gov.cn`),
  );
  await Promise.all(living);
  const livingMs = performance.now() - begun;
  expect(new Set(await Promise.all(dead)).size).toBe(200);
  const deadMs = performance.now() - begun;
  expect(livingMs).toBeLessThan(300);
  // Two attempts of 300 ms and 600 ms at most, all names at once.
  expect(deadMs).toBeGreaterThan(300);
  expect(deadMs).toBeLessThan(3_000);
});

test.each([
  ["no such name", "ENOTFOUND"],
  ["no answer", "EAI_AGAIN"],
] as const)("a name with %s fails without being asked again", async (said, code) => {
  const { server, resolver } = await start(() => said);
  const name = "www.gone-for-good.invalid";
  await expect(resolver.resolveName(name)).rejects.toMatchObject({ code });
  const asked = server.asked.length;
  expect(asked).toBeGreaterThan(0);
  await expect(resolver.resolveName(name)).rejects.toMatchObject({ code });
  expect(server.asked).toHaveLength(asked);
});

test("a name asked for by many at once is asked once", async () => {
  const { server, resolver } = await start(() => ["192.0.2.1"]);
  await Promise.all(Array.from({ length: 20 }, () => resolver.resolveName("www.qingshi.gov.cn")));
  expect(server.asked).toHaveLength(1);
});

test("names of this machine are looked up as the system does", async () => {
  const { server, resolver } = await start(() => "no such name");
  expect(await resolver.resolveName("localhost")).toContain("127.0.0.1");
  expect(server.asked).toEqual([]);
});

test("a name that nobody answered for is known again once the network is back", async () => {
  let isBack = false;
  const { resolver } = await start(() => (isBack ? ["192.0.2.1"] : "no answer"), 50);
  const name = "www.qingshi.gov.cn";
  await expect(resolver.resolveName(name)).rejects.toMatchObject({ code: "EAI_AGAIN" });
  isBack = true;
  await expect(resolver.resolveName(name)).rejects.toMatchObject({ code: "EAI_AGAIN" });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(await resolver.resolveName(name)).toEqual(["192.0.2.1"]);
});
