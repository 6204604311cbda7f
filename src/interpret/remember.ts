/** A report has some thousand short texts, and the labels among them are the same in every report. */
const MAX_REMEMBERED = 4_000;
/** Labels are short; remembering prose would only cost memory. */
const MAX_LENGTH = 100;

/**
 * A function of a text that answers from memory when asked again. Only for pure functions. It has two memories: what was
 * not asked for while the new one filled is forgotten, so that the texts of one site never drive out the official labels.
 */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  let before = new Map<string, T>();
  const keep = (text: string, value: T): T => {
    if (recent.size >= MAX_REMEMBERED) {
      before = recent;
      recent = new Map();
    }
    recent.set(text, value);
    return value;
  };
  return (text) => {
    if (text.length > MAX_LENGTH) return compute(text);
    const stored = recent.get(text);
    if (stored !== undefined) return stored;
    const older = before.get(text);
    const own = detach(text);
    return keep(own, older ?? compute(own));
  };
}

/** The same text on its own. V8 cuts a text without copying, so that keeping a label would keep the page it stood on. */
function detach(text: string): string {
  return `${text} `.slice(0, -1);
}
