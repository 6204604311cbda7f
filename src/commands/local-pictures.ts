import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Outcome } from "../model/reading.ts";
import type { PictureFetch } from "../model/visit.ts";
import type { PictureBytes } from "../reader.ts";
import type { Archive } from "../store/archive.ts";
import { contentTypeOf } from "./local-files.ts";
import { listUnread } from "./see-pictures.ts";

/** Pictures that lie beside a page, as a browser saves them. */
export interface LocalPictures {
  readonly pictures: readonly PictureFetch[];
  readonly bytes: PictureBytes;
}

const MAX_PICTURES = 40;
const MAX_PICTURE_BYTES = 32 * 1024 * 1024;

/** Archives the pictures in which a local page's tables may stand; only files in the page's own folder and below it. */
export async function takeLocalPictures(
  pagePath: string,
  outcome: Outcome,
  archive: Archive,
): Promise<LocalPictures> {
  const sources = listUnread(outcome).flatMap(({ source, isEmbedded }) =>
    isEmbedded ? [] : [source],
  );
  const pictures: PictureFetch[] = [];
  const bytes = new Map<string, Uint8Array>();
  for (const source of [...new Set(sources)].slice(0, MAX_PICTURES)) {
    const path = await findBeside(pagePath, source);
    if (path === undefined) continue;
    const content = await readFile(path);
    bytes.set(source, content);
    pictures.push(await toFetch(source, path, content, archive));
  }
  return { pictures, bytes };
}

/** Undefined for addresses elsewhere, for what is not there, and for links out of the folder. */
async function findBeside(pagePath: string, source: string): Promise<string | undefined> {
  const page = pathToFileURL(pagePath);
  if (!URL.canParse(source, page.href)) return undefined;
  const url = new URL(source, page);
  if (url.protocol !== "file:" || url.host !== "") return undefined;
  try {
    const folder = await realpath(dirname(resolve(pagePath)));
    const path = await realpath(fileURLToPath(url));
    const { size } = await stat(path);
    return path.startsWith(folder + sep) && size <= MAX_PICTURE_BYTES ? path : undefined;
  } catch {
    return undefined;
  }
}

async function toFetch(
  source: string,
  path: string,
  content: Uint8Array,
  archive: Archive,
): Promise<PictureFetch> {
  const { sha256 } = await archive.put(content);
  const url = pathToFileURL(path).href;
  return {
    source,
    fetch: {
      requestedUrl: url,
      finalUrl: url,
      requestedAt: new Date().toISOString(),
      httpStatus: undefined,
      headers: {},
      outcome: "fetched",
      reason: undefined,
    },
    document: { sha256, byteLength: content.byteLength, contentType: contentTypeOf(path) },
  };
}
