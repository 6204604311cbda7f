import type { PortalPage } from "../portal/server.ts";
import { expectPlace, organs } from "../sample/places.ts";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { page } from "./bench.ts";

const headings = [
  "总体情况",
  "主动公开政府信息情况",
  "收到和处理政府信息公开申请情况",
  "政府信息公开行政复议、行政诉讼情况",
  "存在的主要问题及改进情况",
  "其他需要报告的事项",
];

/** The text of a report that prints neither title nor year nor agency: its links have to say them. */
export function namelessReport(): PortalPage {
  const sections = headings.map(
    (heading, index) => `<h2>${"一二三四五六"[index]}、${heading}</h2><p>按要求开展了工作。</p>`,
  );
  return page(`<h1>信息公开</h1>${sections.join("")}`);
}

/** A whole report with its tables, as a county prints it. */
export function wholeReport(year = 2023): PortalPage {
  const [organ] = organs;
  if (organ === undefined) throw new Error("there is no organ");
  const place = expectPlace(0);
  const report = sampleReport(7, { place, organ, year, spread: "busy", carriedIn: [] });
  const { bytes, contentType } = printHtml(printPage(report), {});
  return { body: bytes, contentType };
}
