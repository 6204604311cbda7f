/** A report has some thousand short texts, and the labels among them are the same in every report. */
const MAX_REMEMBERED = 4_000;
/** Labels are short; remembering prose would only cost memory. */
const MAX_LENGTH = 100;

/** What was worked out of texts, as long as it is asked for. */
export interface Memory<T> {
  readonly find: (text: string) => T | undefined;
  /** @param text must hold no part of a page: whoever keeps it keeps all that it was cut from. */
  readonly keep: (text: string, value: T) => void;
}

/**
 * A memory for so many texts and as many again: what was not asked for while the new half filled is forgotten, so that
 * the texts of one site never drive out the official labels. Only for what depends on the text alone.
 */
export function openMemory<T>(size: number): Memory<T> {
  let recent = new Map<string, T>();
  let before = new Map<string, T>();
  const keep = (text: string, value: T): void => {
    if (recent.size >= size) {
      before = recent;
      recent = new Map();
    }
    recent.set(text, value);
  };
  const find = (text: string): T | undefined => {
    const stored = recent.get(text);
    if (stored !== undefined) return stored;
    const older = before.get(text);
    if (older !== undefined) keep(detach(text), older);
    return older;
  };
  return { find, keep };
}

/** A function of a text that answers from memory when asked again. Only for pure functions. */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const memory = openMemory<T>(MAX_REMEMBERED);
  return (text) => {
    if (text.length > MAX_LENGTH) return compute(text);
    const stored = memory.find(text);
    if (stored !== undefined) return stored;
    const own = detach(text);
    const value = compute(own);
    memory.keep(own, value);
    return value;
  };
}

/** The same text on its own. V8 cuts a text without copying, so that keeping a label would keep the page it stood on. */
function detach(text: string): string {
  return `${text} `.slice(0, -1);
}
