import { decodeText } from "../decode/charset.ts";
import { decode } from "../decode/decode.ts";
import { sniffFormat } from "../decode/media-type.ts";
import { findPictureFormat, readPictureSize } from "../decode/scan/picture-bytes.ts";
import { findScriptArticle } from "../decode/script-article.ts";
import type { DrawnPage, OpenedOriginal } from "../serve/original/original-reader.ts";

/** A worker thread's task: one document of the archive. */
export interface OpenTask {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface DrawTask {
  readonly bytes: Uint8Array;
  readonly page: number;
}

/** A page with pictures inlined may pass this, but no browser would show it gladly. */
const MAX_MARKUP_BYTES = 16 * 1024 * 1024;
const LINE_FEED = /\r\n?|\n/;

/** Opens a document for looking, by the same first bytes and charset as when it was read. */
export async function open({ bytes, contentType }: OpenTask): Promise<OpenedOriginal> {
  const format = sniffFormat(bytes, contentType);
  if ((format === "html" || format === "text") && bytes.length > MAX_MARKUP_BYTES) {
    throw new Error(`expected at most ${MAX_MARKUP_BYTES} bytes of ${format}, met ${bytes.length}`);
  }
  switch (format) {
    case "html": {
      const { text } = decodeText(bytes, contentType);
      const article = findScriptArticle(text);
      return { kind: "markup", pages: article === undefined ? [text] : [text, article.html] };
    }
    case "web archive": {
      const { readWebArchive } = await import("../decode/office/mhtml.ts");
      const page = readWebArchive(bytes);
      return { kind: "markup", pages: [decodeText(page.bytes, page.contentType).text] };
    }
    case "text":
      return { kind: "lines", lines: decodeText(bytes, contentType).text.split(LINE_FEED) };
    case "pdf":
      return { kind: "pages" };
    case "image":
      return {
        kind: "picture",
        mediaType: findPictureFormat(bytes) === "JPEG" ? "image/jpeg" : "image/png",
        size: readPictureSize(bytes),
      };
    default:
      return { kind: "transcript", transcript: await decode(bytes, contentType) };
  }
}

/** A page of a PDF as a picture, or its texts where it cannot be drawn. */
export async function drawPage({ bytes, page }: DrawTask): Promise<DrawnPage> {
  const { drawPdfPage } = await import("./draw-pdf-page.ts");
  return await drawPdfPage(bytes, page);
}
