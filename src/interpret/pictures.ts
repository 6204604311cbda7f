import type { Form } from "../model/form.ts";
import { form2021 } from "../model/forms/form-2021.ts";
import type { Link, Picture, Scope, Transcript } from "../model/transcript.ts";
import { findArticleEnd } from "./article.ts";
import type { Line } from "./flow.ts";
import type { FoundSection } from "./sections.ts";
import type { FormReading } from "./tables.ts";

/** Text that a document of pictures may still hold: a title, a date, page numbers, a line below each picture. */
const MAX_TEXT_CHARACTERS = 300;
/** Lines of a container above the title: a breadcrumb, a date, the source. With a menu in it, it is the page, not the article. */
const MAX_BLOCKS_ABOVE_TITLE = 6;

/** /files/2024/report.pdf?id=1: the document is the report, and the picture beside the link an ornament */
const DOCUMENT_LINK = /\.(?:pdf|docx?|wps|rtf|xlsx?|zip)(?:$|[?#])/i;

/**
 * Pictures of a report in which the official tables may stand that its text lacks; none if all of them are there.
 * Pictures outside the article dress the site.
 */
export function findTablePictures(
  transcript: Transcript,
  lines: readonly Line[],
  sections: readonly FoundSection[],
  tables: FormReading | undefined,
): readonly Picture[] {
  if (!lacksTables(tables)) return [];
  const first = sections[0]?.line ?? tables?.tables[0]?.firstLine;
  const last = sections.at(-1)?.line ?? tables?.tables.at(-1)?.lastLine;
  if (first === undefined || last === undefined) return [];
  const end = findArticleEnd(transcript, lines, first, last);
  const from = lines[first]?.block ?? 0;
  return picturesIn(transcript, from, lines[end]?.block ?? transcript.blocks.length);
}

function lacksTables(tables: FormReading | undefined): boolean {
  const form: Form = tables?.form ?? form2021;
  return (tables?.tables.length ?? 0) < form.tables.length;
}

/**
 * Pictures that are all there is of a document's text: of a scan, or of a page whose article is its title and pictures.
 * @param titleBlock where the title is printed; undefined if it is not
 */
export function findTextPictures(
  transcript: Transcript,
  lines: readonly Line[],
  titleBlock: number | undefined,
): readonly Picture[] {
  const { blocks } = transcript;
  if (countCharacters(lines) <= MAX_TEXT_CHARACTERS && transcript.links.length === 0) {
    return picturesIn(transcript, 0, blocks.length);
  }
  if (titleBlock === undefined || transcript.links.some(isDocument)) return [];
  const article = findPictureArticle(transcript, titleBlock);
  if (article === undefined) return [];
  const inside = lines.filter(({ block }) => block >= titleBlock && block <= article.last);
  if (countCharacters(inside) > MAX_TEXT_CHARACTERS) return [];
  return picturesIn(transcript, titleBlock, article.last + 1);
}

/** The smallest container that holds the title and a picture below it, unless it holds the menus of the site too. */
function findPictureArticle({ blocks, scopes }: Transcript, titleBlock: number): Scope | undefined {
  const picture = blocks.findIndex(({ kind }, index) => index > titleBlock && kind === "picture");
  if (picture === -1) return undefined;
  const holding = scopes.filter(({ first, last }) => first <= titleBlock && last >= picture);
  const [smallest] = holding.sort((a, b) => a.last - a.first - (b.last - b.first));
  const isArticle = smallest !== undefined && titleBlock - smallest.first <= MAX_BLOCKS_ABOVE_TITLE;
  return isArticle ? smallest : undefined;
}

const isDocument = ({ href }: Link): boolean => DOCUMENT_LINK.test(href);

function picturesIn({ blocks }: Transcript, from: number, end: number): Picture[] {
  return blocks.slice(from, end).filter((block) => block.kind === "picture");
}

const countCharacters = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + textOf(line).length, 0);

const textOf = (line: Line): string =>
  line.kind === "text" ? line.text : line.cells.map(({ text }) => text).join("");
