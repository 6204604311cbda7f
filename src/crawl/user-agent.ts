/** The name robots.txt rules are looked up under. */
export const productName = "nianbao";

/** What a header can carry: "annual-reports@example.org". */
const headerText = /^[\x21-\x7e][\x20-\x7e]*$/;

/**
 * Who is asking, truthfully: `nianbao/1.4.0 (+https://example.org/crawler)`. The contact is the operator's, so that a
 * site can reach them; throws if a header cannot carry it.
 */
export function toUserAgent(version: string, contact: string | undefined): string {
  if (contact === undefined || contact.trim() === "") return `${productName}/${version}`;
  const trimmed = contact.trim();
  if (!headerText.test(trimmed) || trimmed.includes("(") || trimmed.includes(")")) {
    throw new Error(
      `expected the contact to be an e-mail or web address in plain ASCII, met ${JSON.stringify(contact)}`,
    );
  }
  return `${productName}/${version} (+${trimmed})`;
}
