/**
 * Started by tests as a process of its own. `write PATH`: stores one report after the other until it is
 * killed, a line for each. `lock PATH`: takes the lock and keeps it.
 */
import { argv, pid, stdout } from "node:process";
import { takeLock } from "../../src/store/lock.ts";
import { openStore } from "../../src/store/open-store.ts";
import { settle } from "../../src/store/settle.ts";
import { FORMS, PARSER, reported, sampleReport, sampleRun, sampleVisit } from "./sample-data.ts";

const [, , task, path = ""] = argv;

if (task === "lock") {
  takeLock(path, { pid, command: "crawl", since: "2026-01-05T00:00:00.000Z" });
  stdout.write("locked\n");
  setInterval(() => undefined, 1000);
} else {
  const store = openStore(path, { mode: "write", forms: FORMS });
  const run = sampleRun();
  for (let page = 1; ; page += 1) {
    const report = sampleReport({
      agency: { name: `第${page}局`, printed: null, divisionCode: null },
    });
    const url = `http://a.example/${page}`;
    const hash = page.toString(16).padStart(8, "0");
    settle(store, run, sampleVisit({ url, hash, outcome: reported(report) }), PARSER);
    // Only what was said to be stored is held against the database.
    stdout.write(`${page}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
