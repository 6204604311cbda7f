import { describe, expect, test } from "vitest";
import { transcribeMarkup } from "../../src/decode/markup.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Block, Transcript } from "../../src/model/transcript.ts";
import { printHtml } from "../sample/print/html.ts";
import { type PrintedPage, printPage, withFigure } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";

const sample = sampleReport(77, { spread: "distinct" });

const asMachineRead = (block: Block): Block => {
  if (block.kind === "picture") return block;
  if (block.kind === "paragraph") return { ...block, isRecognised: true };
  const rows = block.rows.map(({ cells }) => ({
    cells: cells.map((cell) => ({ ...cell, isRecognised: true as const })),
  }));
  return { ...block, rows };
};

function readFindings(
  page: PrintedPage,
  change: (transcript: Transcript) => Transcript,
): readonly Finding[] {
  const { bytes, contentType } = printHtml(page);
  const transcript = change(transcribeMarkup(bytes, contentType, "html"));
  const reading = interpret(transcript, {
    contentType,
    url: "http://127.0.0.1/report",
    agency: undefined,
    divisionCode: undefined,
    linkText: undefined,
  });
  if (reading.kind !== "report") throw new Error(`expected a report, met: ${reading.reason}`);
  return reading.findings.filter(({ code }) => code === "read_by_ocr");
}

const allMachineRead = (transcript: Transcript): Transcript => ({
  ...transcript,
  blocks: transcript.blocks.map(asMachineRead),
});

const disclosed = [...sample.values.keys()].filter((address) => address.startsWith("disclosure."));

describe("a report that a machine made out in pictures", () => {
  test("a report that is text says nothing of it", () => {
    expect(readFindings(printPage(sample), (transcript) => transcript)).toEqual([]);
  });

  test("numbers in sums that hold are confirmed, those of section two are not", () => {
    const [statement, doubted] = readFindings(printPage(sample), allMachineRead);
    expect(statement).toMatchObject({ severity: "warning", cells: [] });
    expect(statement?.message.en).toContain(
      `${sample.values.size} numbers, of which the sums of the form confirm ${sample.values.size - disclosed.length}`,
    );
    expect(doubted).toMatchObject({ severity: "error", cells: disclosed });
  });

  test("one wrong digit leaves every number of its row and column unconfirmed", () => {
    const address = "requests.granted.business";
    const page = withFigure(
      printPage(sample),
      address,
      String((sample.values.get(address) ?? 0) + 8),
    );
    const doubted = readFindings(page, allMachineRead)[1]?.cells ?? [];
    expect(doubted).toContain(address);
    expect(doubted).toContain("requests.granted.total");
    expect(doubted).toContain("requests.denied_state_secret.business");
    expect(doubted).not.toContain("requests.denied_state_secret.research");
  });

  test("a blank total leaves only what another sum does not confirm", () => {
    const page = withFigure(printPage(sample), "proceedings.reconsideration.total", "");
    const doubted = readFindings(page, allMachineRead)[1]?.cells ?? [];
    expect(doubted).toContain("proceedings.reconsideration.upheld");
    expect(doubted).not.toContain("proceedings.reconsideration.total");
    expect(doubted).not.toContain("proceedings.litigation_direct.upheld");
  });

  test("of a report whose tables alone are pictures, title and agency are as printed", () => {
    const tablesOnly = (transcript: Transcript): Transcript => ({
      ...transcript,
      blocks: transcript.blocks.map((block) =>
        block.kind === "table" ? asMachineRead(block) : block,
      ),
    });
    const [statement] = readFindings(printPage(sample), tablesOnly);
    expect(statement?.message.en).not.toContain("title");
    expect(readFindings(printPage(sample), allMachineRead)[0]?.message.en).toContain("title");
  });
});
