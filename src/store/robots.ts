import type { Store } from "./store.ts";

/** What an origin answered when its robots.txt was asked for. */
export interface KeptRobots {
  /** ISO 8601, UTC. */
  readonly fetchedAt: string;
  readonly expiresAt: string;
  readonly status: number;
  readonly rules: string | undefined;
}

/** The answers of origins from one crawl to the next. */
export interface RobotsShelf {
  find(origin: string): KeptRobots | undefined;
  /** Held until `flush`. */
  keep(origin: string, answer: KeptRobots): void;
  /** Writes what is held, in the caller's transaction if there is one: a commit of its own would wait for the disk. */
  flush(): void;
}

interface Row {
  readonly fetched_at: string;
  readonly expires_at: string;
  readonly http_status: number;
  readonly rules: string | null;
}

/** Opens the shelf and clears it of what has expired (`now` in ISO 8601, UTC). What a crash keeps from it is asked again. */
export function openRobotsShelf(store: Store, now: string): RobotsShelf {
  const held = new Map<string, KeptRobots>();
  store.write(() =>
    store.sql<[string], never>("delete from robots where expires_at <= ?").run(now),
  );
  return {
    find: (origin) => held.get(origin) ?? findRobots(store, origin),
    keep: (origin, answer) => void held.set(origin, answer),
    flush() {
      if (held.size === 0) return;
      store.write(() => {
        for (const [origin, answer] of held) putRobots(store, origin, answer);
      });
      held.clear();
    },
  };
}

function findRobots(store: Store, origin: string): KeptRobots | undefined {
  const row = store
    .sql<[string], Row>(
      "select fetched_at, expires_at, http_status, rules from robots where origin = ?",
    )
    .get(origin);
  if (row === undefined) return undefined;
  const { fetched_at: fetchedAt, expires_at: expiresAt, http_status: status, rules } = row;
  return { fetchedAt, expiresAt, status, rules: rules ?? undefined };
}

function putRobots(store: Store, origin: string, answer: KeptRobots): void {
  const { fetchedAt, expiresAt, status, rules = null } = answer;
  store
    .sql<[string, string, string, number, string | null], never>(
      `insert into robots (origin, fetched_at, expires_at, http_status, rules) values (?, ?, ?, ?, ?)
       on conflict (origin) do update set fetched_at = excluded.fetched_at,
         expires_at = excluded.expires_at, http_status = excluded.http_status, rules = excluded.rules`,
    )
    .run(origin, fetchedAt, expiresAt, status, rules);
}
