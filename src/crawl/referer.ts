import { families } from "./families/families.ts";

/** What is said of where a request comes from: the site's own root, as browsers that are to say no more do; as a rule nothing. */
export function toReferer(url: URL): Readonly<Record<string, string>> {
  const isNeeded = families.some((family) => family.needsReferer?.(url));
  return isNeeded ? { referer: `${url.origin}/` } : {};
}
