import { readFileSync } from "node:fs";

/** The version of this program, which is also that of its parser: readings carry it. */
export function readVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error(
    "package.json names no version: the installation is damaged, install nianbao again",
  );
}
