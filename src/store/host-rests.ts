import type { Store } from "./store.ts";

/** A host that is to be left alone. */
export interface HostRest {
  readonly host: string;
  /** ISO 8601, UTC. */
  readonly until: string;
  readonly reason: string;
}

/** The hosts that are to be left alone, from one crawl to the next. */
export interface HostRestShelf {
  list(): readonly HostRest[];
  /** Held until `flush`. */
  keep(rest: HostRest): void;
  /** Writes what is held, in the caller's transaction if there is one: a commit of its own would wait for the disk. */
  flush(): void;
}

/** Opens the shelf and clears it of what is over (`now` in ISO 8601, UTC). */
export function openHostRests(store: Store, now: string): HostRestShelf {
  const held = new Map<string, HostRest>();
  store.write(() => store.sql<[string], never>("delete from host_rest where until <= ?").run(now));
  return {
    list: () => store.sql<[], HostRest>("select host, until, reason from host_rest").all(),
    keep: (rest) => void held.set(rest.host, rest),
    flush() {
      if (held.size === 0) return;
      store.write(() => {
        for (const rest of held.values()) putRest(store, rest);
      });
      held.clear();
    },
  };
}

function putRest(store: Store, rest: HostRest): void {
  store
    .sql<[HostRest], never>(
      `insert into host_rest (host, until, reason) values (@host, @until, @reason)
       on conflict (host) do update set until = excluded.until, reason = excluded.reason`,
    )
    .run(rest);
}
