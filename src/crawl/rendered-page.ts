import { isUtf8 } from "node:buffer";
import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, BrowserContext, Page, Request, Route } from "playwright-core";
import type { PageToRender, Rendered, RenderLimits } from "./renderer.ts";

/** What a page in the browser wants. */
export interface PageRequest {
  readonly url: string;
  readonly method: string;
  /** `document`: the page leads on. Of the others only scripts are ever alike from page to page. */
  readonly kind: "document" | "script" | "data";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export type PageAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array;
    }
  | { readonly kind: "refused" };

/** Brings what a page in the browser wants. */
export interface PageRequests {
  /** Never rejects. What is still waiting for its turn when the signal is aborted is not asked for. */
  ask(request: PageRequest, signal: AbortSignal): Promise<PageAnswer>;
  /** Told of what the page wanted and was refused before it came to asking. */
  onRefused(url: string, reason: string): void;
}

interface PageLine {
  readonly browser: Browser;
  readonly requests: PageRequests;
  readonly signal: AbortSignal;
  readonly limits: RenderLimits;
  /** Told of a page that cannot be closed: its browser has to go. */
  onStuck(): void;
}

/** What a text is made of; pictures, letters, colours and films are not looked at. */
const wantedKinds: ReadonlyMap<string, PageRequest["kind"]> = new Map([
  ["document", "document"],
  ["script", "script"],
  ["xhr", "data"],
  ["fetch", "data"],
]);
/** Not loaded, and not worth a word. */
const silentKinds: ReadonlySet<string> = new Set(["image", "font", "media", "stylesheet"]);
/** "Not allowed to load local resource: file:///etc/passwd", "Fetch API cannot load file:///etc/passwd. URL scheme …" */
const refusedByBrowser =
  /(?:Not allowed to load local resource:|cannot load) ((?!https?:)[a-z-]+:[^\s]*)/iu;

/** Any address at all. */
const anything = /^/u;

/** text/html; charset=UTF-8 */
const declaredUtf8 = /charset\s*=\s*["']?utf-?8/iu;

const stepMs = 100;
/** A page that has text and asks for nothing more is done after this long; one without gets a little more. */
const quietMs = 500;
const emptyQuietMs = 2_000;
const minTextLength = 40;
const closeTimeoutMs = 3_000;
/** A list of thousands of entries weighs less. */
const maxHtmlCharacters = 16 * 1024 * 1024;

/**
 * Opens a page that was fetched before, and lets its scripts run until they have come to rest. Every page has a browser
 * context of its own, so that nothing is kept from one to the next: no cookies, no storage, no cache.
 */
export async function renderPage(page: PageToRender, line: PageLine): Promise<Rendered> {
  if (line.signal.aborted) return { kind: "failed", reason: "the crawl was stopped" };
  const over = new AbortController();
  const signal = AbortSignal.any([line.signal, over.signal]);
  // Whatever the page wants and waits for listens to it.
  setMaxListeners(0, signal);
  let context: BrowserContext | undefined;
  try {
    context = await openContext(line.browser);
    const work = show(page, context, { ...line, signal });
    // What ends it, ends it now; the work left behind fails with its context.
    work.catch(() => undefined);
    return await Promise.race([work, whenAborted(signal)]);
  } catch (error) {
    const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { kind: "failed", reason: `the browser could not show it: ${message}` };
  } finally {
    over.abort(new Error("the page is closed"));
    if (context !== undefined && !(await isClosedInTime(context))) line.onStuck();
  }
}

function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    acceptDownloads: false,
    serviceWorkers: "block",
    permissions: [],
    locale: "zh-CN",
    viewport: { width: 1280, height: 2000 },
  });
}

/** False for a context that holds a page that does not end. */
function isClosedInTime(context: BrowserContext): Promise<boolean> {
  const closed = context.close().then(
    () => true,
    () => true,
  );
  return Promise.race([closed, delay(closeTimeoutMs, false)]);
}

function whenAborted(signal: AbortSignal): Promise<Rendered> {
  return new Promise((resolve) => {
    const end = () => resolve({ kind: "failed", reason: "the crawl was stopped" });
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

async function show(
  document: PageToRender,
  context: BrowserContext,
  line: PageLine,
): Promise<Rendered> {
  const traffic = { underWay: 0 };
  await context.routeWebSocket(anything, (socket) => {
    line.requests.onRefused(socket.url(), "no web sockets");
    void socket.close();
  });
  const page = await context.newPage();
  context.on("page", (other) => void other.close().catch(() => undefined));
  page.on("dialog", (dialog) => void dialog.dismiss().catch(() => undefined));
  page.on("console", (message) => {
    const url = refusedByBrowser.exec(message.text())?.[1];
    if (url !== undefined) line.requests.onRefused(url, "only http and https are asked for");
  });
  const gate = new Gate(document, page, line, traffic);
  await context.route(anything, (route) => gate.answer(route).catch(() => undefined));
  await page.goto(document.url, { waitUntil: "commit", timeout: line.limits.scriptTimeMs });
  const isCutShort = !(await comesToRest(page, traffic, line));
  return readPage(page, isCutShort);
}

/** A browser believes the header; servers are known to say one thing and send another, and what is valid UTF-8 is UTF-8. */
function withTrueCharset(bytes: Buffer, contentType: string): string {
  if (isUtf8(bytes)) return "text/html; charset=utf-8";
  return declaredUtf8.test(contentType) ? "text/html; charset=gb18030" : contentType;
}

/** Stands between a page and the network. */
class Gate {
  readonly #document: PageToRender;
  readonly #page: Page;
  readonly #line: PageLine;
  readonly #traffic: { underWay: number };
  #isOpened = false;

  constructor(document: PageToRender, page: Page, line: PageLine, traffic: { underWay: number }) {
    this.#document = document;
    this.#page = page;
    this.#line = line;
    this.#traffic = traffic;
  }

  async answer(route: Route): Promise<void> {
    const request = route.request();
    const kind = wantedKinds.get(request.resourceType());
    if (kind === "document" && !this.#isOpened) {
      this.#isOpened = true;
      const body = Buffer.from(this.#document.bytes);
      const contentType = withTrueCharset(body, this.#document.contentType);
      await route.fulfill({ status: 200, contentType, body });
      return;
    }
    const refusal = this.#findRefusal(request, kind);
    if (refusal !== undefined) this.#line.requests.onRefused(request.url(), refusal);
    if (kind === undefined || refusal !== undefined) await route.abort("blockedbyclient");
    else await this.#bring(route, kind);
  }

  #findRefusal(request: Request, kind: PageRequest["kind"] | undefined): string | undefined {
    const type = request.resourceType();
    if (kind === undefined) return silentKinds.has(type) ? undefined : `not loaded: ${type}`;
    if (kind !== "document") return undefined;
    // What stands in a frame is found by its address, and is a page of its own.
    return request.frame() === this.#page.mainFrame() ? undefined : "frames are not loaded";
  }

  async #bring(route: Route, kind: PageRequest["kind"]): Promise<void> {
    const request = route.request();
    this.#traffic.underWay += 1;
    try {
      const wanted = {
        url: request.url(),
        method: request.method(),
        kind,
        headers: request.headers(),
        body: request.postData() ?? undefined,
      };
      const answer = await this.#line.requests.ask(wanted, this.#line.signal);
      if (answer.kind === "refused") await route.abort("blockedbyclient");
      else {
        const { status, headers, body } = answer;
        await route.fulfill({ status, headers, body: Buffer.from(body) });
      }
    } finally {
      this.#traffic.underWay -= 1;
    }
  }
}

/** Read by the page itself, since only it knows: how far it is, how much it holds, how much text is to be seen. */
const LOOK =
  "[document.readyState, document.getElementsByTagName('*').length, document.body ? document.body.innerText.length : 0].join(' ')";
/** "complete 214 1800" */
const looked = /^(\w+) \d+ (\d+)$/u;

/** Waits until a page neither asks for anything nor changes; false if its time is up before. */
async function comesToRest(
  page: Page,
  traffic: { readonly underWay: number },
  { limits, signal }: PageLine,
): Promise<boolean> {
  const begunMs = performance.now();
  let workedMs = 0;
  let stillMs = 0;
  let before = "";
  while (workedMs < limits.scriptTimeMs && performance.now() - begunMs < limits.pageTimeMs) {
    signal.throwIfAborted();
    const stepBegunMs = performance.now();
    const isBusy = traffic.underWay > 0;
    await delay(stepMs);
    const seen = await look(page, limits.scriptTimeMs - workedMs);
    const tookMs = performance.now() - stepBegunMs;
    if (isBusy || traffic.underWay > 0) {
      stillMs = 0;
      continue;
    }
    workedMs += tookMs;
    stillMs = seen === before ? stillMs + tookMs : 0;
    before = seen;
    if (stillMs >= toNeededRestMs(seen)) return true;
  }
  return false;
}

/** Empty if the page does not answer: its script is in a loop, or it is on its way to another page. */
async function look(page: Page, patienceMs: number): Promise<string> {
  const answer = page.evaluate(LOOK).catch(() => "");
  const seen: unknown = await Promise.race([answer, delay(Math.max(stepMs, patienceMs), "")]);
  return typeof seen === "string" ? seen : "";
}

function toNeededRestMs(seen: string): number {
  const [, state, textLength] = looked.exec(seen) ?? [];
  if (state !== "complete" && state !== "interactive") return Number.POSITIVE_INFINITY;
  return Number(textLength) >= minTextLength ? quietMs : emptyQuietMs;
}

async function readPage(page: Page, isCutShort: boolean): Promise<Rendered> {
  const html = await Promise.race([page.content(), delay(closeTimeoutMs, undefined)]);
  if (html === undefined) {
    return { kind: "failed", reason: "its scripts did not come to an end in time" };
  }
  if (html.length > maxHtmlCharacters) {
    return {
      kind: "failed",
      reason: `its scripts made a page of more than ${maxHtmlCharacters} characters`,
    };
  }
  return { kind: "rendered", html, url: page.url(), isCutShort };
}
