/** A family of metrics as Prometheus would take it in. */
export interface ParsedMetric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly {
    readonly labels: ReadonlyMap<string, string>;
    readonly value: number;
  }[];
}

const METRIC = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
/** # HELP nianbao_reports Number of reports held. */
const HELP_LINE = new RegExp(`^# HELP (${METRIC}) ((?:[^\\\\\\n]|\\\\[\\\\n])*)$`, "u");
/** # TYPE nianbao_reports gauge */
const TYPE_LINE = new RegExp(`^# TYPE (${METRIC}) (counter|gauge|histogram|summary|untyped)$`, "u");
/** nianbao_addresses{state="done"} 46 */
const SAMPLE_LINE = new RegExp(
  `^(${METRIC})(?:\\{((?:${LABEL}(?:,(?=[a-zA-Z_]))?)*)\\})? ([-+]?(?:\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?|Inf|NaN))$`,
  "u",
);
/** state="done" */
const LABEL_PART = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/gu;
/** \n in a label value */
const ESCAPE = /\\(.)/gu;

/**
 * Parses Prometheus' text format by its grammar, and stricter than it: every family has a help and a type, in this order
 * and before its samples, which stand together, none twice.
 */
export function parseExposition(text: string): ParsedMetric[] {
  if (!text.endsWith("\n")) throw new Error("expected a line feed at the end");
  const lines = text.slice(0, -1).split("\n");
  const metrics: ParsedMetric[] = [];
  while (lines.length > 0) {
    const metric = takeFamily(lines);
    if (metrics.some(({ name }) => name === metric.name)) throw new Error(`${metric.name} again`);
    metrics.push(metric);
  }
  return metrics;
}

function takeFamily(lines: string[]): ParsedMetric {
  const help = expectMatch(HELP_LINE, lines.shift());
  const type = expectMatch(TYPE_LINE, lines.shift());
  const name = help[1] ?? "";
  if (type[1] !== name) throw new Error(`expected the type of ${name}, met ${type[0]}`);
  const end = lines.findIndex((line) => line.startsWith("#"));
  const samples = lines.splice(0, end === -1 ? lines.length : end).map((line) => {
    const sample = expectMatch(SAMPLE_LINE, line);
    if (sample[1] !== name) throw new Error(`expected a sample of ${name}, met ${line}`);
    return { labels: parseLabels(sample[2] ?? ""), value: Number(sample[3]) };
  });
  const keys = samples.map(({ labels }) => JSON.stringify([...labels].sort()));
  if (new Set(keys).size < keys.length) throw new Error(`${name} has a sample twice`);
  return { name, type: type[2] ?? "", help: toPlain(help[2] ?? ""), samples };
}

function expectMatch(pattern: RegExp, line: string | undefined): RegExpExecArray {
  const match = pattern.exec(line ?? "");
  if (match === null) throw new Error(`expected ${pattern}, met ${line}`);
  return match;
}

const parseLabels = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(LABEL_PART)].map(([, name = "", value = ""]) => [name, toPlain(value)]),
  );

const toPlain = (text: string): string =>
  text.replace(ESCAPE, (_, character: string) => (character === "n" ? "\n" : character));
