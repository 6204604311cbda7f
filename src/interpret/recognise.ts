import type { Reading } from "../model/reading.ts";
import type { Link, Picture } from "../model/transcript.ts";
import type { FoundTitle } from "./report-title.ts";
import { readTitle } from "./title.ts";

/** What a document shows of a report. */
export interface Signs {
  readonly title: FoundTitle | undefined;
  /** How many of the prescribed sections and official tables were found. */
  readonly sections: number;
  readonly tables: number;
  readonly isInterpretation: boolean;
  readonly links: readonly Link[];
  /** Pictures that are all there is of its text. */
  readonly pictures: readonly Picture[];
}

/** With a title: an outline or a table. Without: enough of both that nothing else could look so. */
const MIN_SECTIONS = 2;
const MIN_SECTIONS_WITHOUT_TITLE = 4;
const MIN_LIST_LINKS = 2;

/** Undefined for a report; for anything else what it is and why it is no report. */
export function recognise(signs: Signs): Exclude<Reading, { kind: "report" }> | undefined {
  if (signs.isInterpretation) {
    return other("interpretation", "the page calls itself an interpretation (解读) of a report");
  }
  const hasOutline = signs.sections >= MIN_SECTIONS;
  if (signs.title !== undefined && (hasOutline || signs.tables > 0)) return undefined;
  if (signs.sections >= MIN_SECTIONS_WITHOUT_TITLE && signs.tables > 0) return undefined;
  if (countReportLinks(signs.links) >= MIN_LIST_LINKS) {
    return other("list", "the page lists reports and is none itself");
  }
  if (signs.pictures.length === 0) return other("not_a_report", describe(signs));
  if (signs.title?.year !== undefined) return undefined;
  return { ...other("not_a_report", describePictures(signs)), unread: signs.pictures };
}

function describePictures({ pictures }: Signs): string {
  const count = `${pictures.length} picture${pictures.length === 1 ? "" : "s"}`;
  return `hardly any text beside ${count}, and nothing that says for which agency and year; a document like that is read with --ocr`;
}

function other(
  page: Exclude<Reading, { kind: "report" }>["page"],
  reason: string,
): Exclude<Reading, { kind: "report" }> {
  return { kind: "other", page, reason };
}

function countReportLinks(links: readonly Link[]): number {
  return links.filter((link) => readTitle(link.title ?? link.text) !== undefined).length;
}

function describe({ title, sections, tables }: Signs): string {
  if (title !== undefined) {
    return `titled ${title.title}, but it holds none of the official tables and ${sections} of the prescribed sections`;
  }
  return `no title of a report, ${tables} official tables, ${sections} of the prescribed sections`;
}
