import PQueue from "p-queue";
import type { Browser } from "playwright-core";
import { type BrowserSearch, findBrowser } from "./browser.ts";
import { openChromium, type RunningBrowser } from "./chromium.ts";
import { type PageRequests, renderPage } from "./rendered-page.ts";

/** A page as the server sent it, whose scripts are to be run. */
export interface PageToRender {
  /** The address that answered, which the page's own addresses are relative to. */
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** What came of running a page's scripts. */
export type Rendered =
  | {
      readonly kind: "rendered";
      /** The document after its scripts. */
      readonly html: string;
      /** Where it says that it is: scripts may lead on. */
      readonly url: string;
      /** True if it was still at work when its time was up. */
      readonly isCutShort: boolean;
    }
  | { readonly kind: "failed"; readonly reason: string }
  /** There is no browser; how to get one. */
  | { readonly kind: "missing"; readonly advice: string };

export interface RenderLimits {
  /** For a page's scripts; waits for what they ask for are not part of it. */
  readonly scriptTimeMs: number;
  /** For a page, all waits included. */
  readonly pageTimeMs: number;
  /** Browsers grow with every page, so a new one takes over after this many. */
  readonly maxPagesOfBrowser: number;
}

/** Runs scripts of pages; owns the browser, which is opened when the first page comes. */
export interface Renderer {
  /** The browser opens no connection: `requests` brings whatever the page wants. Rejects with the signal's reason. */
  render(page: PageToRender, requests: PageRequests, signal: AbortSignal): Promise<Rendered>;
  /** Ends the browser at once, whatever it is doing. */
  close(): Promise<void>;
}

export interface RendererEffects {
  findBrowser(): Promise<BrowserSearch>;
}

/** "[pid=7][err] … No usable sandbox! If you are running on Ubuntu 23.10+ …" */
const noSandbox = /no usable sandbox/iu;

/** Pages in the browser at once: more would want more memory than a small machine has. */
const maxPagesAtOnce = 4;
const defaultLimits: RenderLimits = {
  scriptTimeMs: 15_000,
  pageTimeMs: 120_000,
  maxPagesOfBrowser: 200,
};

/** The renderer of one crawl. */
export function createRenderer(
  replaced: Partial<RenderLimits> = {},
  effects: RendererEffects = { findBrowser },
): Renderer {
  const limits = { ...defaultLimits, ...replaced };
  const queue = new PQueue({ concurrency: maxPagesAtOnce });
  const pool = new BrowserPool(limits.maxPagesOfBrowser, effects);
  return {
    async render(page, requests, signal) {
      const rendered = await queue.add(() =>
        pool.use((opened) =>
          renderPage(page, {
            ...opened,
            requests,
            signal,
            limits,
          }),
        ),
      );
      signal.throwIfAborted();
      return rendered;
    },
    close: () => pool.close(),
  };
}

/** A browser and the pages it has shown. */
interface Generation {
  readonly opened: Promise<RunningBrowser | { readonly kind: "missing"; readonly advice: string }>;
  pages: number;
  inUse: number;
}

interface OpenBrowser {
  readonly browser: Browser;
  /** No further page is opened in it, and it is ended when those that are open are done. */
  onStuck(): void;
}

/** One browser at a time; a new one takes the place of one that is worn out or broken. */
class BrowserPool {
  readonly #maxPages: number;
  readonly #effects: RendererEffects;
  #current: Generation | undefined;
  readonly #open = new Set<RunningBrowser>();
  #isClosed = false;

  constructor(maxPages: number, effects: RendererEffects) {
    this.#maxPages = maxPages;
    this.#effects = effects;
  }

  async use(work: (opened: OpenBrowser) => Promise<Rendered>): Promise<Rendered> {
    const generation = this.#take();
    generation.inUse += 1;
    try {
      const running = await generation.opened;
      if (running.kind === "missing") return running;
      if (this.#isClosed) return { kind: "failed", reason: "the browser was closed" };
      const giveUp = () => {
        if (this.#current === generation) this.#current = undefined;
      };
      const rendered = await work({ browser: running.browser, onStuck: giveUp });
      if (!running.browser.isConnected()) giveUp();
      return rendered;
    } finally {
      generation.inUse -= 1;
      await this.#retire(generation);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#current?.opened;
    await Promise.all([...this.#open].map((running) => running.close()));
  }

  #take(): Generation {
    if (this.#current === undefined || this.#current.pages >= this.#maxPages) {
      this.#current = { opened: this.#launch(), pages: 0, inUse: 0 };
    }
    this.#current.pages += 1;
    return this.#current;
  }

  async #retire(generation: Generation): Promise<void> {
    if (generation.inUse > 0) return;
    if (generation === this.#current && generation.pages < this.#maxPages) return;
    if (generation === this.#current) this.#current = undefined;
    const running = await generation.opened;
    if (running.kind === "missing") return;
    this.#open.delete(running);
    await running.close();
  }

  async #launch(): Promise<Awaited<Generation["opened"]>> {
    const search = await this.#effects.findBrowser();
    if (search.kind === "missing" || this.#isClosed) return toMissing(search);
    try {
      const running = await openChromium(search.path);
      this.#open.add(running);
      return running;
    } catch (error) {
      const message = describeLaunch(error);
      const advice = `${search.path} could not be started (${message}); see that it runs, or set NIANBAO_BROWSER to another`;
      return { kind: "missing", advice };
    }
  }
}

/** Of the page of text that a browser leaves behind: its missing sandbox, or else the first line. */
function describeLaunch(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return lines.find((line) => noSandbox.test(line))?.trim() ?? lines[0] ?? "";
}

function toMissing(search: BrowserSearch): { readonly kind: "missing"; readonly advice: string } {
  return search.kind === "missing" ? search : { kind: "missing", advice: "the crawl has ended" };
}
