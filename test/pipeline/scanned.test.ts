import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/model/reading.ts";
import { readDocument } from "../../src/pipeline.ts";
import { writeRawPdf } from "../decode/pdf/raw-pdf.ts";

const WIDTH = 595;
const HEIGHT = 842;
const TITLE = "青渚县水利局2024年政府信息公开工作年度报告";

async function readScan(url: string, linkText: string | undefined): Promise<Outcome> {
  const [width, height] = [WIDTH, HEIGHT];
  const picture = sharp({ create: { width, height, channels: 3, background: "#eee" } }).jpeg();
  const jpeg = new Uint8Array(await picture.toBuffer());
  const content = `q ${WIDTH} 0 0 ${HEIGHT} 0 0 cm /Im1 Do Q`;
  const pictures = new Map([["Im1", { jpeg, width, height }]]);
  const bytes = writeRawPdf([{ width, height, content, pictures }]);
  const context = { contentType: "application/pdf", agency: undefined, divisionCode: undefined };
  return (await readDocument(bytes, { ...context, url, linkText })).outcome;
}

describe("a scanned PDF", () => {
  test("that its link calls a report is one, and says that it is an image", async () => {
    const outcome = await readScan("http://127.0.0.1/a/1.pdf", TITLE);
    expect(outcome).toMatchObject({
      kind: "report",
      report: { year: 2024, template: "none", title: TITLE, cells: [] },
      unread: [{ source: "page 1", isEmbedded: true }],
    });
    const codes = outcome.kind === "report" ? outcome.findings.map(({ code }) => code) : [];
    expect(codes).toContain("document_is_image");
  });

  test("that its own file name calls a report is one", async () => {
    const url = `file:///reports/${encodeURIComponent(TITLE)}.pdf`;
    const outcome = await readScan(url, undefined);
    expect(outcome).toMatchObject({ kind: "report", report: { year: 2024, title: TITLE } });
  });

  test("that nothing names is no report, for a reason that says what it is", async () => {
    const outcome = await readScan("http://127.0.0.1/a/1.pdf", undefined);
    expect(outcome).toMatchObject({
      kind: "other",
      page: "not_a_report",
      reason: expect.stringContaining("1 picture"),
      unread: [{ source: "page 1" }],
    });
  });
});
