/** What a report's tables print in rows and columns that an agency added to the form. */
export const EXTRA_CELLS = `
create table extra_cell (
  version_id integer not null references version,
  -- From 0, in printing order.
  ordinal integer not null,
  table_name text not null,
  row_label text not null,
  column_label text,
  value real,
  raw text not null,
  status text not null check (status in ('reported', 'blank', 'dash', 'unreadable')),
  locator text not null check (json_valid(locator)),
  primary key (version_id, ordinal),
  check ((status = 'reported') = (value is not null))
) strict, without rowid;
`;
