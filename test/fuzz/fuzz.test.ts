import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/model/reading.ts";
import { randomFrom } from "../sample/random.ts";
import { listSilentValues } from "./oracle.ts";
import { type Subject, subjects } from "./subjects.ts";

/** Rounds for each format where somebody wants to look longer: NIANBAO_FUZZ=10000. */
const asked = Number(process.env.NIANBAO_FUZZ ?? 0);
/** Another start for every look: NIANBAO_FUZZ_SEED=7. */
const firstSeed = Number(process.env.NIANBAO_FUZZ_SEED ?? 1);
const MAX_MUTATIONS = 3;
const ROUND_MS = 25_000;

interface Reader {
  read(bytes: Uint8Array, context: object): Promise<{ readonly outcome: Outcome }>;
  close(): Promise<void>;
}

let reader: Reader;
beforeAll(async () => {
  // Worker threads run what is compiled; one that hangs or dies is seen as a document that is exhausted.
  const { createReader } = await import(new URL("../../dist/reader.js", import.meta.url).href);
  reader = createReader({ threads: 1 });
});
afterAll(async () => {
  await reader.close();
});

function spoil(
  subject: Subject,
  seed: number,
): { whole: Subject["reports"][0]; bytes: Uint8Array } {
  const random = randomFrom(seed);
  const whole = random.pick(subject.reports);
  let bytes = whole.bytes;
  for (let times = random.integer(1, MAX_MUTATIONS); times > 0; times -= 1) {
    try {
      bytes = random.pick(subject.mutations)(bytes, random);
    } catch {
      // A package that an earlier mutation broke cannot be opened to spoil a part of it.
    }
  }
  return { whole, bytes };
}

async function look(subject: Subject, seed: number): Promise<string[]> {
  const { whole, bytes } = spoil(subject, seed);
  if (bytes.length === 0) return [];
  const { contentType } = subject;
  const { outcome } = await reader.read(bytes, { contentType, url: "http://www.example.gov.cn/1" });
  if (outcome.kind === "failed") {
    return outcome.failure === "exhausted" ? [`seed ${seed}: ${outcome.reason}`] : [];
  }
  const silent = await listSilentValues(outcome, bytes, contentType, whole);
  return silent.map((what) => `seed ${seed}: ${what}`);
}

describe("a spoilt document is read, doubted or refused, never wrong in silence:", () => {
  test.each(subjects.map((subject): [string, Subject] => [subject.format, subject]))(
    "%s",
    async (_, subject) => {
      const rounds = asked > 0 ? asked : subject.rounds;
      const found: string[] = [];
      for (let seed = firstSeed; seed < firstSeed + rounds; seed += 1) {
        found.push(...(await look(subject, seed)));
      }
      expect(found).toEqual([]);
    },
    asked > 0 ? asked * ROUND_MS : 120_000,
  );
});

test("the rule can be broken: a figure read in the cell of another is seen, a spoilt digit is not", async () => {
  const [subject] = subjects;
  const whole = subject?.reports[0];
  if (subject === undefined || whole === undefined) throw new Error("nothing to spoil");
  const { contentType } = subject;
  const { outcome } = await reader.read(whole.bytes, { contentType, url: "http://a.example/1" });
  if (outcome.kind !== "report") throw new Error("no report");
  const [first, second] = outcome.report.cells;
  const reread = (raw: string | null, value: number | null): Outcome => ({
    ...outcome,
    report: {
      ...outcome.report,
      cells: outcome.report.cells.map((cell) => (cell === first ? { ...cell, raw, value } : cell)),
    },
  });
  const moved = reread(second?.raw ?? null, second?.value ?? null);
  expect(await listSilentValues(moved, whole.bytes, contentType, whole)).toHaveLength(1);
  const text = new TextDecoder().decode(whole.bytes);
  const spoilt = new TextEncoder().encode(text.replace(`<td>${first?.raw}</td>`, "<td>98765</td>"));
  expect(await listSilentValues(reread("98765", 98_765), spoilt, contentType, whole)).toEqual([]);
});
