import { expect, test, vi } from "vitest";
import { printHtml } from "../sample/print/html.ts";
import { type PrintedCell, type PrintedPage, printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { editTable } from "./damages.ts";

const context = {
  contentType: "text/html; charset=utf-8",
  url: "http://127.0.0.1/report",
  agency: undefined,
  divisionCode: undefined,
  linkText: undefined,
};

const pageOf = (seed: number, spread: "distinct" | "busy" | "zeros"): PrintedPage =>
  printPage(sampleReport(seed, { spread }));

async function openReader(): Promise<(page: PrintedPage) => string> {
  vi.resetModules();
  const { readNow } = await import("./read-now.ts");
  return (page) => JSON.stringify(readNow(printHtml(page).bytes, context));
}

/** The page with a row of section three once more below the table's last one. */
function repeatBelow(
  page: PrintedPage,
  row: number,
  print: (cell: PrintedCell) => PrintedCell,
): PrintedPage {
  return editTable(page, "requests", ({ rows }) => [...rows, (rows[row] ?? []).map(print)]);
}

const asBefore = (cell: PrintedCell): PrintedCell => cell;
const otherwise = (cell: PrintedCell): PrintedCell =>
  cell.kind === "figure" ? { ...cell, text: "7" } : cell;

test("tables laid out as others before are read as by a reader that has read nothing", async () => {
  const page = pageOf(71, "distinct");
  const pages = [
    page,
    pageOf(72, "zeros"),
    pageOf(73, "busy"),
    // Whether the rows contradict each other is for their figures to say, and they stand in the same places.
    ...[3, 4, 8].flatMap((row) => [
      repeatBelow(page, row, asBefore),
      repeatBelow(page, row, otherwise),
    ]),
    page,
  ];
  const readAgain = await openReader();
  const again = pages.map(readAgain);
  expect(new Set(again).size).toBeGreaterThan(pages.length / 2);
  for (const [at, each] of pages.entries()) {
    const readFirst = await openReader();
    expect(again[at]).toBe(readFirst(each));
  }
});
