/**
 * One organ under the names it had over the years. The key is worked out from an agency's own row and from the lists of
 * names and divisions of this program; it is empty where nobody can tell which organ an agency is.
 */
export const ORGANS = `
alter table agency add column organ_key text;
create index agency_of_organ on agency (organ_key) where organ_key is not null;

create table organ_name (
  ordinal integer primary key,
  line text not null,
  name text not null,
  -- Report years in which the name is usual.
  first_year integer,
  last_year integer
) strict;
`;
