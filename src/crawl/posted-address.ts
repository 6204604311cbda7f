/** #post=startrecord%3D1%26endrecord%3D45, #postback=__EVENTTARGET%3DPager%26__EVENTARGUMENT%3D2 */
const fragment = /^#(post|postback)=(.*)$/s;

/*
 * An address that is asked by POST is one string, too: what is to be sent stands in its fragment, which never goes over the
 * wire. So two pages of one list stay two addresses in the frontier and survive a restart. Only site families make such
 * addresses; the fragment of a page's own link is dropped like any other.
 */

/**
 * An address with the form that it is to be asked with.
 * @param form as sent: `startrecord=1&endrecord=45`
 */
export function toPostedAddress(url: URL, form: string): URL {
  return withFragment(url, "post", form);
}

/**
 * An address whose form lies in the page that it shows by GET: its hidden fields change with every answer, so they are
 * looked up when the address is asked.
 * @param fields what is filled in beside them: `__EVENTTARGET=Pager&__EVENTARGUMENT=2`
 */
export function toPostBackAddress(url: URL, fields: string): URL {
  return withFragment(url, "postback", fields);
}

/** The form an address is to be asked with; undefined for one that is asked by GET or whose form is still to be had. */
export function findForm(url: URL): string | undefined {
  return readFragment(url, "post");
}

/** What is to be filled into the form that the address shows by GET; undefined for any other address. */
export function findPostBack(url: URL): string | undefined {
  return readFragment(url, "postback");
}

/** True if an address is asked by POST: what it answers stands under no validator. */
export function isPosted(url: URL): boolean {
  return findForm(url) !== undefined || findPostBack(url) !== undefined;
}

/** The address as it goes over the wire, which is what robots.txt speaks of. */
export function withoutForm(url: URL): URL {
  if (url.hash === "") return url;
  const sent = new URL(url);
  sent.hash = "";
  return sent;
}

type Kind = "post" | "postback";

function withFragment(url: URL, kind: Kind, text: string): URL {
  const made = new URL(url);
  made.hash = `${kind}=${encodeURIComponent(text)}`;
  return made;
}

function readFragment(url: URL, kind: Kind): string | undefined {
  const [, written, text] = fragment.exec(url.hash) ?? [];
  if (written !== kind || text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
