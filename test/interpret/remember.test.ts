import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { remember } from "../../src/interpret/remember.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

test("a text is computed once", () => {
  let computed = 0;
  const lengthOf = remember((text) => {
    computed += 1;
    return text.length;
  });
  expect([lengthOf("新收政府信息公开申请"), lengthOf("新收政府信息公开申请")]).toEqual([10, 10]);
  expect(computed).toBe(1);
});

test("a label keeps nothing of the page it stood on", () => {
  const firstOf = remember((text) => [text]);
  const before = heapMb();
  for (let page = 0; page < 200; page += 1) {
    const label = `第${page}行本年新收政府信息公开申请数量合计`;
    const text = Buffer.from(`${label}${"页".repeat(100_000)}`).toString();
    firstOf(text.slice(0, label.length));
  }
  // Together the pages are 40 MB.
  expect(heapMb() - before).toBeLessThan(10);
});
