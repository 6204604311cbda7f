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

const LINE_FEED = /\r\n?|\n/;

/** Opens a document for looking, by the same first bytes and charset as when it was read. */
export async function open({ bytes, contentType }: OpenTask): Promise<OpenedOriginal> {
  switch (sniffFormat(bytes, contentType)) {
    case "html": {
      const { text } = decodeText(bytes, contentType);
      const article = findScriptArticle(text);
      return { kind: "markup", pages: article === undefined ? [text] : [text, article.html] };
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
