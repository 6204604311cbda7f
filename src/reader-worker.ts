import { withoutMenuLinks } from "./crawl/document-link.ts";
import type { DocumentContext, PageReading } from "./model/reading.ts";
import type { Recogniser } from "./model/recogniser.ts";
import { readDocument } from "./pipeline.ts";
import { packReading } from "./reading-message.ts";

/** What a worker thread is asked: one document. */
export interface ReadTask {
  readonly bytes: Uint8Array;
  readonly context: DocumentContext;
}

/** A document whose text stands in pictures; those of a page come with it, by their addresses as written. */
export interface ReadPicturesTask extends ReadTask {
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** A worker thread reads, one document after the other, and knows nothing else. What it read goes back as text. */
export async function read(tasks: readonly ReadTask[]): Promise<string[]> {
  const texts: string[] = [];
  for (const { bytes, context } of tasks) texts.push(toText(await readDocument(bytes, context)));
  return texts;
}

let recogniser: Promise<Recogniser> | undefined;

/** The same with OCR, which takes a second to start and then stays for the next document. */
export async function readPictures(tasks: readonly ReadPicturesTask[]): Promise<string[]> {
  recogniser ??= startRecogniser();
  const texts: string[] = [];
  for (const { bytes, context, pictures } of tasks) {
    const aids = { recogniser: await recogniser, pictures };
    texts.push(toText(await readDocument(bytes, context, aids)));
  }
  return texts;
}

/** To copy hundreds of small objects from thread to thread takes half as long again. */
function toText(page: PageReading): string {
  return packReading(withoutMenuLinks(page));
}

/** Its library is loaded by the threads that need it only. */
async function startRecogniser(): Promise<Recogniser> {
  const { createRecogniser } = await import("./recogniser.ts");
  return createRecogniser();
}
