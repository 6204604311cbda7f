/** Official labels are the same in every report; beyond this many texts the memory starts afresh. */
const MAX_REMEMBERED = 4_000;
/** Labels are short; remembering prose would only cost memory. */
const MAX_LENGTH = 100;

/** A function of a text that answers from memory when asked again. Only for pure functions. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const memory = new Map<string, T>();
  return (text) => {
    const stored = memory.get(text);
    if (stored !== undefined) return stored;
    if (text.length > MAX_LENGTH) return compute(text);
    if (memory.size >= MAX_REMEMBERED) memory.clear();
    const own = detach(text);
    const computed = compute(own);
    memory.set(own, computed);
    return computed;
  };
}

/** The same text on its own. V8 cuts a text without copying, so that keeping a label would keep the page it stood on. */
function detach(text: string): string {
  return `${text} `.slice(0, -1);
}
