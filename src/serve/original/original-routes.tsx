import type { Context, Hono } from "hono";
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { findContentType } from "../../store/browse/report-context.ts";
import type { StoredReport } from "../../store/report.ts";
import { NotFound } from "../error-page.tsx";
import { nameOf } from "../report/report-context.ts";
import { expectVersion, findTarget, idOf } from "../report/report-routes.tsx";
import type { Words } from "../words.ts";
import type { Bench } from "../workbench.ts";
import { DrawnOriginal, PictureOriginal } from "./drawn-originals.tsx";
import { cleanMarkup } from "./markup-original.ts";
import { ORIGINAL_POLICY, OriginalPage } from "./original-page.tsx";
import { listMarks, Marks } from "./place.ts";
import { LinesOriginal, TranscriptOriginal } from "./read-originals.tsx";

/** Archived documents: made harmless to look at, or their bytes to take away. */
export function addOriginals(app: Hono, bench: Bench): void {
  app.get("/versions/:id/original", async (context) => {
    const stored = expectVersion(bench.store, idOf(context));
    const { words } = bench.pageContext(context);
    const shown = await show(bench, context, stored, words);
    context.header("content-security-policy", ORIGINAL_POLICY);
    return context.html(
      <OriginalPage
        words={words}
        title={`${nameOf(stored, words)} ${stored.report.year}`}
        {...shown}
      />,
    );
  });
  app.get("/versions/:id/document", async (context) => {
    const stored = expectVersion(bench.store, idOf(context));
    const bytes = await readBytes(bench, stored);
    return context.body(new Uint8Array(bytes), 200, {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${stored.provenance.documentSha256}"`,
    });
  });
}

async function readBytes(bench: Bench, { provenance }: StoredReport): Promise<Uint8Array> {
  try {
    return await bench.archive.get(provenance.documentSha256);
  } catch (error) {
    if (error instanceof Error && error.name === "ArchiveError") throw new NotFound("noDocument");
    throw error;
  }
}

interface Shown {
  readonly note: Child;
  readonly children: Child;
}

/** Everything about one document that its view needs. */
interface Sight {
  readonly bytes: Uint8Array;
  readonly marks: Marks;
  readonly words: Words;
  readonly versionId: number;
  /** Asked for by number; else the one where the target stands. */
  readonly page: number;
}

const ANY_PAGE = { least: 1, most: 5_000 } as const;

async function show(
  bench: Bench,
  context: Context,
  stored: StoredReport,
  words: Words,
): Promise<Shown> {
  const target = findTarget(bench, context, stored);
  const asked = bench.parameters(context).findNumber("page", ANY_PAGE);
  const bytes = await readBytes(bench, stored);
  const { versionId, provenance } = stored;
  const marks = new Marks(
    listMarks(stored),
    target,
    (found) => `/versions/${versionId}?target=${found}#${found}`,
  );
  const place = marks.wanted?.locator;
  const page = asked ?? (place !== undefined && "page" in place ? place.page : 1);
  const contentType = findContentType(bench.store, provenance.documentSha256) ?? "";
  try {
    return await open(bench, contentType, { bytes, marks, words, versionId, page });
  } catch (error) {
    // A document that no thread can open is that document's matter; the terminal is told.
    bench.onDefect(error, context.req.path);
    return { note: words.original.cannot, children: "" };
  }
}

async function open(bench: Bench, contentType: string, sight: Sight): Promise<Shown> {
  const { bytes, marks, words } = sight;
  const opened = await bench.originals.open(bytes, contentType);
  switch (opened.kind) {
    case "markup":
      return {
        note: words.original.archived,
        children: raw(cleanMarkup(pagesOf(opened.pages, marks), marks, words.original.removed)),
      };
    case "lines":
      return {
        note: words.original.lines,
        children: <LinesOriginal lines={opened.lines} marks={marks} />,
      };
    case "picture":
      return {
        note: words.original.picture,
        children: <PictureOriginal {...opened} {...sight} />,
      };
    case "transcript":
      return {
        note: words.original.transcript,
        children: <TranscriptOriginal transcript={opened.transcript} marks={marks} />,
      };
    default:
      return await draw(bench, sight);
  }
}

/** The article in a page's script counts only if the page does not show it: then nothing was read of the page's own tables. */
function pagesOf(pages: readonly string[], marks: Marks): readonly string[] {
  const [page = "", article] = pages;
  if (article === undefined) return [page];
  const shown = cleanMarkup([page], marks, "");
  return shown.includes('target="_top"') ? [page] : [page, article];
}

async function draw(bench: Bench, sight: Sight): Promise<Shown> {
  const { bytes, marks, words, versionId, page } = sight;
  const drawn = await bench.originals.drawPage(bytes, page);
  const note = drawn.picture === undefined ? words.original.textLayer : words.original.drawn;
  const to = (number: number) => `/versions/${versionId}/original?page=${number}`;
  return {
    note: (
      <>
        {words.original.page(drawn.page, drawn.pages)} · {note}{" "}
        {drawn.page > 1 && <a href={to(drawn.page - 1)}>{words.original.previous}</a>}{" "}
        {drawn.page < drawn.pages && <a href={to(drawn.page + 1)}>{words.original.next}</a>}
      </>
    ),
    children: <DrawnOriginal drawn={drawn} marks={marks} words={words} />,
  };
}
