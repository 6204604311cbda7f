/** Which cells of the forms may be compared over years, and what the codebook says of it. */
export const CROSSWALK = `
create table crosswalk_entry (
  ordinal integer primary key,
  from_template text not null,
  -- Addresses of cells, joined by + where their sum is meant.
  from_name text not null,
  to_template text not null,
  to_name text not null,
  comparability text not null check (comparability in ('exact', 'approximate')),
  note_en text not null,
  note_zh text not null,
  basis text not null
) strict;
alter table codebook_entry add column comparable text;
`;
