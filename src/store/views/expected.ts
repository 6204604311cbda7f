/**
 * Which agencies should have reports for which years: those a source is declared for, and, where a source
 * lists many agencies, those it has given a report of; from the first year stored to the last one due
 * when the last run began. A department's report is due by 31 January of the next year (article 49 of the
 * regulation), a government's by 31 March.
 */
const FRAME = `last_run as (select max(started_at) as began_at from run),
members as (
  select source_id, agency, division_code from source where agency is not null and listed = 1
  union
  select f.source_id, a.name, a.division_code
  from source s
  join address f on f.source_id = s.source_id
  join fetch on fetch.address_id = f.address_id
  join version v on v.fetch_id = fetch.fetch_id and v.superseded_because is null
  join report r on r.report_id = v.report_id
  join agency a on a.agency_id = r.agency_id
  where s.agency is null and s.listed = 1 and a.name is not null
),
stored as (
  select m.source_id, m.agency, m.division_code, r.year, r.report_id
  from members m
  join agency a on a.name = m.agency
    and (m.division_code is null or a.division_code is null or a.division_code = m.division_code)
  join report r on r.agency_id = a.agency_id
  join version v on v.report_id = r.report_id and v.superseded_because is null
),
due as (
  select m.*, substr(began_at, 1, 4) - 1
    - (substr(began_at, 6, 5) < iif(m.agency like '%人民政府', '04-01', '02-01')) as last_due
  from members m, last_run where began_at is not null
),
span as (
  select d.source_id, d.agency, d.division_code,
    coalesce(min(s.year), d.last_due) as first_year,
    max(d.last_due, coalesce(max(s.year), d.last_due)) as last_year
  from due d left join stored s
    on s.source_id = d.source_id and s.agency = d.agency and s.division_code is d.division_code
  group by d.source_id, d.agency, d.division_code, d.last_due
),
frame as (
  select source_id, agency, division_code, first_year as year, last_year from span
  union all
  select source_id, agency, division_code, year + 1, last_year from frame where year < last_year
)`;

/** An address whose link text names the year, and that could not be had or read. */
const FAILED_REPORT = `(
    select coalesce(x.reason, a.reason, a.state) from address a
    left join reading x on x.document_id = a.document_id and x.address_id = a.address_id
      and x.kind in ('failed', 'year_unknown')
    where a.source_id = e.source_id and a.label like '%' || e.year || '%'
    and (a.state in ('failed', 'refused', 'gone') or x.reading_id is not null)
    order by a.address_id limit 1)`;

/** A page that leads to reports and could not be had: whatever it lists is not known. */
const FAILED_LIST = `(
    select coalesce(a.reason, a.state) || ': ' || a.url from address a
    where a.source_id = e.source_id and a.role in ('start', 'list')
    and a.state in ('failed', 'refused', 'gone')
    order by a.address_id limit 1)`;

const IS_UNASKED = `(
    not exists (select 1 from address a where a.source_id = e.source_id and a.last_fetch_id is not null)
    or exists (select 1 from address a where a.source_id = e.source_id and a.state = 'queued'))`;

/** Every report that should exist, and what became of it. */
export const EXPECTED_VIEW = `expected as
with recursive ${FRAME},
told as (
  select e.source_id, e.agency, e.division_code, e.year,
    (select min(report_id) from stored s where s.source_id = e.source_id and s.agency = e.agency
     and s.division_code is e.division_code and s.year = e.year) as report_id,
    coalesce(${FAILED_REPORT}, ${FAILED_LIST}) as failure,
    ${IS_UNASKED} as is_unasked
  from frame e
)
select source_id, agency, division_code, year,
  case when report_id is not null then 'stored'
    when failure is not null then 'failed'
    when is_unasked then 'not_crawled'
    else 'missing' end as status,
  iif(report_id is null, failure, null) as reason,
  report_id
from told`;
