/**
 * Corrections as corrections.json gives them, with the report each is for and who made it when. One that is taken back
 * stays as a row with the run that took it back, so that the values of an earlier run can still be told. And which
 * version of a report was current from which run on: triggers write it, since every way to change that is an update of
 * `superseded_because`, and the run that does it is the newest one.
 */
export const CORRECTIONS = `
create table correction_of_report (
  correction_id integer primary key,
  -- Place in corrections.json, from 0.
  ordinal integer not null,
  -- Empty: a report that names nobody.
  agency text,
  -- Empty: whichever agency of the name has the document.
  division_code text,
  year integer not null,
  document_sha256 text not null check (length(document_sha256) = 64),
  table_name text not null,
  row_name text not null,
  column_name text not null,
  value real,
  reason text not null,
  corrected_by text,
  corrected_on text,
  -- The run it came with, and the one that took it back.
  first_run_id integer not null references run,
  last_run_id integer references run
) strict;
insert into correction_of_report
select null, row_number() over (order by k.document_sha256, k.table_name, k.row_name, k.column_name) - 1,
  a.name, a.division_code, r.year, k.document_sha256, k.table_name, k.row_name, k.column_name,
  k.value, k.reason, null, null, min(v.run_id), null
from correction k
join document d on d.sha256 = k.document_sha256
join version v on v.document_id = d.document_id
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
group by k.document_sha256, k.table_name, k.row_name, k.column_name, r.report_id;
drop table correction;
alter table correction_of_report rename to correction;
create index correction_of_document on correction (document_sha256);
create index correction_of_agency on correction (agency, year);

create table election (
  report_id integer not null references report,
  run_id integer not null references run,
  -- Current from this run on; empty if the report has no version in use any more.
  version_id integer references version,
  primary key (report_id, run_id)
) strict, without rowid;
insert or replace into election (report_id, run_id, version_id)
select report_id, run_id, version_id from version
where superseded_because is null or superseded_because in ('document_changed', 'parser_changed')
order by version_id;
insert or replace into election (report_id, run_id, version_id)
select v.report_id, (select max(w.run_id) from version w where w.report_id = v.report_id), v.version_id
from version v where v.superseded_because is null;

create trigger version_made after insert on version when new.superseded_because is null begin
  insert or replace into election (report_id, run_id, version_id)
  values (new.report_id, (select max(run_id) from run), new.version_id);
end;
create trigger version_elected after update of superseded_because on version
when new.superseded_because is null and old.superseded_because is not null begin
  insert or replace into election (report_id, run_id, version_id)
  values (new.report_id, (select max(run_id) from run), new.version_id);
end;
create trigger version_superseded after update of superseded_because on version
when new.superseded_because is not null and old.superseded_because is null begin
  insert or replace into election (report_id, run_id, version_id)
  values (new.report_id, (select max(run_id) from run), null);
end;
`;
