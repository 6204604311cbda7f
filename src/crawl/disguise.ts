import type { AddressState } from "../model/address.ts";
import type { FetchOutcome } from "../model/fetch.ts";
import type { PageReading } from "../model/reading.ts";

/** What an answer of 200 truly is: a page that says "not found", or a wall in front of the site. */
export interface Disguise {
  readonly outcome: Extract<FetchOutcome, "gone" | "refused">;
  readonly state: Extract<AddressState, "gone" | "refused">;
  readonly reason: string;
}

/** Walls send up to some hundred kilobytes of script; a page of a site beyond this is a page. */
const maxBytes = 256 * 1024;
/** A page with more to say than this is not taken for a notice, whatever words it holds. */
const maxNoticeCharacters = 300;
const maxTitleCharacters = 40;
/** Below this a page shows nothing: a blank, a dot, "loading…". */
const maxBlankCharacters = 20;
/** <a …>, <img …>, <div …>: something to show, to follow or to fill */
const content = /<(?:a|img|div|table|form|embed|object)\b/iu;
const maxQuotedCharacters = 60;

/** <!DOCTYPE html>, <html>, <script>, after blanks and a byte order mark */
const markup = /^[\s\uFEFF\u00ef\u00bb\u00bf]*</u;
/** <script>…</script> and <style>…</style> with what is in them, and comments */
const unseen =
  /<(script|style|noscript|textarea)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/giu;
const script = /<script\b/iu;
const head = /<title\b[^<>]*>([^<]{0,500})<\/title\s{0,9}>/giu;
/** Stops at the next <: a page of nothing but that must not cost its square. */
const tag = /<[^<>]*>/gu;
const blanks = /(?:\s|&nbsp;|&#160;)+/giu;

/** 404-页面不存在, 404 Not Found, 您访问的页面不存在或已删除, 找不到该页面, 页面未找到, 文章不存在 */
const notFound =
  /404.{0,6}(?:页面|错误|not ?found|找不到|不存在)|(?:页面|网页|文章|信息|栏目|文件|资源|地址|内容).{0,6}(?:不存在|未找到|找不到|已(?:被)?删除|已下线|无法找到)|(?:找不到|未找到|无法找到).{0,8}(?:页面|网页|文章|文件|资源|内容)|not ?found|^(?:error)?404$/iu;
/** 安全验证, 访问验证, 请开启JavaScript并刷新该页, 人机验证, 您的访问被拦截, 创宇盾 */
const challenge =
  /(?:安全|访问|人机|滑动|身份)验证|验证码|(?:开启|启用|打开).{0,6}(?:java ?script|cookie)|enable (?:javascript|cookies)|访问(?:被|已被)?(?:拦截|拒绝|阻断|禁止)|请求(?:被|已被)?(?:拦截|阻断)|(?:访问|操作|请求).{0,4}(?:过于|太)频繁|异常(?:访问|流量|请求)|创宇盾|云防护|web应用防火墙|网站防火墙|安全狗|checking your browser|access denied/iu;
/** What the scripts of known walls are made of: __jsl_clearance, _$jsl, aliyun_waf, acw_sc__v2, $_ts */
const challengeScript =
  /__jsl_clearance|_\$jsl|aliyun_?waf|acw_sc__v[23]|\$_ts\s*[=.[]|yundun|yunsuo_session|safedog|cf-chl|_cf_chl|WAF_?(?:VERIFY|CHALLENGE)|security_verify/iu;
/** An address or a frame is set: a script that only leads on is no wall. */
const leadsOn = /location(?:\.href)?\s*=\s*["'][^"']+["']|location\.(?:replace|assign)\(\s*["']/iu;

/**
 * Looks behind an answer of 200 once it has been read. What reads as a report, a list of them or an interpretation is
 * what it reads as, whatever else it says; undefined for everything that is not plainly a notice.
 */
export function findDisguise(bytes: Uint8Array, reading: PageReading): Disguise | undefined {
  if (!isUndecided(reading) || bytes.byteLength > maxBytes) return undefined;
  for (const text of decodings(bytes)) {
    const found = findIn(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isUndecided({ outcome }: PageReading): boolean {
  if (outcome.kind === "other") return outcome.page === "not_a_report";
  return outcome.kind === "failed" && ["empty", "undecodable"].includes(outcome.failure);
}

/** Without asking for the declared encoding: what is not UTF-8 on a Chinese site is GBK or its larger kin. */
function* decodings(bytes: Uint8Array): Generator<string> {
  const text = new TextDecoder("utf-8").decode(bytes);
  if (!markup.test(text)) return;
  yield text;
  if (text.includes("\ufffd")) yield new TextDecoder("gb18030").decode(bytes);
}

function findIn(text: string): Disguise | undefined {
  const shown = text.replace(unseen, " ");
  const titles = [...shown.matchAll(head)].map(([, title = ""]) => toPlain(title));
  const body = toPlain(shown.replace(head, " "));
  const notice = [...titles, body].join(" ");
  // Such a page may have the whole dress of its site around it, but no page of a site calls itself so.
  if (titles.some(isNotFoundTitle)) return gone(notice);
  if (body.length > maxNoticeCharacters) return undefined;
  if (challenge.test(notice)) return refused(notice);
  if (notFound.test(body)) return gone(notice);
  if (body.length > maxBlankCharacters || !script.test(text)) return undefined;
  if (challengeScript.test(text)) return refused("a known wall's script and no text");
  return leadsOn.test(text) || shown.includes("<frame") || shown.includes("<iframe")
    ? undefined
    : findBareScript(shown);
}

/** Without a link, a picture or a container to fill, nothing of a site is there: only the script is meant to run. */
function findBareScript(shown: string): Disguise | undefined {
  return content.test(shown) ? undefined : refused("a script and no text");
}

function isNotFoundTitle(title: string): boolean {
  return title.length <= maxTitleCharacters && notFound.test(title);
}

function gone(notice: string): Disguise {
  const reason = `the page says that there is none: ${quote(notice)}`;
  return { outcome: "gone", state: "gone", reason };
}

function refused(notice: string): Disguise {
  const reason = `a challenge that only a browser or a person passes: ${quote(notice)}`;
  return { outcome: "refused", state: "refused", reason };
}

function toPlain(html: string): string {
  return html.replace(tag, " ").replace(blanks, " ").trim();
}

function quote(text: string): string {
  const short = text.trim().slice(0, maxQuotedCharacters);
  return short.length < text.trim().length ? `${short}…` : short;
}
