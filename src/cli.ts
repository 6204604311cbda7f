#!/usr/bin/env node
import { readFileSync } from "node:fs";

const manifest: unknown = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
  process.stdout.write(`${String(manifest.version)}\n`);
}
