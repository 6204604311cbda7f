/** Of a page that weighs more the beginning is looked at: a shell is small. */
const maxCharacters = 512 * 1024;
/** Beside its links, its scripts and its title a shell says "loading…", "please wait", or nothing. */
const maxShellLetters = 40;
/** A page with the dress of its site around an empty list: whose site it is, its number, where to complain. */
const maxDressLetters = 400;

/** <script src="app.js">, <script> */
const script = /<script\b/iu;
/** What is no text of the page: scripts, styles, comments, the head's title, and links, which are menus where no list is found. */
const unread =
  /<(script|style|noscript|textarea|title|template|a)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/giu;
/** Stops at the next <: a page of nothing but that must not cost its square. */
const tag = /<[^<>]*>/gu;
const letter = /\p{L}/gu;
/** <div id="app"></div>, <ul class="news-list"> </ul>, <tbody id="rows"></tbody>: what scripts are to fill */
const emptyContainer =
  /<(div|ul|ol|dl|table|tbody|section|main)\b([^<>]{0,300})>\s{0,200}<\/\1\s*>/giu;
/** id="…", class="main-list": a clearing line has neither such a name nor anything to be filled with */
const fillable =
  /\bid\s*=|\bclass\s*=\s*["']?[^"'<>]{0,80}(?:list|data|content|main|app|root|result)/iu;
/** {{item.title}}, ${row.name}: a pattern that scripts are to fill in */
const pattern = /\{\{[^{}<>]{1,80}\}\}|\$\{[\w.]{1,60}\}/u;
/** 正在加载…, 加载中, 请稍候, Loading... */
const waiting = /正在加载|加载中|请稍[候后等]|loading/iu;
const blanks = /\s+/gu;
const maxQuotedCharacters = 60;

/**
 * By what an HTML page shows that it is for its scripts to fill; undefined if it has text of its own, or no script.
 * To be asked of pages that gave neither a report nor links to any.
 * @param beside `pictures`: the page may be all there in them, so that a lack of text alone says nothing
 */
export function findShell(html: string, beside: "pictures" | "nothing"): string | undefined {
  const start = html.slice(0, maxCharacters);
  if (!script.test(start)) return undefined;
  const shown = start.replace(unread, " ");
  const text = shown.replace(tag, " ");
  const letters = [...text.matchAll(letter)].length;
  if (letters > maxDressLetters) return undefined;
  const sign = findSign(start, shown, text);
  if (sign !== undefined) return sign;
  return letters <= maxShellLetters && beside === "nothing" ? "scripts and no text" : undefined;
}

function findSign(html: string, shown: string, text: string): string | undefined {
  const written = pattern.exec(shown)?.[0];
  if (written !== undefined) return `a pattern that scripts fill in: ${written}`;
  const empty = [...html.matchAll(emptyContainer)].find(([, , said = ""]) => fillable.test(said));
  if (empty !== undefined) {
    return `an empty element: ${empty[0].replace(blanks, " ").slice(0, maxQuotedCharacters)}`;
  }
  const wait = waiting.exec(text)?.[0];
  return wait && `it asks to wait: ${wait}`;
}
