/**
 * What the link said when the document was asked for is part of how it is read, so it belongs to the fetch log: the
 * label of an address may get better.
 */
export const FETCH_LABEL = `
alter table fetch add column label text;
update fetch set label = (select label from address where address.address_id = fetch.address_id);
`;
