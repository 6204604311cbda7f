import { expect, test } from "vitest";
import { printHtml } from "../sample/print/html.ts";
import { printPage } from "../sample/print/page.ts";
import { sampleReport } from "../sample/report.ts";
import { makeWorkplace, type Workplace } from "./workplace.ts";

async function withReport(): Promise<Workplace> {
  const place = makeWorkplace();
  place.write("report.html", printHtml(printPage(sampleReport(5)), {}).bytes);
  expect((await place.run("ingest", "report.html")).code).toBe(0);
  return place;
}

/** What standard output says first. */
function firstLine(running: ReturnType<Workplace["start"]>): Promise<string> {
  return new Promise((resolve, reject) => {
    running.child.stdout?.once("data", (bytes) => resolve(String(bytes).trim()));
    running.ended.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
}

test("it prints its address, answers there in a thread of its own, and ends cleanly at SIGTERM", async () => {
  const place = await withReport();
  const running = place.start(["serve", "--port", "0"]);
  const url = await firstLine(running);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect((await fetch(`${url}/coverage`)).status).toBe(200);
  const original = await (
    await fetch(`${url}/versions/1/original?target=requests.new.total`)
  ).text();
  expect(original).toContain('id="here"');
  running.child.kill("SIGTERM");
  const { code, signal } = await running.ended;
  expect([code, signal]).toEqual([0, null]);
});

test("a crawl or ingest goes on beside it, and what it stores is seen", async () => {
  const place = await withReport();
  const running = place.start(["serve", "--port", "0", "--json"]);
  const { url }: { url: string } = JSON.parse(await firstLine(running));
  place.write("second.html", printHtml(printPage(sampleReport(6)), {}).bytes);
  expect((await place.run("ingest", "second.html")).code).toBe(0);
  expect((await fetch(`${url}/reports/2`)).status).toBe(200);
  running.child.kill("SIGINT");
  expect((await running.ended).code).toBe(0);
});

test.each([
  [["--host", "0.0.0.0"], "--password-file"],
  [["--host", "0.0.0.0", "--password-file", "none.txt"], "cannot be read"],
  [["--port", "70000"], "at most 65535"],
])("serve %j is refused with advice", async (words, advice) => {
  const place = makeWorkplace();
  const { code, stderr } = await place.run("serve", ...words);
  expect(code).toBe(2);
  expect(stderr).toContain(advice);
});

test("without a database it says what to do", async () => {
  const { code, stderr } = await makeWorkplace().run("serve");
  expect(code).toBe(1);
  expect(stderr).toContain("does not exist: crawl or ingest first");
});
