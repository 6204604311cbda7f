/** Writes the JSON Schemas of sources.json and corrections.json, from the schemas they are read with. */
import { writeFileSync } from "node:fs";
import { toCorrectionsJsonSchema } from "../src/commands/corrections-schema.ts";
import { toJsonSchema } from "../src/crawl/sources-schema.ts";

const schemas = { sources: toJsonSchema(), corrections: toCorrectionsJsonSchema() };
for (const [name, schema] of Object.entries(schemas)) {
  const target = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}
