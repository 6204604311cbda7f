import { expect, test } from "vitest";
import { readNow } from "../pipeline/read-now.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";

const { text, contentType } = printHtml(printPage(sampleReport(7)));
const context = {
  ...{ contentType, url: "http://127.0.0.1/report", linkText: undefined },
  ...{ agency: undefined, divisionCode: undefined },
};

function readOwn(added: string): string | undefined {
  const page = text.replace("</h2>", `</h2>${added}`);
  const { outcome } = readNow(Buffer.from(page), context);
  if (outcome.kind !== "report") throw new Error(`expected a report, met ${outcome.kind}`);
  return outcome.ownTables;
}

test("figures in a table of the agency's own are told beside the report", () => {
  expect(
    readOwn("<table><tr><td>渠道</td><td>条数</td></tr><tr><td>微信</td><td>33</td></tr></table>"),
  ).toBe("微信\t33");
});

test("official tables, counters of visits and lists of news are none of them", () => {
  expect(readOwn("")).toBeUndefined();
  const news = "<table><tr><td>县教育局召开会议</td><td>2025-03-04</td></tr></table>";
  expect(readOwn(news)).toBeUndefined();
  expect(readOwn("<table><tr><td>浏览次数</td><td>333</td></tr></table>")).toBeUndefined();
});
