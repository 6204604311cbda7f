import type { Transcript } from "../model/transcript.ts";
import { findArticleEnd } from "./article.ts";
import type { Line, RowLine } from "./flow.ts";
import type { FoundSection } from "./sections.ts";
import type { FormReading } from "./tables.ts";

const DIGIT = /\d/;
/** "浏览次数：333", which counts up by itself; "县教育局召开会议 2025-03-04", in a list of news beside the article */
const DRESS = /浏览|点击|阅读|访问|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}/;

/**
 * The rows with figures that an article prints in no official table, a line each; nothing if there are none. No form has
 * places for them, but a document that prints others there does not say the same.
 */
export function readOwnTables(
  transcript: Transcript,
  lines: readonly Line[],
  sections: readonly FoundSection[],
  tables: FormReading | undefined,
): { readonly ownTables?: string } {
  const [first, last] = [sections[0], sections.at(-1)];
  if (first === undefined || last === undefined) return {};
  const end = findArticleEnd(transcript, lines, first.line, last.line);
  const isOfForm = (line: number): boolean =>
    tables?.tables.some(({ firstLine, lastLine }) => line >= firstLine && line <= lastLine) ??
    false;
  const rows: string[] = [];
  for (let at = first.line + 1; at < end; at += 1) {
    const line = lines[at];
    if (line?.kind !== "row" || isOfForm(at)) continue;
    const row = printRow(line);
    if (DIGIT.test(row) && !DRESS.test(row)) rows.push(row);
  }
  return rows.length === 0 ? {} : { ownTables: rows.join("\n") };
}

const printRow = ({ cells }: RowLine): string => cells.map(({ text }) => text).join("\t");
