import { Parser } from "htmlparser2";
import type { Exchange } from "./http.ts";
import { findPostBack, toPostedAddress, withoutForm } from "./posted-address.ts";

/** __VIEWSTATE, __EVENTVALIDATION: what an ASP.NET page wants back, and nothing that a person would fill in */
const stateName = /^__[A-Z]+$/;

/**
 * Asks an address whose form lies in its own page: first that page, then the form with the page's hidden fields. Any other
 * address is asked as it is.
 * @param ask one request, polite
 */
export async function askWithState(
  url: URL,
  ask: (url: URL) => Promise<Exchange>,
): Promise<Exchange> {
  const fields = findPostBack(url);
  if (fields === undefined) return ask(url);
  const opened = await ask(withoutForm(url));
  if (opened.kind === "failed" || opened.body === undefined) return opened;
  const form = readState(opened.body);
  for (const [name, value] of new URLSearchParams(fields)) form.set(name, value);
  return ask(toPostedAddress(withoutForm(url), form.toString()));
}

/** The names and values are ASCII, whatever the page is written in. */
function readState(page: Uint8Array): URLSearchParams {
  const state = new URLSearchParams();
  const parser = new Parser(
    {
      onopentag(element, { type, name, value }) {
        if (element !== "input" || type?.toLowerCase() !== "hidden") return;
        if (name !== undefined && stateName.test(name)) state.set(name, value ?? "");
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(Buffer.from(page).toString("latin1"));
  parser.end();
  return state;
}
