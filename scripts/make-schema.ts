/** Writes the JSON Schema of sources.json, from the schema it is read with. */
import { writeFileSync } from "node:fs";
import { toJsonSchema } from "../src/crawl/sources-schema.ts";

const target = new URL("../schemas/sources.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(toJsonSchema(), null, 2)}\n`);
