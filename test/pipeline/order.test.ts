import { expect, test, vi } from "vitest";
import { sniffFormat } from "../../src/decode/media-type.ts";
import type { DocumentContext, PageReading } from "../../src/model/reading.ts";
import { randomFrom } from "../sample/random.ts";
import { listCases, readCaseFile, readSource } from "./case.ts";

interface Given {
  readonly slug: string;
  readonly bytes: Uint8Array;
  readonly context: DocumentContext;
}

/** The cases that are pages or texts: they are read fast, and by all that remembers labels. */
function listPages(): Given[] {
  return listCases().flatMap((slug): Given[] => {
    const file = readCaseFile(slug);
    const bytes = readSource(slug);
    if (!["html", "text"].includes(sniffFormat(bytes, file.content_type) ?? "")) return [];
    const context = {
      contentType: file.content_type,
      url: file.url ?? "http://127.0.0.1/report",
      agency: file.agency,
      divisionCode: file.division_code,
      linkText: file.link_text,
    };
    return [{ slug, bytes, context }];
  });
}

/** What each case reads as, read one after the other by a reader that has read nothing before. */
async function readAll(cases: readonly Given[]): Promise<Map<string, PageReading>> {
  vi.resetModules();
  const { readNow } = await import("./read-now.ts");
  return new Map(cases.map(({ slug, bytes, context }) => [slug, readNow(bytes, context)]));
}

test("what was read before changes nothing in how a document is read", async () => {
  const cases = randomFrom(2024).shuffle(listPages());
  expect(cases.length).toBeGreaterThan(60);
  const [forth, back] = [await readAll(cases), await readAll([...cases].reverse())];
  // Of two documents each is read before the other once, and the ends by a reader without any memory.
  for (const { slug } of cases) expect(back.get(slug), slug).toEqual(forth.get(slug));
});
