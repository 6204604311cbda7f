/** A government's report is held against those of its organs, which are found by their division. */
export const AGENCIES_OF_A_DIVISION = `
create index agency_of_division on agency (division_code, name) where name is not null;
`;
