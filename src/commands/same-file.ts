import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** True if two paths lead to the same file, links followed, whether or not it is there. */
export function isSameFile(one: string, other: string): boolean {
  return toRealPath(one) === toRealPath(other);
}

function toRealPath(path: string): string {
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch {
    // Not there yet: then its folder says where it would be.
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(toRealPath(parent), basename(absolute));
  }
}
