/** What a parameter was expected to be, as the dictionaries word it. */
export type Expectation =
  | { readonly kind: "whole_number"; readonly least: number; readonly most: number }
  | { readonly kind: "one_of"; readonly choices: readonly string[] }
  | { readonly kind: "short_text"; readonly most: number }
  | { readonly kind: "digits"; readonly least: number; readonly most: number }
  | { readonly kind: "once" };

/** A parameter that is not as it must be; answered with 400 and a sentence. */
export class BadParameter extends Error {
  override readonly name = "BadParameter";
  readonly parameter: string;
  readonly value: string;
  readonly expectation: Expectation;

  constructor(parameter: string, value: string, expectation: Expectation) {
    super(`${parameter} is not as expected: ${value}`);
    this.parameter = parameter;
    this.value = value;
    this.expectation = expectation;
  }
}

/** 12 */
const WHOLE_NUMBER = /^\d{1,15}$/;
/** Control characters have no place in what a person types. */
const CONTROL = /\p{Cc}/u;
const MAX_TEXT = 200;

/** The parameters of an address, each at most once, read by what they must be. */
export class Parameters {
  readonly #given: URLSearchParams;

  constructor(given: URLSearchParams) {
    this.#given = given;
  }

  /** Text of at most 200 characters; undefined if it is missing or empty. */
  findText(name: string): string | undefined {
    const [value, second] = this.#given.getAll(name);
    if (second !== undefined) throw new BadParameter(name, second, { kind: "once" });
    if (value === undefined || value.trim() === "") return undefined;
    if (value.length <= MAX_TEXT && !CONTROL.test(value)) return value.trim();
    throw new BadParameter(name, value, { kind: "short_text", most: MAX_TEXT });
  }

  findNumber(name: string, range: { readonly least: number; readonly most: number }) {
    const value = this.findText(name);
    return value === undefined ? undefined : toWholeNumber(name, value, range);
  }

  findChoice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.findText(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    throw new BadParameter(name, value, { kind: "one_of", choices });
  }
}

/** A whole number within a range, or BadParameter. */
export function toWholeNumber(
  name: string,
  value: string,
  { least, most }: { readonly least: number; readonly most: number },
): number {
  const number = WHOLE_NUMBER.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new BadParameter(name, value, { kind: "whole_number", least, most });
}

/** "/findings/3?code=x": printable ASCII, since browsers take tabs out of an address, and "/\t/a" is "//a" to them */
const OWN_PATH = /^\/(?!\/)[!-[\]-~]*$/;

/** True for a path on this server that no browser takes for an address elsewhere. */
export function isOwnPath(address: string): boolean {
  return OWN_PATH.test(address);
}

/** Numbers that the database gives. */
export const ANY_ID = { least: 1, most: 999_999_999_999 } as const;

/** A part of an address that the workbench has; undefined parameters are left out. */
export function toAddress(
  path: string,
  parameters: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
