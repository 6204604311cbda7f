import type { Context, Hono } from "hono";
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { findContentType, listPicturesOf } from "../../store/browse/report-context.ts";
import { NotFound } from "../error-page.tsx";
import { nameOf } from "../report/report-context.ts";
import { expectVersion, findTarget, idOf } from "../report/report-routes.tsx";
import type { Words } from "../words.ts";
import type { Bench } from "../workbench.ts";
import { DrawnOriginal, PictureOriginal } from "./drawn-originals.tsx";
import { cleanMarkup } from "./markup-original.ts";
import { ORIGINAL_POLICY, OriginalPage } from "./original-page.tsx";
import { drawPictures } from "./page-pictures.tsx";
import { listMarks, Marks } from "./place.ts";
import { LinesOriginal, TranscriptOriginal } from "./read-originals.tsx";

/** Archived documents: made harmless to look at, or their bytes to take away. */
export function addOriginals(app: Hono, bench: Bench): void {
  app.get("/versions/:id/original", async (context) => {
    const stored = expectVersion(bench.store, idOf(context));
    const { words } = bench.pageContext(context);
    const { versionId, provenance } = stored;
    const toAddress = (target: string) => `/versions/${versionId}?target=${target}#${target}`;
    const marks = new Marks(listMarks(stored), findTarget(bench, context, stored), toAddress);
    const title = `${nameOf(stored, words)} ${stored.report.year}`;
    return await show(bench, context, {
      sha256: provenance.documentSha256,
      path: `/versions/${versionId}`,
      marks,
      archived: listPicturesOf(bench.store, versionId),
      title,
    });
  });
  app.get("/documents/:sha256/original", async (context) => {
    const sha256 = context.req.param("sha256");
    const marks = new Marks([], undefined, () => "");
    return await show(bench, context, {
      sha256,
      path: `/documents/${sha256}`,
      marks,
      archived: new Map(),
      title: sha256,
    });
  });
  app.get("/versions/:id/document", async (context) => {
    const stored = expectVersion(bench.store, idOf(context));
    const bytes = await readBytes(bench, stored.provenance.documentSha256);
    return context.body(new Uint8Array(bytes), 200, {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${stored.provenance.documentSha256}"`,
    });
  });
}

async function readBytes(bench: Bench, sha256: string): Promise<Uint8Array> {
  try {
    return await bench.archive.get(sha256);
  } catch (error) {
    if (error instanceof Error && error.name === "ArchiveError") throw new NotFound("noDocument");
    throw error;
  }
}

interface Shown {
  readonly note: Child;
  readonly children: Child;
}

/** A document to be shown. */
interface Asked {
  readonly sha256: string;
  /** Of its address, `/original` left out. */
  readonly path: string;
  readonly title: string;
  readonly marks: Marks;
  /** SHA-256 of the pictures archived with it, by their addresses as written. */
  readonly archived: ReadonlyMap<string, string>;
}

/** Everything about one document that its view needs. */
interface Sight extends Asked {
  readonly bytes: Uint8Array;
  readonly words: Words;
  /** Asked for by number; else the one where the target stands. */
  readonly page: number;
}

const ANY_PAGE = { least: 1, most: 5_000 } as const;

async function show(bench: Bench, context: Context, asked: Asked): Promise<Response> {
  const { words } = bench.pageContext(context);
  const number = bench.parameters(context).findNumber("page", ANY_PAGE);
  // Only what the database names is looked for in the archive.
  const contentType = findContentType(bench.store, asked.sha256);
  if (contentType === undefined) throw new NotFound("noSuchDocument");
  const bytes = await readBytes(bench, asked.sha256);
  const place = asked.marks.wanted?.locator;
  const page = number ?? (place !== undefined && "page" in place ? place.page : 1);
  const shown = await openOrExplain(bench, contentType, { ...asked, bytes, words, page });
  context.header("content-security-policy", ORIGINAL_POLICY);
  return context.html(<OriginalPage words={words} title={asked.title} {...shown} />);
}

/** A document that no thread can open is that document's matter; the terminal is told. */
async function openOrExplain(bench: Bench, contentType: string, sight: Sight): Promise<Shown> {
  try {
    const shown = await open(bench, contentType, sight);
    if (!sight.marks.isLost) return shown;
    const note = (
      <>
        <strong>{sight.words.original.noPlace}</strong> {shown.note}
      </>
    );
    return { ...shown, note };
  } catch (error) {
    bench.onDefect(error, sight.path);
    return { note: sight.words.original.cannot, children: "" };
  }
}

async function open(bench: Bench, contentType: string, sight: Sight): Promise<Shown> {
  const { bytes, marks, words } = sight;
  const opened = await bench.originals.open(bytes, contentType);
  switch (opened.kind) {
    case "markup": {
      const pages = pagesOf(opened.pages, marks);
      const pictures = await drawPictures(bench, { ...sight, pages });
      return {
        note: words.original.archived,
        children: raw(cleanMarkup(pages, marks, words.original.removed, pictures)),
      };
    }
    case "lines":
      return {
        note: words.original.lines,
        children: <LinesOriginal lines={opened.lines} marks={marks} />,
      };
    case "picture":
      return {
        note: words.original.picture,
        children: <PictureOriginal number={1} {...opened} {...sight} />,
      };
    case "transcript":
      return {
        note: words.original.transcript,
        children: <TranscriptOriginal {...opened} marks={marks} words={words} />,
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
  const { bytes, marks, words, path, page } = sight;
  const drawn = await bench.originals.drawPage(bytes, page);
  const note = drawn.picture === undefined ? words.original.textLayer : words.original.drawn;
  const to = (number: number) => `${path}/original?page=${number}`;
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
