/** The agency's own reports, counted once for all that is said of them. */
const COUNTED = `counted as (
  select a.agency_id, count(v.version_id) as reports,
    min(iif(v.version_id is null, null, r.year)) as first_year,
    max(iif(v.version_id is null, null, r.year)) as last_year
  from agency a
  left join report r on r.agency_id = a.agency_id
  left join version v on v.report_id = r.report_id and v.superseded_because is null
  group by a.agency_id
)`;

/** The line stands behind the last slash of a key: 411330//health */
const LINE = `nullif(replace(a.organ_key, rtrim(a.organ_key, replace(a.organ_key, '/', '')), ''), '')`;

/** Every agency, with the organ that it and those of its other names are: the first of them in this database. */
export const AGENCIES_VIEW = `agencies as
with ${COUNTED}
select a.agency_id, a.name, a.division_code, a.document_sha256, c.reports, c.first_year, c.last_year,
  iif(a.organ_key is null, a.agency_id,
    (select min(b.agency_id) from agency b where b.organ_key = a.organ_key)) as organ_id,
  ${LINE} as organ_line
from agency a
join counted c on c.agency_id = a.agency_id`;

export const ORGAN_NAMES_VIEW = `organ_names as
select ordinal, line as organ_line, name, first_year, last_year from organ_name`;
