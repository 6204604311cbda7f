import type { Store } from "../store.ts";
import type { Passage } from "./search-index.ts";

/** A title or a section with the report it belongs to. */
export interface PassageText {
  readonly reportId: number;
  readonly agency: string | null;
  readonly year: number;
  readonly title: string | null;
  /** Null for the title itself. */
  readonly section: number | null;
  readonly heading: string | null;
  readonly text: string;
}

interface Row extends Omit<PassageText, "text"> {
  readonly text: string | null;
}

/** The texts of passages, in their order; one that is no longer there is left out. */
export function readPassages(store: Store, passages: readonly Passage[]): PassageText[] {
  const read = store.sql<[number, number], Row>(
    `select r.report_id as "reportId", a.name as agency, r.year, v.title, s.number as section,
       s.heading, s.text
     from version v
     join report r on r.report_id = v.report_id
     join agency a on a.agency_id = r.agency_id
     left join section s on s.version_id = v.version_id and s.ordinal = ?
     where v.version_id = ?`,
  );
  return passages.flatMap(({ versionId, place }) => {
    const row = read.get(place - 1, versionId);
    if (row === undefined || (place > 0 && row.section === null)) return [];
    return [{ ...row, text: row.text ?? row.title ?? "" }];
  });
}
