import { readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { writeTexts, writeWholeFile } from "../export/whole-file.ts";

/** How far a reparse came: kept beside the database until it has ended, so that one that was cut off can go on. */
export interface ReparseProgress {
  readonly parserVersion: string;
  readonly ocr: boolean;
  /** The fetch whose document was stored last, and that document: another database would have another one there. */
  readonly fetchId: number;
  readonly sha256: string;
  /** Documents read. */
  readonly documents: number;
}

const shape = z.strictObject({
  parserVersion: z.string(),
  ocr: z.boolean(),
  fetchId: z.int(),
  sha256: z.string(),
  documents: z.int(),
});

const pathOf = (db: string): string => `${db}.reparse`;

/** Where an earlier reparse was cut off; undefined if none was, or if what it left cannot be read. */
export function readProgress(db: string): ReparseProgress | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(pathOf(db), "utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

export function writeProgress(db: string, progress: ReparseProgress): void {
  const text = `${JSON.stringify(progress)}\n`;
  writeWholeFile(pathOf(db), (temporary) => writeTexts(temporary, [text]));
}

export function forgetProgress(db: string): void {
  rmSync(pathOf(db), { force: true });
}
