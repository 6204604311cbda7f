import { readFileSync } from "node:fs";
import { printDocx } from "../sample/print/office-docx.ts";
import { printWorkbook } from "../sample/print/office-xlsx.ts";
import { printPage } from "../sample/print/page.ts";
import { victim } from "./bad-document.ts";

const page = printPage(victim);
const office = new URL("../decode/office/files/", import.meta.url);

/** A file that an office program wrote. */
export const kept = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(name, office)));

/** The report as a Word document and as workbooks. */
export const docx = async (): Promise<Uint8Array> => (await printDocx(page)).bytes;
export const xlsx = (): Uint8Array => printWorkbook(page).bytes;
export const xls = (): Uint8Array => printWorkbook(page, { bookType: "biff8" }).bytes;

export const cut = (bytes: Uint8Array, share: number): Uint8Array =>
  bytes.slice(0, Math.floor(bytes.length * share));
