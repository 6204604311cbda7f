import { unzipSync } from "fflate";
import { decodeText } from "../decode/charset.ts";
import { decode } from "../decode/decode.ts";
import { sniffFormat } from "../decode/media-type.ts";
import { findPictureFormat, readPictureSize } from "../decode/scan/picture-bytes.ts";
import { findScriptArticle } from "../decode/script-article.ts";
import type { Transcript } from "../model/transcript.ts";
import type {
  DrawnPage,
  FoundPicture,
  OpenedOriginal,
  PictureKind,
} from "../serve/original/original-reader.ts";

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
/** Of all pictures of a document together. */
const MAX_PICTURE_BYTES = 48 * 1024 * 1024;
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
      return { kind: "picture", ...describePicture(bytes) };
    default: {
      const transcript = await decode(bytes, contentType);
      const pictures = format === "zip" ? findPictures(bytes, transcript) : new Map();
      return { kind: "transcript", transcript, pictures };
    }
  }
}

function describePicture(bytes: Uint8Array): PictureKind {
  const mediaType = findPictureFormat(bytes) === "JPEG" ? "image/jpeg" : "image/png";
  return { mediaType, size: readPictureSize(bytes) };
}

/** Pictures of a Word document, which are parts of its package. */
function findPictures(bytes: Uint8Array, { blocks }: Transcript): Map<string, FoundPicture> {
  const names = new Set(blocks.flatMap((block) => (block.kind === "picture" ? block.source : [])));
  if (names.size === 0) return new Map();
  let bytesLeft = MAX_PICTURE_BYTES;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!names.has(name)) return false;
      bytesLeft -= originalSize;
      return bytesLeft >= 0;
    },
  });
  return new Map(
    Object.entries(parts)
      .filter(([, part]) => findPictureFormat(part) !== undefined)
      .map(([name, part]) => [name, { bytes: part, ...describePicture(part) }]),
  );
}

/** A page of a PDF as a picture, or its texts where it cannot be drawn. */
export async function drawPage({ bytes, page }: DrawTask): Promise<DrawnPage> {
  const { drawPdfPage } = await import("./draw-pdf-page.ts");
  return await drawPdfPage(bytes, page);
}
