/** <record><![CDATA[<li>…</li>]]></record> */
const recordMark = "<record>";
const textOpen = "<![CDATA[";
const textClose = "]]>";
/** <totalrecord>45</totalrecord> */
const totalRecord = /<totalrecord>\s{0,9}(\d{1,8})\s{0,9}<\/totalrecord>/i;

/**
 * The records of an XML data store, each the HTML of one entry. Searched mark by mark: pages come from anywhere, and a
 * pattern would look at a broken one again and again.
 */
export function listRecords(text: string): string[] {
  const [, ...parts] = text.split(recordMark);
  return parts.flatMap((part) => {
    const open = part.indexOf(textOpen);
    const close = part.lastIndexOf(textClose);
    return open === -1 || close < open ? [] : [part.slice(open + textOpen.length, close)];
  });
}

/** How many records the whole list has; undefined if the store does not say. */
export function countRecords(text: string): number | undefined {
  const total = totalRecord.exec(text)?.[1];
  return total === undefined ? undefined : Number(total);
}
