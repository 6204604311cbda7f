import { describe, expect, test } from "vitest";
import { createAddressGuard, isPublicAddress } from "../../src/crawl/address-guard.ts";

const guard = createAddressGuard(
  { privateNetwork: "refused" },
  { resolveName: () => Promise.resolve(["93.184.216.34", "10.0.0.5"]) },
);
const open = createAddressGuard({ privateNetwork: "allowed" });

describe("a numeric address", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["127.255.255.254", "loopback"],
    ["0.0.0.0", "unspecified"],
    ["10.1.2.3", "private"],
    ["172.16.0.1", "private"],
    ["192.168.1.1", "private"],
    ["169.254.169.254", "link-local, cloud metadata"],
    ["100.100.100.200", "carrier-grade NAT, cloud metadata"],
    ["168.63.129.16", "cloud metadata on a public-looking address"],
    ["192.0.0.192", "reserved, cloud metadata"],
    ["198.18.0.1", "for benchmarks"],
    ["224.0.0.1", "multicast"],
    ["240.0.0.1", "reserved"],
    ["255.255.255.255", "broadcast"],
    ["::1", "loopback"],
    ["::", "unspecified"],
    ["fe80::1", "link-local"],
    ["fc00::1", "unique local"],
    ["fd00:ec2::254", "unique local, cloud metadata"],
    ["fec0::1", "site-local"],
    ["ff02::1", "multicast"],
    ["2001:db8::1", "documentation"],
    ["::ffff:127.0.0.1", "loopback, mapped"],
    ["::ffff:a00:1", "private, mapped"],
    ["::7f00:1", "loopback, IPv4-compatible"],
    ["::ffff:0:7f00:1", "loopback, translated"],
    ["64:ff9b::7f00:1", "loopback behind NAT64"],
    ["64:ff9b:1::1", "a network's own NAT64"],
    ["2002:7f00:1::", "loopback behind 6to4"],
    ["2002:a00:1::1", "private behind 6to4"],
    ["2001:0:53aa:64c::1", "Teredo"],
    ["4000::1", "not handed out"],
    ["not an address", "none"],
  ])("%s is not public: %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each([
    "93.184.216.34",
    "122.137.242.24",
    "2400:3200::1",
    "64:ff9b::5db8:d822",
    "2002:5db8:d822::1",
  ])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe("an address as written", () => {
  test.each([
    "ftp://www.example.gov.cn/",
    "file:///etc/passwd",
    "http://user:secret@www.example.gov.cn/",
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://www.example.gov.cn:22/",
    "http://www.example.gov.cn:25/",
    "http://www.example.gov.cn:3306/",
    "http://www.example.gov.cn:6379/",
    "http://www.example.gov.cn:0/",
  ])("%s is refused", (address) => {
    expect(guard.findRefusal(new URL(address))).toBeTypeOf("string");
  });

  test.each([
    "http://www.example.gov.cn/",
    "https://www.example.gov.cn/",
    "http://www.example.gov.cn:82/",
    "http://www.example.gov.cn:8082/",
    "http://www.example.gov.cn:8888/",
    "http://122.137.242.24:8080/pub/",
  ])("%s is asked", (address) => {
    expect(guard.findRefusal(new URL(address))).toBeUndefined();
  });

  test("a password is not repeated in the refusal", () => {
    const refusal = guard.findRefusal(new URL("http://user:secret@www.example.gov.cn/a"));
    expect(refusal).toContain("www.example.gov.cn/a");
    expect(refusal).not.toContain("secret");
  });

  test("the refusal names the option that lifts it", () => {
    expect(guard.findRefusal(new URL("http://192.168.1.1/"))).toContain("--allow-private-network");
  });

  test("an operator's own network may be crawled on any port, but only over http", () => {
    expect(open.findRefusal(new URL("http://127.0.0.1:6379/"))).toBeUndefined();
    expect(open.findRefusal(new URL("ftp://127.0.0.1/"))).toBeTypeOf("string");
  });
});

describe("a name", () => {
  test("with a public and a private address leads to the public one only", async () => {
    expect(await guard.resolve("www.example.gov.cn", 80)).toEqual(["93.184.216.34"]);
  });

  test("with private addresses only is refused", async () => {
    const inner = createAddressGuard(
      { privateNetwork: "refused" },
      { resolveName: () => Promise.resolve(["10.0.0.5", "::1"]) },
    );
    await expect(inner.resolve("intranet.example", 80)).rejects.toThrow(
      "intranet.example (10.0.0.5, ::1) is not on the public Internet",
    );
  });

  test("of this machine is refused without asking the network", async () => {
    const real = createAddressGuard({ privateNetwork: "refused" });
    await expect(real.resolve("localhost", 80)).rejects.toThrow("not on the public Internet");
  });
});
