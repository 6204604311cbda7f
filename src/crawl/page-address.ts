/** ;jsessionid=0A1B, written into the path by Java servers. */
const sessionInPath = /;jsessionid=[^/?#]*/i;
/** Query parameters that name a visit, not a document. */
const visitParameter = /^(?:jsessionid|phpsessid|aspsessionid\w*|utm_\w+|spm)$/i;
/** Parameters that keep caches from answering, if their value is a clock or a die. */
const cacheParameter = /^(?:t|_t|_|rnd|random|timestamp)$/i;
/** 1700000000000, 0.123456 */
const passingValue = /^(?:\d{12,}|0\.\d{6,})$/;
/** line breaks and tabs inside an href, which browsers drop too */
const lineBreaks = /[\t\r\n]/g;

/**
 * The address a link means, in the one form it is known by: resolved, without fragment, session id and the parameters
 * that only keep caches from answering. Undefined for anything but http and https.
 */
export function findPageAddress(href: string, base: URL): URL | undefined {
  const written = href.trim().replace(lineBreaks, "");
  if (written === "" || written.startsWith("#")) return undefined;
  if (!URL.canParse(written, base.href)) return undefined;
  const url = new URL(written, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  url.hash = "";
  url.pathname = url.pathname.replace(sessionInPath, "");
  dropVisitParameters(url);
  return url;
}

/** Rewrites the query only where there is something to drop: some servers care about every byte of it. */
function dropVisitParameters(url: URL): void {
  const dropped = [...url.searchParams].filter(([name, value]) => isOfVisit(name, value));
  for (const [name] of dropped) url.searchParams.delete(name);
  if (url.search === "" && url.href.endsWith("?")) url.search = "";
}

function isOfVisit(name: string, value: string): boolean {
  return visitParameter.test(name) || (cacheParameter.test(name) && passingValue.test(value));
}

/** .pdf, .docx: what a report is attached as. */
const documentExtension = /\.(?:pdf|docx?|wps|rtf|xlsx?|zip)$/i;
/** viewer.html?file=/upload/2023.pdf */
const viewerParameter = /^(?:file|url|src|path|pdf)$/i;

/** download.jsp?urltype=news.DownloadAttachUrl, /module/download/downfile.jsp?filename=ab12.pdf, /downloadFile?id=7 */
const downloadScript =
  /\/(?:download|downfile|down|downloadfile|file_?download|attach_?download|downattach)\.(?:jsp|aspx?|do|action|php)\b|DownloadAttachUrl/i;

/** True if an address is that of a script that sends a document, whose name stands in its answer alone. */
export function isDownloadScript(address: string): boolean {
  return downloadScript.test(address);
}

/** True if an address or a file name is that of a document rather than a page. */
export function isDocumentName(name: string): boolean {
  return documentExtension.test(name.trim());
}

/** 2023.pdf anywhere in an address, or an escape, which may hide it */
const documentInside = /\.(?:pdf|docx?|wps|rtf|xlsx?|zip)|%/i;

/** False only if an address as written neither is that of a document, nor names one to a viewer, nor sends one. */
export function mayNameDocument(href: string): boolean {
  return documentInside.test(href.replace(lineBreaks, "")) || isDownloadScript(href);
}

/** The document a viewer page is asked to show; undefined if the address is not one of a viewer. */
export function findViewedDocument(url: URL): URL | undefined {
  for (const [name, value] of url.searchParams) {
    if (!viewerParameter.test(name) || !isDocumentName(value.split("?")[0] ?? "")) continue;
    return findPageAddress(value, url);
  }
  return undefined;
}
