import { rawSql, statusSql } from "../cell-pack.ts";
import { IS_FOR_REPORT } from "../correction-rows.ts";
import { locatorSql } from "../locator-pack.ts";
import { VALUES } from "./current.ts";

const CORRECTED = `case when c.corrected_values is null then 0 else exists (
    select 1 from correction k
    join document d on d.sha256 = k.document_sha256 and d.document_id = v.document_id
    join report r on r.report_id = v.report_id
    join agency a on a.agency_id = r.agency_id
    where ${IS_FOR_REPORT} and k.last_run_id is null and k.table_name = fc.table_name
    and k.row_name = fc.row_name and k.column_name = fc.column_name) end`;

const RAW = rawSql({
  values: "c.cell_values",
  statuses: "c.statuses",
  raws: "t.raws",
  ordinal: "fc.ordinal",
});

const COLUMNS = `fc.table_name, fc.row_name, fc.column_name,
  ${VALUES} ->> fc.ordinal as value,
  ${RAW} as raw,
  case ${CORRECTED}
    when 1 then iif(${VALUES} ->> fc.ordinal is null, 'unreadable', 'reported')
    else ${statusSql("c.statuses", "fc.ordinal")} end as status,
  ${locatorSql("t.locators", "fc.row_ordinal", "fc.place")} as locator,
  ${CORRECTED} as corrected,
  iif(${CORRECTED}, c.cell_values ->> fc.ordinal, null) as read_value`;

const TABLES = `version v
join version_cells c on c.version_id = v.version_id
join form_cell fc on fc.form_id = c.form_id
left join version_trace t on t.version_id = v.version_id`;

/** Every cell of the current versions. */
export const CELLS_VIEW = `cells as
select v.report_id, ${COLUMNS}
from ${TABLES}
where v.superseded_because is null`;

/** What the current versions print beside the form's own cells. */
export const EXTRA_CELLS_VIEW = `extra_cells as
select v.report_id, x.table_name, x.ordinal, x.row_label, x.column_label,
  iif(x.value = cast(x.value as integer), cast(x.value as integer), x.value) as value, x.raw,
  x.status, x.locator
from extra_cell x
join version v on v.version_id = x.version_id and v.superseded_because is null`;

/** Like `cells`, but of every version and with the cells' places; not part of the public interface. */
export const VERSION_CELLS_VIEW = `cells_of_versions as
select v.version_id, v.superseded_because is null as is_current, fc.ordinal, v.report_id, ${COLUMNS}
from ${TABLES}`;
