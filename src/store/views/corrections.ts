import { rawSql } from "../cell-pack.ts";
import { IS_FOR_REPORT } from "../correction-rows.ts";

const RAW = rawSql({
  values: "c.cell_values",
  statuses: "c.statuses",
  raws: "t.raws",
  ordinal: "fc.ordinal",
});

/** The current version a correction is for: of several agencies of the name, the one that has the document. */
const MEANT = `(
    select v.version_id from agency a
    join report r on r.agency_id = a.agency_id
    join version v on v.report_id = r.report_id and v.superseded_because is null
    join document d on d.document_id = v.document_id
    where ${IS_FOR_REPORT} order by d.sha256 = k.document_sha256 desc, v.version_id limit 1)`;

const whole = (number: string): string =>
  `iif(${number} = cast(${number} as integer), cast(${number} as integer), ${number})`;

/** Every entry of corrections.json, and whether it is in force. */
export const CORRECTIONS_VIEW = `corrections as
with meant as (
  select k.*, ${MEANT} as version_id from correction k where k.last_run_id is null
)
select m.ordinal,
  case when m.version_id is null then 'no_report'
    when d.sha256 <> m.document_sha256 then 'stale'
    when fc.ordinal is null then 'no_cell'
    else 'applied' end as state,
  v.report_id, m.agency, m.division_code, m.year, m.table_name, m.row_name, m.column_name,
  ${whole("m.value")} as value, c.cell_values ->> fc.ordinal as read_value,
  iif(fc.ordinal is null, null, ${RAW}) as raw,
  m.reason, m.corrected_by, m.corrected_on, m.document_sha256
from meant m
left join version v on v.version_id = m.version_id
left join document d on d.document_id = v.document_id
left join version_cells c on c.version_id = v.version_id
left join form_cell fc on fc.form_id = c.form_id and fc.table_name = m.table_name
  and fc.row_name = m.row_name and fc.column_name = m.column_name
left join version_trace t on t.version_id = v.version_id`;
