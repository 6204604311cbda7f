/**
 * The frame of the reports that should exist: agencies × years of each source, from three kinds of facts.
 * - `given`: reports that addresses of the source brought
 * - `named`: agencies that sources.json names
 * - `promised`: links whose text names an agency and a year, and whose pages brought no report
 *
 * Windows take the place of groups and of joins of a step with itself: SQLite passes `source_id = …` down through every
 * `partition by source_id`, so that a question about one source reads that source only. A step has windows of one kind, or
 * that ends.
 */
const GIVEN = `select f.source_id, a.name, a.division_code as code, r.year, r.report_id,
    0 as is_named, 0 as is_linked, null as failure, 0 as waits
  from address f
  cross join reading x on x.address_id = f.address_id
  cross join version v on v.version_id = x.version_id
  cross join report r on r.report_id = v.report_id
  cross join agency a on a.agency_id = r.agency_id
  where f.source_id is not null and a.name is not null`;

const NAMED = `select source_id, agency, division_code, null, null, 1, 0, null, 0
  from source where agency is not null
  union all
  select o.source_id, j.value ->> '$.name', j.value ->> '$.divisionCode', null, null, 1, 0, null, 0
  from source o join json_each(o.entry, '$.agencies') j`;

/** Reports of the one agency of a source, whichever source or file gave them: its years begin with the first of them. */
const HELD = `select o.source_id, a.name, a.division_code, r.year, r.report_id, 0, 0, null, 0
  from source o
  cross join agency a on a.name = o.agency
    and (o.division_code is null or a.division_code is null or a.division_code = o.division_code)
  cross join report r on r.agency_id = a.agency_id
  cross join version v on v.report_id = r.report_id and v.superseded_because is null`;

/** What a page that was had and is no report says of itself; a list may lead on to the report after all. */
const NO_REPORT = `case x.kind
    when 'not_a_report' then coalesce(x.reason, 'the page behind the link is no report')
    when 'interpretation' then coalesce(x.reason, 'the page behind the link interprets a report')
    when 'list' then null
    else x.reason end`;

const PROMISED = `select f.source_id, coalesce(o.agency, p.agency),
    iif(o.agency is null, p.division_code, o.division_code), p.year, null, 0, 1,
    case f.state when 'done' then ${NO_REPORT} when 'queued' then null
      else coalesce(f.reason, f.state) end,
    f.state = 'queued'
  from address f
  cross join promise p on p.address_id = f.address_id
  cross join source o on o.source_id = f.source_id
  left join reading x on x.address_id = f.address_id and x.document_id = f.document_id
  where p.year is not null and coalesce(o.agency, p.agency) is not null
  and f.role in ('report', 'attachment')
  and not exists (
    select 1 from reading g where g.address_id = f.address_id and g.version_id is not null)`;

/**
 * An agency is its name and its division, as everywhere in the store. But within one source a name stands for one agency
 * unless two divisions of it report on one year: the code is that of the report's year, it changes with the map, and
 * it is sometimes open. Then the row has the code that sources.json states, or else the latest.
 */
const KEYED = `select source_id, name, year, report_id, is_named, is_linked, failure, waits,
    iif(max(differs) over same_name, code, substr(max(ranked) over same_name, 5)) as division_code
  from (
    select *, min(code) over same_year <> max(code) over same_year as differs,
      printf('%04d', is_named * 5000 + coalesce(year, 0)) || code as ranked
    from (${GIVEN} union all ${HELD} union all ${NAMED} union all ${PROMISED})
    window same_year as (partition by source_id, name, year))
  window same_name as (partition by source_id, name)`;

/** What is known of an agency and a year, once. */
const KNOWN = `select * from (
    select source_id, name, division_code, year, min(report_id) over alike as report_id,
      max(is_named) over alike as is_named, max(is_linked) over alike as is_linked,
      min(failure) over alike as failure, max(waits) over alike as waits,
      row_number() over alike as place
    from (${KEYED})
    window alike as (partition by source_id, name, division_code, year))
  where place = 1`;

/**
 * A department's report is due by 31 January of the next year (article 49 of the regulation), a government's by 31 March.
 * Towns and subdistricts, which it does not name, are given as long.
 */
const LAST_DUE = `began_year - 1 - (began_day < iif(
    name like '%人民政府' or name like '%办事处', '04-01', '02-01'))`;

/** The same beside what is known of the agency's other years; without one where only its name is known. */
const PLACED = `select *, min(first_given) over (partition by source_id) as source_first
  from (
    select *, lead(year) over in_order as next_year, row_number() over in_order as place_in_order
    from (
      select *, max(is_named) over agency as is_named_agency,
        min(iif(report_id is null, null, year)) over agency as first_given,
        max(iif(report_id is null, null, year)) over agency as last_given
      from (${KNOWN})
      window agency as (partition by source_id, name, division_code))
    window in_order as (partition by source_id, name, division_code order by year))`;

/**
 * What holds for a whole source. Pages that lead to reports and could not be had leave open what they list: of the year
 * that the link to them names, or of all.
 */
const SOURCES = `select s.source_id,
    s.agency is not null or json_type(s.entry, '$.agencies') is not null as has_names,
    s.entry ->> '$.years.first' as first_wished, s.entry ->> '$.years.last' as last_wished,
    (select json_group_object(year, failure) from (
      select coalesce(p.year, 'all') as year, min(f.address_id),
        coalesce(f.reason, f.state) || ': ' || f.url as failure
      from address f left join promise p on p.address_id = f.address_id
      where f.source_id = s.source_id and f.role in ('start', 'list')
      and f.state in ('failed', 'refused', 'gone') group by 1)) as lost_lists,
    not exists (
      select 1 from address f where f.source_id = s.source_id and f.last_fetch_id is not null)
    or exists (
      select 1 from address f where f.source_id = s.source_id and f.state = 'queued') as is_unasked
  from source s where s.listed = 1 group by s.source_id`;

/** The report of an agency that another source, or a local file, gave. */
const FOUND = `(
    select min(r.report_id) from agency a
    join report r on r.agency_id = a.agency_id and r.year = e.year
    join version v on v.report_id = r.report_id and v.superseded_because is null
    where a.name = e.name and (a.division_code is null or e.division_code is null
      or a.division_code = e.division_code))`;

/** [0,0,0]: an array of as many entries as there are years, whose keys count them from 0. */
const STEPS = `'[0' || replace(hex(zeroblob(to_year - from_year)), '00', ',0') || ']'`;

/**
 * Every report that should exist, what became of it, and why it should. Years of which nothing is known are filled in behind
 * the one before them, or before the first.
 */
export const EXPECTED_VIEW = `expected as
with last_run(began_year, began_day) as (
  select strftime('%Y', began_at, '+8 hours') + 0, strftime('%m-%d', began_at, '+8 hours')
  from (select max(started_at) as began_at from run) where began_at is not null
),
framed as (
  select *, coalesce(first_wished, source_first, last_due) as first_year,
    min(coalesce(last_wished, last_due), last_due) as last_year
  from (select p.*, s.lost_lists, s.is_unasked, s.first_wished, s.last_wished,
    p.is_named_agency or (not s.has_names and p.first_given is not null) as is_framed,
      ${LAST_DUE} as last_due
    from (${PLACED}) p cross join last_run
    cross join (${SOURCES}) s on s.source_id = p.source_id)
),
reaching as (
  select *, iif(place_in_order = 1 and is_framed,
      min(first_year, coalesce(year, first_year)), year) as from_year,
    iif(is_framed, coalesce(next_year - 1, max(last_year, coalesce(year, last_year))), year)
      as to_year
  from framed
),
listed as (
  select source_id, name, division_code, is_named_agency, first_given, last_given, lost_lists,
    is_unasked, to_year, from_year + n.key as year, year as fact_year, report_id, failure, waits,
    is_linked, is_framed, first_year, last_year
  from reaching cross join json_each(${STEPS}) n
),
told as (
  select source_id, name, division_code, year, is_named_agency, first_given, last_given,
    is_unasked, lost_lists, iif(year is fact_year, failure, null) as failure,
    year is fact_year and waits as waits, year is fact_year and is_linked as is_linked,
    iif(year is fact_year and report_id is not null, report_id, ${FOUND}) as report_id
  from listed e
  where year is fact_year
    or (is_framed and year <= to_year and year between first_year and last_year)
)
select source_id, name as agency, division_code, year,
  case when report_id is not null then 'stored'
    when failure is not null then 'failed'
    when waits then 'not_crawled'
    when coalesce(lost_lists ->> ('$."' || year || '"'), lost_lists ->> '$.all') is not null
      then 'failed'
    when is_unasked then 'not_crawled'
    else 'missing' end as status,
  case when report_id is not null then null
    when failure is not null then failure
    when not waits
      then coalesce(lost_lists ->> ('$."' || year || '"'), lost_lists ->> '$.all') end as reason,
  report_id,
  case when is_linked and report_id is null then 'linked'
    when is_named_agency then 'named'
    when year between first_given and last_given + 1 then 'learnt'
    when is_linked then 'linked'
    else 'supposed' end as basis
from told`;
