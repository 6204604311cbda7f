import type { Finding } from "./finding.ts";
import type { Report } from "./report.ts";
import type { Link, Picture } from "./transcript.ts";

/** What a document turned out to be. Only a report goes on to be checked and stored. */
export type Reading =
  | {
      readonly kind: "report";
      readonly report: Report;
      readonly findings: readonly Finding[];
      /** Pictures in which the tables may stand that the text lacks. */
      readonly unread?: readonly Picture[];
      /** Rows with figures of tables of the agency's own, which have no place in the report. */
      readonly ownTables?: string;
    }
  | {
      readonly kind: "other";
      readonly page: OtherPage;
      readonly reason: string;
      /** Pictures that are all there is of the document's text. */
      readonly unread?: readonly Picture[];
      /** What a page that calls itself a report but holds none says of what is attached to it. */
      readonly announced?: Announcement;
    };

/** What a page says of the report that it leads to. */
export interface Announcement {
  readonly title: string;
  /** ISO date. */
  readonly publishedOn: string | null;
}

/**
 * - `list`: links to reports, not one itself
 * - `interpretation`: a 解读 of a report
 * - `not_a_report`: guide, notice, news, error page and the like
 * - `year_unknown`: a report that prints no year and whose source gives none
 */
export type OtherPage = "list" | "interpretation" | "not_a_report" | "year_unknown";

/** Why a document could not be read at all; `exhausted`: it took more time or memory than any report needs. */
export type DecodeFailure =
  | "empty"
  | "too_large"
  | "too_deep"
  | "unsupported_format"
  | "undecodable"
  | "encrypted"
  | "exhausted";

/** What the reader is told of a document beside its bytes. */
export interface DocumentContext {
  /** As the server or the file's name declared it, with parameters: `text/html; charset=gbk`. */
  readonly contentType: string;
  /** The address that answered. */
  readonly url: string;
  /** What the source entry and the link that led here say. */
  readonly agency: string | undefined;
  readonly divisionCode: string | undefined;
  readonly linkText: string | undefined;
  /** ISO date that the page with the link gives. */
  readonly linkDate?: string | undefined;
}

/** What came of a document: a reading, or the reason why there is none. */
export type Outcome =
  | Reading
  | { readonly kind: "failed"; readonly failure: DecodeFailure; readonly reason: string };

/** Everything one look at a document gives: its outcome, and where it leads. */
export interface PageReading {
  readonly outcome: Outcome;
  readonly title: string | undefined;
  readonly links: readonly Link[];
}
