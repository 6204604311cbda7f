import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FoundWord } from "./reading.ts";

export const hasPdftotext = spawnSync("pdftotext", ["-v"]).status === 0;

/** `<word xMin="1" yMin="2" xMax="3" yMax="4">76</word>` */
const WORD =
  /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;

/** The words of a PDF and their boxes as poppler sees them. */
export function findWords(pdf: Uint8Array): FoundWord[] {
  const folder = mkdtempSync(join(tmpdir(), "nianbao-pdf-"));
  try {
    const path = join(folder, "report.pdf");
    writeFileSync(path, pdf);
    const xml = execFileSync("pdftotext", ["-bbox", path, "-"], { maxBuffer: 64e6 }).toString();
    return xml
      .split("<page ")
      .slice(1)
      .flatMap((part, index) =>
        [...part.matchAll(WORD)].map(([, left, top, right, bottom, text]) => ({
          page: index + 1,
          text: text ?? "",
          box: [Number(left), Number(top), Number(right), Number(bottom)] as const,
        })),
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
