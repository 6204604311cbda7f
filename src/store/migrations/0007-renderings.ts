/**
 * A page may show nothing until its scripts have run. Then two documents come of one visit: the page as the server sent it,
 * and what its scripts made of it, which is the one that is read. Each has a fetch of its own on the same address, so that
 * both are documents like any other, and this table says which belongs to which. Who lists documents to read leaves out
 * the received half.
 */
export const RENDERINGS = `
create table rendering (
  -- The fetch whose document is the page after its scripts.
  fetch_id integer primary key references fetch,
  -- The fetch whose document, if it came or stood unchanged, is the page as the server sent it.
  received_fetch_id integer not null unique references fetch
) strict;
`;
