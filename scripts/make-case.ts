import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { type CaseFile, folderOf, sha256Of } from "../test/pipeline/case.ts";

// Makes a test case of a document: npm run case -- FILE place-year-reason ["text/html; charset=gbk"]

const [file, slug, contentType = "text/html"] = process.argv.slice(2);
if (file === undefined || slug === undefined) {
  process.stderr.write('usage: npm run case -- FILE place-year-reason ["content type"]\n');
  process.exit(2);
}
const folder = folderOf(slug);
if (existsSync(folder)) {
  process.stderr.write(`the case is there already: ${fileURLToPath(folder)}\n`);
  process.exit(1);
}
mkdirSync(folder);
// The very bytes, never tidied: their charset and their faults are what the case is about.
copyFileSync(file, new URL(`source${extname(file) || ".html"}`, folder));
const description: CaseFile = {
  content_type: contentType,
  sha256: sha256Of(readFileSync(file)),
  why: "",
  seen: "",
};
writeFileSync(new URL("case.json", folder), `${JSON.stringify(description, undefined, 2)}\n`);
process.stdout.write(
  `made ${fileURLToPath(folder)}\nsay in case.json why it exists and where it was seen, then: npm run accept -- ${slug}\n`,
);
