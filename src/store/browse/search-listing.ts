import { dirname, relative } from "node:path";
import type { Store } from "../store.ts";
import { type Listing, quote } from "./listing.ts";
import { MOST_COUNTED, PLACES, type SearchIndex } from "./search-index.ts";
import { toQuery } from "./search-words.ts";

/** The numbers of the index's rows say what stands there: the version, and the title (0) or the place of a section. */
const select = (found: string) => `with found (id) as (
  ${found}
)
select v.report_id, v.version_id, a.name as agency, a.division_code, r.year, v.title,
  s.number as section, s.heading, coalesce(s.text, v.title) as text
from found
join version v on v.version_id = found.id / ${PLACES}
join report r on r.report_id = v.report_id
join agency a on a.agency_id = r.agency_id
left join section s on s.version_id = v.version_id and s.ordinal = found.id % ${PLACES} - 1
where found.id % ${PLACES} = 0 or s.number is not null
order by found.id desc`;

/**
 * Everything that a search found, at most `MOST_COUNTED` passages, the latest stored first. Its statement asks the index's
 * own file; an index that is in memory only gives a statement that names what was found.
 */
export function searchListing(store: Store, index: SearchIndex, typed: string): Listing {
  const query = toQuery(typed);
  const ids = index.listIds(typed);
  const listing = {
    name: "search",
    sql: select("select value from json_each(?)"),
    values: [JSON.stringify(ids)],
  };
  if (query === undefined || index.path === ":memory:") return listing;
  const found = `select rowid from search_index.passage where passage match ${quote(query)}
  order by rowid desc limit ${MOST_COUNTED}`;
  const file = relative(dirname(store.path), index.path);
  return {
    ...listing,
    statement: `-- To be run where the database is; needs an SQLite of 2023 or later (3.43) with FTS5.
attach ${quote(file)} as search_index;
${select(found)};
`,
  };
}
