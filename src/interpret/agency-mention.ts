import { findPlaceAt } from "../model/division-names.ts";
import { findOrganAt } from "../model/organs.ts";
import { readPlaces } from "./agency-name.ts";

/** An agency that running text names. */
export interface MentionedAgency {
  readonly name: string;
  /** The text says that it wrote the report, or goes on like the report's title. */
  readonly isAuthor: boolean;
}

/** 某县教育局2023年政府信息公开工作年度报告, 某县教育局编制 */
const AUTHOR = /^(?:编制|(?:20\d{2}年度?)?(?:政府)?信息公开(?:工作)?(?:年度)?(?:报告|年报|情况))/;
/** 回澜镇人民政府, 东湖街道办事处 */
const TOWN = /^[^,，。;；:：、"“”()（）\d]{1,8}?(?:(?:镇|乡|苏木)(?:人民政府|政府)|街道办事处)/;
/** Whose circulars every report cites. */
const CITED = /^(?:人民)?政府(?:办公室|办公厅|办)?$/;
const LONGEST_MENTION = 40;

/** The one agency that the text (white space removed) names with its place; undefined if it names none or several. */
export function findMentionedAgency(
  text: string,
  year: number | undefined,
): MentionedAgency | undefined {
  const mentions = listMentions(text, year);
  const authors = mentions.filter(({ isAuthor }) => isAuthor);
  const [first, ...others] = authors.length > 0 ? authors : mentions;
  return first !== undefined && others.every(({ name }) => name === first.name) ? first : undefined;
}

function listMentions(text: string, year: number | undefined): MentionedAgency[] {
  const mentions: MentionedAgency[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (findPlaceAt(text, at) === undefined) continue;
    const passage = text.slice(at, at + LONGEST_MENTION);
    const place = readPlaces(passage, year).text;
    const organ = findOrganText(passage, place.length);
    if (organ !== undefined) {
      const name = place + organ;
      const isAuthor = AUTHOR.test(
        text.slice(at + name.length, at + name.length + LONGEST_MENTION),
      );
      if (isAuthor || !CITED.test(organ)) mentions.push({ name, isAuthor });
    }
    at += Math.max(0, place.length + (organ?.length ?? 0) - 1);
  }
  return mentions;
}

function findOrganText(passage: string, position: number): string | undefined {
  return findOrganAt(passage, position) ?? TOWN.exec(passage.slice(position))?.[0];
}
