/** Blanks, line feeds, no-break and ideographic spaces. */
const WHITE_SPACE = /\s+/g;
/** Characters of no width that Word and web editors leave between digits. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;
/** Anything to fold within a text: most are clean, and looking is cheaper than rewriting. */
const UNFOLDED = /\s\s|[^\S ]|[\u200b-\u200d\u2060\ufeff\u00ad]/;

/** Folds every stretch of white space to one blank and trims the ends. */
export function foldWhiteSpace(text: string): string {
  const trimmed = text.trim();
  if (!UNFOLDED.test(trimmed)) return trimmed;
  return trimmed.replace(INVISIBLE, "").replace(WHITE_SPACE, " ").trim();
}
