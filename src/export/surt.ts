/** "http://www.a.gov.cn/", "https://www2.a.gov.cn/" */
const WWW = /^(https?:\/\/)www\d*\./u;
const HTTP = /^https?:/u;

/**
 * An address turned about, so that the pages of a site and the sites of a county stand together when sorted:
 * `http://www.a.gov.cn/B?d=1&c=2` is `cn,gov,a)/b?c=2&d=1`. Anything but HTTP stays as it is.
 */
export function toSurt(address: string): string {
  if (!HTTP.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address.replace(WWW, "$1").toLowerCase());
  url.searchParams.sort();
  const host = url.hostname.split(".").reverse().join(",");
  const port = url.port === "" ? "" : `:${url.port}`;
  return `${host}${port})${url.pathname}${url.search}`;
}
