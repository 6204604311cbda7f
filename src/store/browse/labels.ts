import type { Bilingual } from "../../model/finding.ts";
import type { Store } from "../store.ts";

/** What the codebook calls the finding codes, in both languages. */
export function readFindingLabels(store: Store): ReadonlyMap<string, Bilingual> {
  const rows = store
    .sql<[], { name: string; label_zh: string | null; meaning: string | null }>(
      "select name, label_zh, meaning from codebook_entry where kind = 'finding'",
    )
    .all();
  return new Map(
    rows.map(({ name, label_zh, meaning }) => [
      name,
      { en: meaning ?? name, zh: label_zh ?? meaning ?? name },
    ]),
  );
}
