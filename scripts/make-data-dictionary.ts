/** Writes docs/data-dictionary.md and docs/forms.md from the public schema, the codebook and the forms. */
import { writeFileSync } from "node:fs";
import { listDictionary } from "./list-dictionary.ts";

for (const [name, text] of listDictionary()) {
  writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
}
