/**
 * What a report's own tables print has no place among its cells, but tells one version from another: the SHA-256 of it
 * is kept with the version. Empty where there are no such tables, and for versions from before.
 */
export const OWN_TABLES = `
alter table version add column own_tables_sha256 text check (length(own_tables_sha256) = 64);
`;
