/** The first schema. `is null` beside `json_valid`: to SQLite before 3.45, which researchers have, null is no valid JSON. */
export const START = `
create table run (
  run_id integer primary key,
  command text not null,
  arguments text not null check (json_valid(arguments)),
  parser_version text not null,
  started_at text not null,
  finished_at text,
  outcome text not null check (outcome in ('running', 'done', 'partial', 'failed', 'interrupted')),
  summary text check (summary is null or json_valid(summary))
) strict;

create table source (
  source_id text primary key,
  agency text,
  division_code text,
  enabled integer not null check (enabled in (0, 1)),
  -- 0 once sources.json no longer names it; what it gave stays.
  listed integer not null check (listed in (0, 1)),
  entry text not null check (json_valid(entry))
) strict;

create table document (
  document_id integer primary key,
  sha256 text not null unique check (length(sha256) = 64),
  byte_length integer not null check (byte_length >= 0),
  content_type text not null,
  first_seen_at text not null
) strict;

-- The frontier. A local file is an address without a source.
create table address (
  address_id integer primary key,
  source_id text references source,
  url text not null,
  role text not null check (role in ('start', 'list', 'report', 'attachment')),
  label text,
  depth integer not null check (depth >= 0),
  state text not null check (state in ('queued', 'done', 'failed', 'refused', 'gone')),
  attempts integer not null default 0 check (attempts >= 0),
  reason text,
  etag text,
  last_modified text,
  -- What it brought last.
  document_id integer references document,
  last_fetch_id integer references fetch
) strict;
create unique index address_of_source on address (source_id, url);
create unique index address_of_file on address (url) where source_id is null;
-- Lists before reports, each in the order they were found.
create index address_queue on address (source_id, (role in ('report', 'attachment')), address_id)
  where state = 'queued';

create table fetch (
  fetch_id integer primary key,
  run_id integer not null references run,
  address_id integer not null references address,
  requested_url text not null,
  final_url text,
  requested_at text not null,
  http_status integer,
  headers text not null check (json_valid(headers)),
  content_type text,
  document_id integer references document,
  outcome text not null check (outcome in
    ('fetched', 'unchanged', 'gone', 'refused', 'too_large', 'unreachable', 'server_error')),
  reason text,
  check (outcome <> 'fetched' or (document_id is not null and content_type is not null))
) strict;
create index fetch_of_document on fetch (document_id, address_id);
create index fetch_of_address on fetch (address_id);

create table agency (
  agency_id integer primary key,
  name text,
  division_code text,
  -- A report that names nobody has an agency of its own, known by the document.
  document_sha256 text unique,
  check ((name is null) = (document_sha256 is not null))
) strict;
create unique index agency_name on agency (name, coalesce(division_code, '')) where name is not null;

create table report (
  report_id integer primary key,
  agency_id integer not null references agency,
  year integer not null check (year between 1990 and 2200),
  unique (agency_id, year)
) strict;

create table version (
  version_id integer primary key,
  report_id integer not null references report,
  document_id integer not null references document,
  -- The first fetch that brought the document to this address.
  fetch_id integer not null references fetch,
  run_id integer not null references run,
  parser_version text not null,
  template text not null check (template in ('2021', '2019', '2014', 'none')),
  title text,
  printed_agency text,
  published_on text check (published_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  published_from text check (published_from in ('text', 'metadata', 'url')),
  -- Over everything the reading says, but not over its findings.
  reading_sha256 text not null check (length(reading_sha256) = 64),
  -- Empty if today's parser no longer takes the document for a report.
  superseded_by integer references version,
  superseded_because text check (superseded_because in
    ('document_changed', 'parser_changed', 'other_document')),
  check (superseded_by is null or superseded_because is not null),
  check (superseded_by <> version_id)
) strict;
create unique index version_current on version (report_id) where superseded_because is null;
create index version_of_report on version (report_id);
create index version_of_document on version (document_id);

-- What a document turned out to be when reached through an address, whose link text and source are
-- part of how it is read.
create table reading (
  reading_id integer primary key,
  document_id integer not null references document,
  address_id integer not null references address,
  fetch_id integer not null references fetch,
  kind text not null check (kind in
    ('report', 'list', 'interpretation', 'not_a_report', 'year_unknown', 'failed')),
  failure text check (failure in
    ('empty', 'too_large', 'too_deep', 'unsupported_format', 'undecodable', 'encrypted', 'exhausted')),
  reason text,
  version_id integer references version,
  parser_version text not null,
  unique (address_id, document_id),
  check ((kind = 'report') = (version_id is not null)),
  check ((kind = 'failed') = (failure is not null))
) strict;
create index reading_of_document on reading (document_id);
create index reading_of_version on reading (version_id);

-- A list of cells in printing order. A form whose list changes gets a new row here, so that cells
-- packed in the old order are still read in the old order.
create table form (
  form_id integer primary key,
  template text not null check (template in ('2021', '2019', '2014')),
  addresses_sha256 text not null,
  unique (template, addresses_sha256)
) strict;

create table form_cell (
  form_id integer not null references form,
  -- From 0, in printing order: the place of the cell in every packed column.
  ordinal integer not null,
  table_name text not null,
  row_name text not null,
  column_name text not null,
  -- The row's place in the form, and the cell's in its row, both from 0.
  row_ordinal integer not null,
  place integer not null,
  primary key (form_id, ordinal),
  unique (form_id, table_name, row_name, column_name)
) strict, without rowid;
create index form_cell_name on form_cell (table_name, row_name, column_name);

-- Packed cells: read them through the view cells.
create table version_cells (
  version_id integer primary key references version,
  form_id integer not null references form,
  -- JSON array, a number or null for each cell.
  cell_values text not null check (json_valid(cell_values)),
  -- A letter for each cell: reported, blank, dash, unreadable, absent.
  statuses text not null check (statuses not glob '*[^rbdua]*'),
  -- The array with people's corrections applied; empty if there are none.
  corrected_values text check (corrected_values is null or json_valid(corrected_values))
) strict;

create table version_trace (
  version_id integer primary key references version_cells,
  -- JSON object from ordinal to printed text, where that is not the value's own plain print.
  raws text check (raws is null or json_valid(raws)),
  -- JSON array with an entry for each row of the form.
  locators text not null check (json_valid(locators))
) strict;

create table section (
  version_id integer not null references version,
  ordinal integer not null,
  number integer not null,
  heading text not null,
  text text not null,
  locator text not null check (json_valid(locator)),
  primary key (version_id, ordinal)
) strict;

create table claim (
  version_id integer not null references version,
  ordinal integer not null,
  subject text not null,
  value real not null,
  unit text not null,
  approximate integer not null check (approximate in (0, 1)),
  sentence text not null,
  section integer not null,
  cells text not null check (json_valid(cells)),
  primary key (version_id, ordinal)
) strict, without rowid;

create table finding (
  version_id integer not null references version,
  ordinal integer not null,
  code text not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  message text not null,
  message_zh text not null,
  cells text not null check (json_valid(cells)),
  primary key (version_id, ordinal)
) strict, without rowid;

-- What people found the document to print, from corrections.json.
create table correction (
  document_sha256 text not null,
  table_name text not null,
  row_name text not null,
  column_name text not null,
  value real,
  reason text not null,
  primary key (document_sha256, table_name, row_name, column_name)
) strict, without rowid;

create table codebook_entry (
  ordinal integer primary key,
  name text not null,
  kind text not null,
  label_zh text,
  unit text,
  meaning text,
  template text
) strict;
`;
