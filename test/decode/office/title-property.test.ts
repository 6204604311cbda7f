import { expect, test } from "vitest";
import { decode } from "../../../src/decode/decode.ts";
import { printDocx } from "../../sample/print/office-docx.ts";
import { printPage } from "../../sample/print/page.ts";
import { sampleReport } from "../../sample/report.ts";

const sample = sampleReport(61);
const page = printPage(sample);

test("a title property that the document prints is its title", async () => {
  const transcript = await decode((await printDocx(page)).bytes, "");
  expect(transcript.title).toBe(sample.title);
  expect(transcript.metadata.has("title-property")).toBe(false);
});

test("the title of last year's file, written over, is not the document's", async () => {
  const old = sample.title.replace(String(sample.year), String(sample.year - 1));
  const transcript = await decode((await printDocx(page, old)).bytes, "");
  expect(transcript.title).toBe(undefined);
  expect(transcript.metadata.get("title-property")).toBe(old);
});
