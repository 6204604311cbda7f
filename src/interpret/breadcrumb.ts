import type { Line } from "./flow.ts";

/** Lines above the text among which a breadcrumb stands. */
const MAX_HEAD_LINES = 60;
/** A breadcrumb may print each of its steps on a line of its own. */
const MAX_STEPS = 8;
const MAX_STEP_CHARACTERS = 30;
/** 当前位置：首页 > 政府信息公开 > 县教育局, 您所在的位置 */
const START = /位置|^首页/;
/** Between the steps, or a step's line of its own. */
const SEPARATOR = /[>»›→＞]/;

/** The line above the text that says where on the site the page lies; undefined if there is none. */
export function findBreadcrumb(lines: readonly Line[], bodyLine: number): string | undefined {
  const head = lines
    .slice(Math.max(0, bodyLine - MAX_HEAD_LINES), bodyLine)
    .map((line) => (line.kind === "text" ? line.text : ""));
  const start = head.findIndex((text, at) => START.test(text) && leadsOn(head, at));
  if (start < 0) return undefined;
  const first = head[start] ?? "";
  return [first, ...listFurtherSteps(head.slice(start + 1))].join("");
}

function leadsOn(head: readonly string[], at: number): boolean {
  return SEPARATOR.test(head[at] ?? "") || SEPARATOR.test(head[at + 1] ?? "");
}

/** Lines that begin with a separator, and the step right after a separator that stands alone. */
function listFurtherSteps(lines: readonly string[]): string[] {
  const steps: string[] = [];
  for (const text of lines.slice(0, 2 * MAX_STEPS)) {
    const isOpen = SEPARATOR.test(steps.at(-1)?.slice(-1) ?? "");
    if (text.length > MAX_STEP_CHARACTERS || !(isOpen || SEPARATOR.test(text))) break;
    steps.push(text);
  }
  return steps;
}
