/** The tables behind a report's current version, joined: `r` report, `v` version, `a` agency. */
export const CURRENT = `report r
join version v on v.report_id = r.report_id and v.superseded_because is null
join agency a on a.agency_id = r.agency_id`;

/** The fetch that first brought the version's document (`f`), and the document (`d`). */
export const PROVENANCE = `join fetch f on f.fetch_id = v.fetch_id
join document d on d.document_id = v.document_id`;

/** The packed cells (`c`) of the version; a left join, because prose has none. */
export const CELLS = "left join version_cells c on c.version_id = v.version_id";

/** The packed values with people's corrections applied. */
export const VALUES = "coalesce(c.corrected_values, c.cell_values)";

/** `text/html` of `text/html; charset=gbk`. */
export const MEDIA_TYPE =
  "lower(trim(substr(f.content_type, 1, instr(f.content_type || ';', ';') - 1)))";

/** Columns that say which report a row is about. */
export const WHICH = "r.report_id, a.name as agency, a.division_code, r.year, v.template";
