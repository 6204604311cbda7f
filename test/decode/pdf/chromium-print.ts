import { type Browser, chromium } from "playwright";
import { findBrowser } from "../../../src/crawl/browser.ts";

/** The browser of this machine for printing; undefined where there is none. */
export async function openPrinter(): Promise<Browser | undefined> {
  const found = await findBrowser();
  if (found.kind === "missing") return undefined;
  return chromium.launch({ executablePath: found.path, args: ["--no-sandbox"] });
}

export interface Paper {
  readonly width: string;
  readonly height: string;
  readonly margin: string;
  readonly css: string;
}

/** What a site puts around its text, and does not print. */
const SCREEN_ONLY = ".nav,.top,.crumb,.sidebar,.tools,.footer{display:none}";

/** Prints a page as a person would with "save as PDF". */
export async function printPdf(browser: Browser, html: string, paper: Paper): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setContent(
      html.replace("</head>", `<style>${SCREEN_ONLY}${paper.css}</style></head>`),
    );
    const { width, height, margin } = paper;
    const margins = { top: margin, bottom: margin, left: margin, right: margin };
    return new Uint8Array(
      await page.pdf({ width, height, margin: margins, printBackground: true }),
    );
  } finally {
    await page.close();
  }
}

/** Borders for tables of figures only: tables that lay out a page have none. */
const ruled = (table: string, cell: string): string =>
  `table:not(:has(table)){width:100%;${table}}table:not(:has(table)) :is(td,th){${cell}}`;

/** Tables as browsers, office programs and web editors draw them, on papers that cut table three at other rows. */
export const papers: readonly Paper[] = [
  {
    width: "210mm",
    height: "297mm",
    margin: "20mm",
    css: `${ruled("border-collapse:collapse", "border:1px solid #000;padding:3px")}body{font-size:14px}`,
  },
  {
    width: "297mm",
    height: "210mm",
    margin: "15mm",
    css: `${ruled("border-spacing:2px;border:1px solid #000", "border:1px solid #000")}body{font-size:13px}`,
  },
  {
    width: "182mm",
    height: "257mm",
    margin: "12mm",
    css: `${ruled("border-collapse:collapse", "border:1px dashed #888;padding:2px;text-align:right")}tr:nth-child(even){background:#eee}body{font-size:12px}`,
  },
  {
    width: "150mm",
    height: "104mm",
    margin: "10mm",
    css: `${ruled("border-collapse:collapse", "border:0.5pt solid #333;padding:3px;text-align:center")}body{font-size:14px}`,
  },
  {
    width: "160mm",
    height: "112mm",
    margin: "10mm",
    css: `${ruled("border-collapse:collapse;border:2pt solid #000", "border:1px solid #000;padding:2px")}body{font-size:13px}`,
  },
];
