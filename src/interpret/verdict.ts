import type { Equation } from "../model/form.ts";

/** The number in a cell; undefined where none is known. */
export type Look = (address: string) => number | undefined;

/** Whether an equation holds; undefined where a number in it is not known, for absence proves nothing. */
export function judgeEquation({ left, right }: Equation, look: Look): boolean | undefined {
  const [one, other] = [addUp(left, look), addUp(right, look)];
  return one === undefined || other === undefined ? undefined : one === other;
}

/** The cells of an equation, in no order. */
export const addressesOf = ({ left, right }: Equation): readonly string[] => [...left, ...right];

function addUp(addresses: readonly string[], look: Look): number | undefined {
  let total = 0;
  for (const address of addresses) {
    const value = look(address);
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}
