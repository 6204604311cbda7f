import type { LinkPromise, LinkSaid } from "../model/promise.ts";
import { type Run, writeInRun } from "./run.ts";
import type { Store } from "./store.ts";

/**
 * - `new`: links whose text is new, and those that left open whose report they promise
 * - `all`: every link, as another parser may read it otherwise
 */
export type PromiseScope = "new" | "all";

interface LinkRow {
  readonly address_id: number;
  readonly source_id: string;
  readonly label: string;
  readonly url: string;
  readonly agency: string | null;
  readonly division_code: string | null;
}

/** Links read in one transaction. */
const BATCH = 1000;

const LINKS = `
select a.address_id, a.source_id, a.label, a.url, s.agency, s.division_code
from address a
join source s on s.source_id = a.source_id
left join promise p on p.address_id = a.address_id
where a.address_id > :after and a.label is not null and a.role <> 'start'
and (:scope = 'all' or p.address_id is null or p.label <> a.label
  or p.is_open)
order by a.address_id limit ${BATCH}`;

/** Reads what the links of all sources promise, and writes what is new of it; what has not changed writes nothing. */
export function readPromises(
  store: Store,
  run: Run,
  scope: PromiseScope,
  read: (link: LinkSaid) => LinkPromise,
): void {
  const names = new Map<string, readonly KnownAgency[]>();
  for (let after = 0; ; ) {
    const links = store
      .sql<[{ after: number; scope: PromiseScope }], LinkRow>(LINKS)
      .all({ after, scope });
    writeInRun(store, run, (runId) => {
      for (const link of links) {
        const promise = complete(read(toSaid(link)), link, store, names);
        if (putPromise(store, link, promise)) runId();
      }
    });
    const last = links.at(-1);
    if (last === undefined) return;
    after = last.address_id;
  }
}

function toSaid({ label, url, agency, division_code }: LinkRow): LinkSaid {
  return { label, url, agency: agency ?? undefined, divisionCode: division_code ?? undefined };
}

interface KnownAgency {
  readonly name: string;
  readonly division_code: string | null;
}

/** A list prints 县民政局 for 青石县民政局: that is who is meant if one agency of the list ends so, and no other. */
function complete(
  promise: LinkPromise,
  link: LinkRow,
  store: Store,
  names: Map<string, readonly KnownAgency[]>,
): LinkPromise {
  const { printed } = promise;
  if (printed === null || !promise.isOpen || link.agency !== null) return promise;
  const known = names.get(link.source_id) ?? listAgencies(store, link.source_id);
  names.set(link.source_id, known);
  const meant = known.filter(({ name }) => name.endsWith(printed));
  const [first] = meant;
  if (first === undefined || meant.some(({ name }) => name !== first.name)) return promise;
  return { ...promise, agency: first.name, divisionCode: first.division_code };
}

function listAgencies(store: Store, sourceId: string): readonly KnownAgency[] {
  return store
    .sql<[{ source: string }], KnownAgency>(
      `select distinct g.name, g.division_code from address a
       join reading x on x.address_id = a.address_id
       join version v on v.version_id = x.version_id
       join report r on r.report_id = v.report_id
       join agency g on g.agency_id = r.agency_id
       where a.source_id = :source and g.name is not null
       union
       select j.value ->> '$.name', j.value ->> '$.divisionCode'
       from source s join json_each(s.entry, '$.agencies') j where s.source_id = :source`,
    )
    .all({ source: sourceId });
}

function putPromise(store: Store, link: LinkRow, promise: LinkPromise): boolean {
  const { agency, divisionCode, year, isOpen } = promise;
  const { changes } = store
    .sql<[number, string, string | null, string | null, number | null, 0 | 1], never>(
      `insert into promise (address_id, label, agency, division_code, year, is_open)
       values (?, ?, ?, ?, ?, ?)
       on conflict (address_id) do update set label = excluded.label, agency = excluded.agency,
         division_code = excluded.division_code, year = excluded.year, is_open = excluded.is_open
       where label <> excluded.label or agency is not excluded.agency
         or division_code is not excluded.division_code or year is not excluded.year
         or is_open <> excluded.is_open`,
    )
    .run(link.address_id, link.label, agency, divisionCode, year, isOpen ? 1 : 0);
  return changes > 0;
}
