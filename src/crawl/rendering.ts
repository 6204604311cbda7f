import type { Address } from "../model/address.ts";
import type { Effort } from "../model/fetch.ts";
import type { Outcome } from "../model/reading.ts";
import type { Report } from "../model/report.ts";
import type { Source } from "../model/source.ts";
import { isSameSite } from "./hosts.ts";
import type { RequestMeter } from "./paced-request.ts";
import { isPosted } from "./posted-address.ts";
import type { Rendered, Renderer } from "./renderer.ts";
import { createPageRequests, type ScriptCache, type ScriptLine } from "./script-requests.ts";
import { findShell } from "./script-shell.ts";

/** A page as it came, which may need its scripts to be run. */
export interface PlainPage {
  readonly address: Address;
  /** The address that answered. */
  readonly url: URL;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** What it reads as without its scripts. */
  readonly outcome: Outcome;
  /** True if it leads to lists or reports without its scripts. Costs more than the rest. */
  leadsOn(): boolean;
  text(): string;
}

/** A page after its scripts. */
export interface ScriptedPage {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly url: string;
  /** What its scripts asked for. */
  readonly effort: Effort | undefined;
}

/** Decides for the pages of one source whether their scripts are run, and remembers what came of it in this crawl. */
export interface Rendering {
  /** Undefined if the page is to be read as it came: it needs no browser, there is none, or it gave nothing. */
  see(page: PlainPage, line: ScriptLine): Promise<ScriptedPage | undefined>;
  /** To be told of every page that was seen: whether it gave a report, or led to lists or reports. */
  learn(page: PlainPage, gain: "gained" | "nothing"): void;
  /** For the run report: what was decided, and why. */
  listNotes(): readonly string[];
}

/** So often in a row one and the same need is a property of the source. */
const enoughPages = 2;
/** text/html, application/xhtml+xml */
const htmlType = /html/iu;
/** <!DOCTYPE html>, <html>, after blanks and a byte order mark: for servers that name no type */
const htmlStart = /^[\s\uFEFF\u00ef\u00bb\u00bf]*<(?:!doctype\s+html|html|head|body)\b/iu;
const sniffedBytes = 512;

type PageKind = "lists" | "reports";

interface Experience {
  gained: number;
  vain: number;
  /** Pages in a row that gave nothing. */
  vainInARow: number;
  evidence: string | undefined;
}

/** @param renderer undefined where no browser is at hand, as in a crawl that was given none */
export function createRendering(source: Source, renderer: Renderer | undefined): Rendering {
  return new SourceRendering(source, renderer);
}

class SourceRendering implements Rendering {
  readonly #source: Source;
  readonly #renderer: Renderer | undefined;
  readonly #scripts: ScriptCache = new Map();
  readonly #experiences: Readonly<Record<PageKind, Experience>> = {
    lists: { gained: 0, vain: 0, vainInARow: 0, evidence: undefined },
    reports: { gained: 0, vain: 0, vainInARow: 0, evidence: undefined },
  };
  readonly #failures = new Map<string, number>();
  readonly #missing = { advice: "this crawl was given none", pages: 0 };

  constructor(source: Source, renderer: Renderer | undefined) {
    this.#source = source;
    this.#renderer = renderer;
  }

  async see(page: PlainPage, line: ScriptLine): Promise<ScriptedPage | undefined> {
    const { render } = this.#source;
    if (render === "http" || !mayBeRendered(page)) return undefined;
    const experience = this.#experiences[toKind(page.address)];
    if (render === "auto" && !needsScripts(page, experience)) return undefined;
    const { href: url } = page.url;
    const { bytes, contentType } = page;
    const requests = createPageRequests(page.url, this.#scripts, line);
    const rendered = await this.#renderer?.render(
      { url, bytes, contentType },
      requests,
      line.signal,
    );
    if (rendered === undefined || rendered.kind === "missing") {
      this.#missing.pages += 1;
      this.#missing.advice = rendered?.advice ?? this.#missing.advice;
      return undefined;
    }
    return this.#toScripted(rendered, page, requests.meter);
  }

  learn(page: PlainPage, gain: "gained" | "nothing"): void {
    const experience = this.#experiences[toKind(page.address)];
    if (gain === "gained") experience.gained += 1;
    else experience.vain += 1;
    experience.vainInARow = gain === "gained" ? 0 : experience.vainInARow + 1;
  }

  listNotes(): readonly string[] {
    return [
      ...describeExperience("lists", this.#experiences.lists, this.#source),
      ...describeExperience("reports", this.#experiences.reports, this.#source),
      ...[...this.#failures].map(([reason, count]) => `in the browser: ${count} × ${reason}`),
      ...(this.#missing.pages === 0 ? [] : [describeMissing(this.#missing)]),
    ];
  }

  #toScripted(
    rendered: Exclude<Rendered, { kind: "missing" }>,
    page: PlainPage,
    meter: RequestMeter,
  ): ScriptedPage | undefined {
    if (rendered.kind === "failed") {
      this.#countFailure(rendered.reason);
      this.learn(page, "nothing");
      return undefined;
    }
    const url = findShownUrl(rendered.url, page.url);
    if (url === undefined) {
      this.#countFailure("its scripts led to another site");
      this.learn(page, "nothing");
      return undefined;
    }
    if (rendered.isCutShort) this.#countFailure("its scripts were still at work when time was up");
    return {
      bytes: new TextEncoder().encode(rendered.html),
      contentType: "text/html; charset=utf-8",
      url,
      effort: meter.requests === 0 ? undefined : { ...meter },
    };
  }

  #countFailure(reason: string): void {
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
  }
}

function toKind({ role }: Address): PageKind {
  return role === "start" || role === "list" ? "lists" : "reports";
}

/** Pages only: what is attached to them, and what scripts ask for, has no scripts. */
function mayBeRendered({ url, bytes, contentType }: PlainPage): boolean {
  if (isPosted(url)) return false;
  if (htmlType.test(contentType)) return true;
  const start = Buffer.from(bytes.subarray(0, sniffedBytes)).toString("latin1");
  return contentType === "application/octet-stream" && htmlStart.test(start);
}

/**
 * What came without scripts is enough if it is anything at all. Else the page itself has to show that it is a shell, unless
 * others of its kind have shown it for all of them, or have shown that scripts are of no use here.
 */
function needsScripts(page: PlainPage, experience: Experience): boolean {
  if (!saysNothing(page.outcome) || page.leadsOn()) return false;
  if (page.address.held?.received !== undefined) return true;
  if (experience.vainInARow >= enoughPages) return false;
  if (experience.gained >= enoughPages) return true;
  const hasPictures = page.outcome.kind !== "failed" && page.outcome.unread !== undefined;
  const evidence = findShell(page.text(), hasPictures ? "pictures" : "nothing");
  experience.evidence ??= evidence;
  return evidence !== undefined;
}

/** True if only the link that led here made a report of it: nothing of one stands on the page. */
export function isHollow({ template, sections, claims }: Report): boolean {
  return template === "none" && sections.length === 0 && claims.length === 0;
}

function saysNothing(outcome: Outcome): boolean {
  if (outcome.kind === "failed") return outcome.failure === "empty";
  if (outcome.kind === "report") return isHollow(outcome.report);
  return outcome.page === "not_a_report";
}

/** Where a page says that it is, if it is still one of its site. */
function findShownUrl(written: string, page: URL): string | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  url.hash = "";
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  return isWeb && isSameSite(url, page) ? url.href : undefined;
}

function describeExperience(
  kind: PageKind,
  { gained, vain, vainInARow, evidence }: Experience,
  { render }: Source,
): string[] {
  if (gained + vain === 0) return [];
  const because =
    render === "browser" ? 'render is "browser"' : (evidence ?? "they needed it before");
  const useless =
    render === "auto" && vainInARow >= enoughPages
      ? "; the last ones gave nothing, so the rest was read as it came"
      : "";
  return [
    `${kind}: ${toPages(gained + vain)} opened in a browser (${because}); ${gained} gave what was looked for${useless}`,
  ];
}

function describeMissing({ advice, pages }: { readonly advice: string; readonly pages: number }) {
  return `${toPages(pages)} read as received over plain HTTP, though a browser is needed: ${advice}`;
}

const toPages = (count: number): string => (count === 1 ? "1 page was" : `${count} pages were`);
