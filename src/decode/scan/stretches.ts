/** A stretch of places from `from` up to, but without, `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches where there is ink; gaps of up to `maxGap` places do not part them. */
export function listInked(counts: ArrayLike<number>, maxGap = 0): Stretch[] {
  const stretches: { from: number; to: number }[] = [];
  for (let place = 0; place < counts.length; place += 1) {
    if ((counts[place] ?? 0) === 0) continue;
    const last = stretches.at(-1);
    if (last !== undefined && place - last.to <= maxGap) last.to = place + 1;
    else stretches.push({ from: place, to: place + 1 });
  }
  return stretches;
}

export const lengthOf = ({ from, to }: Stretch): number => to - from;
