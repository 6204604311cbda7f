/**
 * How many requests a document took and how long its server worked on them: which hosts are slow, and how much each was
 * asked for within a day. Empty for what was fetched before this was kept.
 */
export const FETCH_EFFORT = `
alter table fetch add column requests integer;
alter table fetch add column duration_ms integer;
create index fetch_of_run on fetch (run_id);
`;
