import { writeFileSync } from "node:fs";
import { ACCEPTED_NAMES, findAccepted, folderOf, readCase } from "../test/pipeline/case.ts";

// Accepts what today's reader makes of test cases, and prints what changed: npm run accept -- place-year-reason…

const slugs = process.argv.slice(2);
if (slugs.length === 0) {
  process.stderr.write("usage: npm run accept -- place-year-reason…\n");
  process.exit(2);
}
for (const slug of slugs) {
  const read = await readCase(slug);
  for (const name of ACCEPTED_NAMES) {
    const before = findAccepted(slug, name);
    if (before === read[name]) continue;
    process.stdout.write(
      `${slug}/${name}\n${listChanges(before ?? "", read[name]).join("\n")}\n\n`,
    );
    writeFileSync(new URL(name, folderOf(slug)), read[name]);
  }
}

/** Lines taken away and lines added, without those that both begin and end with. */
function listChanges(before: string, after: string): string[] {
  const old = before.split("\n");
  const now = after.split("\n");
  let first = 0;
  while (first < Math.min(old.length, now.length) && old[first] === now[first]) first += 1;
  let last = 0;
  const rest = Math.min(old.length, now.length) - first;
  while (last < rest && old[old.length - 1 - last] === now[now.length - 1 - last]) last += 1;
  return [
    `@@ line ${first + 1}`,
    ...old.slice(first, old.length - last).map((line) => `- ${line}`),
    ...now.slice(first, now.length - last).map((line) => `+ ${line}`),
  ];
}
