import { CURRENT, MEDIA_TYPE, PROVENANCE, VALUES } from "./current.ts";

function countFindings(severity: string): string {
  return `(select count(*) from finding x where x.version_id = v.version_id and x.severity = '${severity}')`;
}

export const REPORTS_VIEW = `reports as
select r.report_id, a.name as agency, v.printed_agency as agency_printed, a.agency_id,
  a.division_code, r.year, v.template, v.title, v.published_on, v.published_from,
  f.requested_url as url, f.final_url, ${MEDIA_TYPE} as media_type,
  d.sha256 as document_sha256, f.requested_at as fetched_at, v.parser_version, v.version_id,
  ${countFindings("error")} as errors,
  ${countFindings("warning")} as warnings,
  ${countFindings("info")} as infos
from ${CURRENT}
${PROVENANCE}`;

const ROW_AND_COLUMN = "substr(named.value, instr(named.value, '.') + 1)";

/** From the few addresses to their cells by the index; a plain join would try every cell of the form. */
const CLAIMED_CELLS = `(
    select iif(count(${VALUES} ->> fc.ordinal) = json_array_length(k.cells),
      sum(${VALUES} ->> fc.ordinal), null)
    from json_each(k.cells) named
    cross join form_cell fc on fc.form_id = c.form_id
      and fc.table_name = substr(named.value, 1, instr(named.value, '.') - 1)
      and fc.row_name = substr(${ROW_AND_COLUMN}, 1, instr(${ROW_AND_COLUMN}, '.') - 1)
      and fc.column_name = substr(${ROW_AND_COLUMN}, instr(${ROW_AND_COLUMN}, '.') + 1))`;

export const CLAIMS_VIEW = `claims as
select report_id, ordinal, subject, value, unit, approximate, sentence, section, cells, cells_value,
  case when cells_value is null then null
    when value = cells_value then 1
    when approximate = 1 then null
    else 0 end as agrees
from (
  select v.report_id, k.ordinal, k.subject,
    iif(k.value = cast(k.value as integer), cast(k.value as integer), k.value) as value,
    k.unit, k.approximate, k.sentence, k.section, k.cells, ${CLAIMED_CELLS} as cells_value
  from claim k
  join version v on v.version_id = k.version_id and v.superseded_because is null
  left join version_cells c on c.version_id = v.version_id
)`;

export const FINDINGS_VIEW = `findings as
select v.report_id, v.version_id, x.ordinal, x.code, x.severity, x.message, x.message_zh, x.cells
from finding x
join version v on v.version_id = x.version_id and v.superseded_because is null`;

export const SECTIONS_VIEW = `sections as
select v.report_id, v.version_id, s.ordinal, s.number, s.heading, s.text, s.locator
from section s
join version v on v.version_id = s.version_id and v.superseded_because is null`;
