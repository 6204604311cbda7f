/** The middle of some numbers; of an even count, the lower of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error("no number was measured");
  return middle;
}

/** `0.63 (0.61–0.70)`: median and range. */
export function describe(numbers: readonly number[], digits: number): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const range = numbers.length > 1 ? ` (${low.toFixed(digits)}–${high.toFixed(digits)})` : "";
  return `${median(numbers).toFixed(digits)}${range}`;
}
