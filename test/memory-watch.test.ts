import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { MemoryWatch } from "../src/memory-watch.ts";

const MEGABYTE = 1024 * 1024;
const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

test("a thread that takes more and more memory outside its heap is stopped", async () => {
  const watch = new MemoryWatch(() => 300 * MEGABYTE);
  const greedy = new Worker(
    "const held = []; for (;;) held.push(new Uint8Array(8e6).fill(held.length));",
    { eval: true, resourceLimits: { maxOldGenerationSizeMb: 64 } },
  );
  const ended = new Promise<void>((resolve) => {
    greedy.once("exit", () => resolve());
  });
  watch.begin({ stop: () => void greedy.terminate() });
  await ended;
}, 30_000);

test("what has run longest is stopped first", async () => {
  let bytes = 100;
  const watch = new MemoryWatch(
    () => 20,
    () => bytes,
  );
  const stopped: string[] = [];
  const [first, second] = ["first", "second"].map((name) => ({ stop: () => stopped.push(name) }));
  if (first === undefined || second === undefined) throw new Error("two pieces of work expected");
  watch.begin(first);
  watch.begin(second);
  bytes = 119;
  await wait(150);
  expect(stopped).toEqual([]);
  bytes = 121; // and stays there, so that the second follows
  await wait(150);
  expect(stopped[0]).toBe("first");
  watch.end(first);
  watch.end(second);
});
