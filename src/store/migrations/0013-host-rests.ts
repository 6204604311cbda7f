/** Hosts that asked to be left alone for a while, so that the next crawl does so too: a wish for a time, and no evidence. */
export const HOST_RESTS = `
create table host_rest (
  -- Registrable domain, and the port where it is another than 80 and 443: example.gov.cn, example.gov.cn:8080
  host text primary key,
  until text not null,
  -- it answered 429 with Retry-After
  reason text not null
) strict, without rowid;
`;
