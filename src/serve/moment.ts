/** "2026-01-05T06:07:08.009Z" as "2026-01-05 06:07:08 UTC". */
export function toMoment(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
