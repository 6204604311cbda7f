/**
 * Works on items some at once and gives the results in the items' order. No more than `window` items are begun and not
 * yet taken, so that memory stays flat however many there are.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  window: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  try {
    for (const item of items) {
      begun.push(work(item));
      if (begun.length < window) continue;
      const first = begun.shift();
      if (first !== undefined) yield await first;
    }
    while (begun.length > 0) {
      const first = begun.shift();
      if (first !== undefined) yield await first;
    }
  } finally {
    // A taker that stops early leaves work behind: it ends before the generator does, and its errors with it.
    await Promise.allSettled(begun);
  }
}
