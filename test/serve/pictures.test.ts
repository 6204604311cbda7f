import { encode } from "fast-png";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { open } from "../../src/commands/original-worker.ts";
import { cleanMarkup, listPictureSources } from "../../src/serve/original/markup-original.ts";
import { Marks } from "../../src/serve/original/place.ts";
import { TranscriptOriginal } from "../../src/serve/original/read-originals.tsx";
import { wordsOf } from "../../src/serve/words.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { type RunningBench, startBench } from "./running-bench.ts";
import { openShelf, type Shelf } from "./stored-documents.ts";

const png = encode({ width: 40, height: 30, data: new Uint8Array(40 * 30 * 3), channels: 3 });
const box = [5, 6, 15, 16] as const;
const marks = new Marks(
  [
    { target: "requests.new.total", locator: { picture: 2, box }, raw: "7" },
    { target: "requests.granted.total", locator: { picture: 1, box }, raw: "8" },
  ],
  "requests.new.total",
  (target) => `/${target}`,
);

let shelf: Shelf;
let bench: RunningBench;

beforeAll(() => {
  shelf = openShelf();
});
afterAll(async () => {
  await bench?.close();
  shelf?.close();
});

test("pictures are counted as the decoder counts them: those that are shown, in their order", () => {
  const html = `<img src="a.png"><p style="display:none"><img src="hidden.png"></p><noscript><img src="n.png"></noscript>
    <table><tr><td><img src="b&amp;c.jpg"></td></tr></table><img>`;
  expect(listPictureSources([html])).toEqual(["a.png", "b&c.jpg", ""]);
});

test("what is at hand of a page's pictures stands where they stood, the rest is left out", () => {
  const html = cleanMarkup(
    ['<img src="a.png"><img src="b.png">'],
    marks,
    "left out",
    new Map([[2, "<svg></svg>"]]),
  );
  expect(html).toBe('<span class="removed">[left out]</span><svg></svg>');
});

test("a page's archived pictures are shown in it, and a remote one is not", async () => {
  const sample = sampleReport(3, { spread: "distinct" });
  const page = printHtml(printPage(sample), {});
  const images = '<img src="table.png"><img src="http://evil.example/x.png">';
  const bytes = strToU8(page.text.replace("</body>", `${images}</body>`));
  const id = await shelf.put({ ...page, ...sample, bytes, pictures: { "table.png": png } });
  bench = await startBench(shelf);
  const { text } = await bench.get(`/versions/${id}/original`);
  expect(text).toContain(
    `<image href="data:image/png;base64,${Buffer.from(png).toString("base64")}"`,
  );
  expect(text).not.toContain("evil.example");
});

test("pictures of a Word document are shown, with a box around what was read in them", async () => {
  const image = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>';
  const bytes = zipSync({
    "word/document.xml": strToU8(
      `<w:document xmlns:w="w" xmlns:a="a" xmlns:r="r"><w:body><w:p><w:r><w:t>年度报告</w:t></w:r></w:p>${image}${image}</w:body></w:document>`,
    ),
    "word/_rels/document.xml.rels": strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/1.png"/></Relationships>',
    ),
    "word/media/1.png": png,
  });
  const opened = await open({ bytes, contentType: "" });
  if (opened.kind !== "transcript") throw new Error(`opened as ${opened.kind}`);
  const html = String(TranscriptOriginal({ ...opened, marks, words: wordsOf("en") }));
  expect(html.match(/<image href="data:image\/png/g)).toHaveLength(2);
  const [, second = ""] = html.split("</svg>");
  expect(second).toMatch(
    /<a href="\/requests\.new\.total"[^>]*><rect class="here" id="here" x="3.5"/,
  );
});
