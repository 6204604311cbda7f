import { execFileSync } from "node:child_process";

/** Compiles `src` before the tests, because some start the real command line from `dist`. */
export function setup(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
