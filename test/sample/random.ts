/** A stream of numbers fixed by its seed: the same seed gives the same sample on every machine. */
export interface Random {
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  chance(share: number): boolean;
  /** One of the things; throws if there is none. */
  pick<T>(list: readonly T[]): T;
  /** The same things in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Mulberry32: 32 bits of state, more than enough for samples. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number): number =>
    from + Math.floor(fraction() * (to - from + 1));
  return {
    integer,
    chance: (share) => fraction() < share,
    pick: (list) => {
      const thing = list[integer(0, list.length - 1)];
      if (thing === undefined) throw new Error("cannot pick from an empty list: fill it");
      return thing;
    },
    shuffle: (list) =>
      list
        .map((thing) => ({ thing, place: fraction() }))
        .sort((one, other) => one.place - other.place)
        .map(({ thing }) => thing),
  };
}
