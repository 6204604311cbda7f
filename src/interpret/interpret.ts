import type { Finding } from "../model/finding.ts";
import { form2021 } from "../model/forms/form-2021.ts";
import type { Announcement, DocumentContext, Reading } from "../model/reading.ts";
import type { Report } from "../model/report.ts";
import type { Picture, Transcript } from "../model/transcript.ts";
import { type ResolvedAgency, resolveAgency } from "./agency.ts";
import { findForeignAgency } from "./agency-foreign.ts";
import { findArticleEnd } from "./article.ts";
import { findBreadcrumb } from "./breadcrumb.ts";
import { readClaims } from "./claims.ts";
import * as doubts from "./doubts.ts";
import { restoreRows } from "./flattened.ts";
import { type Line, toLines } from "./flow.ts";
import { normaliseLabel } from "./labels.ts";
import { doubtMachineReading } from "./machine-reading.ts";
import { findOutline } from "./outline.ts";
import { readOwnTables } from "./own-tables.ts";
import { findTablePictures, findTextPictures } from "./pictures.ts";
import { findPublished, type Published } from "./published.ts";
import { recognise } from "./recognise.ts";
import { type FoundTitle, findPageYear, findTitle, isInterpretation } from "./report-title.ts";
import { type FoundSection, findSections, listCandidates, placeHeadings } from "./sections.ts";
import { hasReadings } from "./simplified.ts";
import { type FormReading, readTables } from "./tables.ts";
import { joinWrappedRows } from "./wrapped-rows.ts";
import { findYear } from "./year.ts";

const WHITE_SPACE = /\s+/g;
const PREAMBLE_CHARACTERS = 600;
const BODY_CHARACTERS = 4_000;
/** With so many of the six prescribed headings a report without tables follows the outline in force. */
const MIN_OFFICIAL_SECTIONS = 4;

/** Holds a transcript against the national forms: whose report it is, for which year, and what every cell says. */
export function interpret(transcript: Transcript, context: DocumentContext): Reading {
  const lines = restoreRows(joinWrappedRows(toLines(transcript)));
  const tables = readTables(lines);
  const sections = readSections(transcript, lines, tables);
  const bodyLine = findBodyLine(lines, sections, tables);
  const title = findTitle(lines, bodyLine, transcript, context);
  const isBare = sections.length === 0 && tables === undefined;
  const pictures = isBare
    ? findTextPictures(transcript, lines, blockOf(lines, title?.line))
    : findTablePictures(transcript, lines, sections, tables);
  const page = recognise({
    title,
    sections: sections.length,
    tables: tables?.tables.length ?? 0,
    isInterpretation: isInterpretation(lines, bodyLine, transcript),
    links: transcript.links,
    pictures: isBare ? pictures : [],
  });
  if (page?.page === "not_a_report") {
    const published = findPublished(lines, bodyLine, transcript, undefined);
    return { ...page, ...(title && { announced: announce(title, published) }) };
  }
  if (page !== undefined) return page;
  return readReport({ transcript, context, lines, tables, sections, bodyLine, title, pictures });
}

const announce = ({ title }: FoundTitle, { on }: Published): Announcement => ({
  title,
  publishedOn: on,
});

const blockOf = (lines: readonly Line[], line: number | undefined): number | undefined =>
  line === undefined ? undefined : lines[line]?.block;

interface Parts {
  readonly transcript: Transcript;
  readonly context: DocumentContext;
  readonly lines: readonly Line[];
  readonly tables: FormReading | undefined;
  readonly sections: readonly FoundSection[];
  readonly bodyLine: number;
  readonly title: FoundTitle | undefined;
  /** In which the tables may stand that the text lacks. */
  readonly pictures: readonly Picture[];
}

function readReport(parts: Parts): Reading {
  const { transcript, context, lines, tables, sections, bodyLine, title, pictures } = parts;
  const preamble = readPreamble(lines, bodyLine, title);
  const body = sections
    .map((section) => section.text)
    .join("\n")
    .slice(0, BODY_CHARACTERS);
  const found = findYear({
    title: title?.from === "body" ? title.year : undefined,
    titleYears: title?.years,
    page: findPageYear(transcript, context),
    preamble,
    body,
  });
  if (found.year === undefined) {
    return {
      kind: "other",
      page: "year_unknown",
      reason: "a report, but neither its title, its text nor the page says for which year",
    };
  }
  const agency = resolveAgency({
    printed: title?.agency,
    preamble,
    body,
    url: context.url,
    metadata: transcript.metadata,
    sourceAgency: context.agency,
    sourceDivisionCode: context.divisionCode,
    otherWordings: title?.otherAgencies,
    linkText: context.linkText,
    breadcrumb: findBreadcrumb(lines, bodyLine),
    year: found.year,
  });
  const published = findPublished(lines, bodyLine, transcript, context);
  const template = tables?.form.id ?? "none";
  const report: Report = {
    agency: { name: agency.name, printed: agency.printed, divisionCode: agency.divisionCode },
    year: found.year,
    template,
    title: title === undefined || title.isColumn === true ? null : title.title,
    publishedOn: published.on,
    publishedFrom: published.from,
    sections: sections.map(({ number, heading, text, locator }) => ({
      number,
      heading,
      text,
      locator,
    })),
    cells: tables?.cells ?? [],
    extras: tables?.extras ?? [],
    claims: readClaims(sections, { year: found.year, template }),
  };
  const findings: Finding[] = [
    ...found.findings,
    ...doubts.agencyUnresolved(agency),
    ...(pictures.length === 0 ? [] : [doubts.documentIsImage(pictures.length)]),
    ...(hasReadings(body) ? [doubts.readingsLeftOut()] : []),
    ...listForeignAgencies(agency, `${preamble}\n${body}`),
    ...(tables?.findings ?? []),
    ...doubtMachineReading(transcript, tables, lines[bodyLine]?.block ?? transcript.blocks.length),
  ];
  return {
    kind: "report",
    report,
    findings,
    ...(pictures.length > 0 && { unread: pictures }),
    ...readOwnTables(transcript, lines, sections, tables),
  };
}

function listForeignAgencies(
  { name, divisionCode }: Pick<ResolvedAgency, "name" | "divisionCode">,
  text: string,
): Finding[] {
  if (name === null) return [];
  const foreign = findForeignAgency(name, divisionCode, text.replace(WHITE_SPACE, ""));
  return foreign === undefined ? [] : [doubts.foreignAgency(name, foreign)];
}

/** Sections by the form's outline; without one by that of the form in force, or else by the report's own numbers. */
function readSections(
  transcript: Transcript,
  lines: readonly Line[],
  tables: FormReading | undefined,
): FoundSection[] {
  const isTable = (line: number): boolean =>
    tables?.tables.some(({ firstLine, lastLine }) => line >= firstLine && line <= lastLine) ??
    false;
  const headings = tables?.form.sections ?? [];
  if (headings.length > 0) return readFormSections(transcript, lines, headings, isTable);
  const find = (end: number): FoundSection[] => {
    const official = findSections(lines, form2021.sections, isTable, end);
    if (official.filter(isOfficial).length >= MIN_OFFICIAL_SECTIONS) return official;
    const own = findOutline(lines, isTable, end);
    return own.length > 0 ? own : official.filter(isOfficial);
  };
  const whole = find(lines.length);
  const first = whole[0];
  const last = whole.at(-1);
  if (first === undefined || last === undefined) return whole;
  const end = findArticleEnd(transcript, lines, first.line, last.line);
  return end === lines.length ? whole : find(end);
}

/** The sections of the outline that goes with the tables, up to the end of the article that holds its headings. */
function readFormSections(
  transcript: Transcript,
  lines: readonly Line[],
  headings: readonly string[],
  isTable: (line: number) => boolean,
): FoundSection[] {
  const candidates = listCandidates(lines, headings);
  const placed = placeHeadings(candidates, headings.length, lines.length);
  const first = placed[0];
  const last = placed.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = findArticleEnd(transcript, lines, first.candidate.line, last.candidate.line);
  return findSections(lines, headings, isTable, end, candidates);
}

/** Headings in the form's own words; numbers alone prove nothing, every outline has them. */
const isOfficial = ({ number, heading }: FoundSection): boolean =>
  normaliseLabel(heading) === normaliseLabel(form2021.sections[number - 1] ?? "");

/** The line where the text begins: the first section's heading, or else the first official table. */
function findBodyLine(
  lines: readonly Line[],
  sections: readonly FoundSection[],
  tables: FormReading | undefined,
): number {
  const first = sections[0];
  if (first !== undefined) return first.line;
  const tops = tables?.tables.map((table) => table.firstLine) ?? [];
  return tops.length === 0 ? lines.length : Math.min(...tops);
}

/** Running text between title and first section. */
function readPreamble(
  lines: readonly Line[],
  bodyLine: number,
  title: FoundTitle | undefined,
): string {
  const ending = title?.title.slice(-"工作年度报告".length);
  const texts: string[] = [];
  let length = 0;
  for (let at = bodyLine - 1; at >= 0 && length <= PREAMBLE_CHARACTERS; at -= 1) {
    const line = lines[at];
    if (line?.kind !== "text") continue;
    if (ending !== undefined && line.text.replace(WHITE_SPACE, "").endsWith(ending)) break;
    texts.push(line.text);
    length += line.text.length + 1;
  }
  return texts.reverse().join("\n").slice(-PREAMBLE_CHARACTERS);
}
