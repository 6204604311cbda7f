import { setTimeout as delay } from "node:timers/promises";
import type { Browser } from "playwright-core";

/** A browser that runs and was started here. */
export interface RunningBrowser {
  readonly kind: "running";
  readonly browser: Browser;
  /** Ends it and every process of it. */
  close(): Promise<void>;
}

/**
 * What the browser wants from the network is brought to it; on its own it finds nothing. Every name is unknown to it, every
 * request of its own goes to a proxy that has no address, loopback included, and there is no other way out: no QUIC and
 * no datagrams of WebRTC, which know no proxy.
 */
const closedNetwork = [
  "--host-resolver-rules=MAP * ~NOTFOUND",
  "--proxy-server=http://proxy.invalid:9",
  "--proxy-bypass-list=<-loopback>",
  "--disable-quic",
  "--dns-prefetch-disable",
  "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
  "--disable-background-networking",
  "--no-pings",
];
/** A page's scripts get half a gigabyte; beyond that the page crashes, and nothing else. */
const memory = ["--js-flags=--max-old-space-size=512", "--disable-gpu"];

const launchTimeoutMs = 30_000;
/** A browser whose page is in an endless loop may not heed a request to close. */
const closeTimeoutMs = 3_000;

/** Starts a Chromium without a window. Throws if it does not come up. */
export async function openChromium(executablePath: string): Promise<RunningBrowser> {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    // Chromium refuses its own sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...closedNetwork, ...memory],
    timeout: launchTimeoutMs,
    // The crawl ends it; its handlers would end the crawl.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const pid = await findProcess(browser);
  return {
    kind: "running",
    browser,
    async close() {
      await Promise.race([browser.close(), delay(closeTimeoutMs, undefined, { ref: false })]);
      if (browser.isConnected() && pid !== undefined) kill(pid);
    },
  };
}

/** The number of the browser's main process, without which the others end by themselves. */
async function findProcess(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.find(({ type }) => type === "browser")?.id;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}
