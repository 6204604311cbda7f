/** An article that a page carries as data for its script, which is to show it. */
export interface ScriptArticle {
  readonly title: string | undefined;
  readonly publisher: string | undefined;
  /** ISO date. */
  readonly publishedOn: string | undefined;
  readonly html: string;
  readonly attachments: readonly { readonly url: string; readonly name: string }[];
}

/** window._CONFIG = { SID: '755041', DETAIL: {"id":9103540,"title":"…","content":"\u003Cp\u003E…"} } (Guangdong gkmlpt) */
const detailStart = /\bDETAIL["']?\s{0,9}:\s{0,9}(?=\{)/;
const MARK = "DETAIL";
const SCRIPT_END = "</script";
const CONTENT = '"content"';
/** "content": " */
const contentStart = /"content"\s{0,9}:\s{0,9}(?=")/;
/** <p, </td: it is HTML and not a summary in plain text */
const tag = /<\/?[a-z]/i;
/** \' and the like, which scripts take and JSON does not */
const escapes = /\\(["\\/bfnrtu])?/g;
const controls = /\p{Cc}/gu;
const CHINA_OFFSET_SECONDS = 8 * 3600;

/** The article that stands in a script of the page, as data; undefined if none does. */
export function findScriptArticle(html: string): ScriptArticle | undefined {
  if (!html.includes(MARK) || !html.includes(CONTENT)) return undefined;
  const start = detailStart.exec(html);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  const end = html.indexOf(SCRIPT_END, from);
  const script = html.slice(from, end === -1 ? html.length : end);
  const detail = readObject(script) ?? readContent(script);
  const content = textOf(detail, "content");
  if (content === undefined || !tag.test(content)) return undefined;
  return {
    title: textOf(detail, "title"),
    publisher: textOf(detail, "publisher"),
    publishedOn: readDay(detail),
    html: content,
    attachments: readAttachments(detail),
  };
}

type Detail = Readonly<Record<string, unknown>>;

function readObject(script: string): Detail | undefined {
  const end = findClosing(script);
  return end === undefined ? undefined : toRecord(parse(script.slice(0, end + 1)));
}

/** The data as a whole is broken somewhere: its text is what is looked for. */
function readContent(script: string): Detail | undefined {
  const start = contentStart.exec(script);
  if (start === null) return undefined;
  const open = start.index + start[0].length;
  const close = findQuote(script, open);
  if (close === script.length) return undefined;
  const content = parse(script.slice(open, close + 1));
  return typeof content === "string" ? { content } : undefined;
}

/** The offset of the brace that closes the one the text begins with; undefined if none does. */
function findClosing(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = findQuote(text, at);
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

/** The offset of the quote that closes the one at `open`; the end of the text if none does. */
function findQuote(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** As JSON; and where it is none, as a script would take its texts. */
function parse(text: string): unknown {
  const repaired = () =>
    text
      .replace(escapes, (written, kept) => (kept === undefined ? "" : written))
      .replace(controls, " ");
  for (const written of [() => text, repaired]) {
    try {
      return JSON.parse(written());
    } catch {
      // The next way, or none.
    }
  }
  return undefined;
}

function toRecord(value: unknown): Detail | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function textOf(detail: Detail | undefined, name: string): string | undefined {
  const value = detail?.[name];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** Moments are in seconds; the day is that in China. */
function readDay(detail: Detail | undefined): string | undefined {
  const seconds = detail?.create_time ?? detail?.display_publish_time;
  if (typeof seconds !== "number" || seconds <= 0) return undefined;
  const moment = new Date((seconds + CHINA_OFFSET_SECONDS) * 1000);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 10);
}

function readAttachments(detail: Detail | undefined): ScriptArticle["attachments"] {
  const list = detail?.attachment;
  if (!Array.isArray(list)) return [];
  return list.flatMap((each: unknown) => {
    const record = toRecord(each);
    const url = textOf(record, "url");
    return url === undefined ? [] : [{ url, name: textOf(record, "name") ?? "" }];
  });
}
