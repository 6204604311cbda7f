import { forms } from "../src/model/forms/forms.ts";
import { openStore } from "../src/store/open-store.ts";
import { describeData } from "./data-dictionary.ts";
import { describeForms } from "./forms-dictionary.ts";

/** The generated pages of docs by file name; a database in memory is asked, as it is asked for an export. */
export function listDictionary(): ReadonlyMap<string, string> {
  const known = [...forms.values()];
  const store = openStore(":memory:", { mode: "write", forms: known });
  try {
    return new Map([
      ["data-dictionary.md", describeData(store)],
      ["forms.md", describeForms(store, known)],
    ]);
  } finally {
    store.close();
  }
}
