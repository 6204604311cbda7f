/**
 * A report's tables may stand in pictures of its page: they are fetched with the page and are part of how it is read.
 * So is the date that a page gives of what is attached to it, which, like the link's text, belongs to the fetch log.
 */
export const PAGE_PICTURES = `
create table page_picture (
  -- The page, as one address brought it.
  document_id integer not null references document,
  address_id integer not null references address,
  -- The picture's address as written in the page.
  source text not null,
  -- The last request for it; if it failed, its row says why.
  fetch_id integer not null references fetch,
  primary key (document_id, address_id, source)
) strict, without rowid;
create index page_picture_of_fetch on page_picture (fetch_id);

alter table address add column link_date text;
alter table fetch add column link_date text;
`;
