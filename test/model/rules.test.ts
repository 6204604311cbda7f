import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { boundsOf, equationsOf } from "../../src/model/forms/equations.ts";
import { forms } from "../../src/model/forms/forms.ts";
import { rules } from "../../src/model/rules.ts";

const byId = new Map(rules.map((rule) => [rule.id, rule]));

test("every equation and bound of every form is a rule of the list, with the same code and severity", () => {
  const used = [...forms.values()].flatMap((form) => [...equationsOf(form), ...boundsOf(form)]);
  expect(used.length).toBeGreaterThan(80);
  for (const { rule, code, severity } of used) {
    expect(byId.get(rule)).toMatchObject({ code, severity });
  }
});

test("no two rules have one id, and each says what it compares and what it rests on", () => {
  expect(byId.size).toBe(rules.length);
  for (const { compares, basis } of rules) {
    expect(compares.en).not.toBe("");
    expect(compares.zh).not.toBe("");
    expect(basis).not.toBe("");
  }
});

test("docs/checks.md tells every rule as it is", () => {
  const text = readFileSync(new URL("../../docs/checks.md", import.meta.url), "utf8");
  for (const { id, code, severity, compares, basis } of rules) {
    expect(text).toContain(`| \`${id}\` | \`${code}\` | ${severity} | ${compares.en} | ${basis} |`);
  }
});
