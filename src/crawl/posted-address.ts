/** #post=startrecord%3D1%26endrecord%3D45 */
const posted = /^#post=(.*)$/s;

/**
 * An address that is asked by POST, as one string: the form stands in the fragment, which is never sent. So two pages of
 * one list stay two addresses in the frontier and survive a restart. Only a site family makes such an address; the
 * fragment of a page's own link is dropped like any other.
 * @param form as sent: `startrecord=1&endrecord=45`
 */
export function toPostedAddress(url: URL, form: string): URL {
  const made = new URL(url);
  made.hash = `post=${encodeURIComponent(form)}`;
  return made;
}

/** The form an address is to be asked with; undefined for one that is asked by GET. */
export function findForm(url: URL): string | undefined {
  const written = posted.exec(url.hash)?.[1];
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** True if an address is asked by POST: what it answers stands under no validator. */
export function isPosted(url: URL): boolean {
  return findForm(url) !== undefined;
}

/** What goes over the wire of an address beside its form, and what robots.txt speaks of. */
export function withoutForm(url: URL): URL {
  if (url.hash === "") return url;
  const sent = new URL(url);
  sent.hash = "";
  return sent;
}
