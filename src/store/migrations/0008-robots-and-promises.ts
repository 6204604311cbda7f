/**
 * What an origin said when its robots.txt was asked for, so that the next crawl need not ask: a cache, and no evidence.
 * And what the text of a link promises, so that a report that never came can be a row.
 */
export const ROBOTS_AND_PROMISES = `
create table robots (
  -- Scheme, host and port: http://www.example.gov.cn
  origin text primary key,
  fetched_at text not null,
  expires_at text not null,
  http_status integer not null,
  -- The part of the file that counts; empty where the answer brought none.
  rules text
) strict, without rowid;

create table promise (
  address_id integer primary key references address,
  -- The text that was read; another one is read anew.
  label text not null,
  -- Whose report the link promises, and of which year; empty where it leaves that open.
  agency text,
  division_code text,
  year integer,
  -- 1 while the text alone does not tell the agency's full name.
  is_open integer not null check (is_open in (0, 1))
) strict;

create index address_lost_list on address (source_id)
  where role in ('start', 'list') and state in ('failed', 'refused', 'gone');
`;
