import { existsSync, readFileSync } from "node:fs";

/** Ticks of the kernel's clock in a second, as /proc reports them on every Linux. */
const TICKS = 100;

/** CPU seconds that the whole machine has been busy; undefined where there is no /proc. */
export function readBusySeconds(): number | undefined {
  if (!existsSync("/proc/stat")) return undefined;
  const [first = ""] = readFileSync("/proc/stat", "utf8").split("\n", 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = first
    .split(" ")
    .filter((word) => word !== "" && word !== "cpu")
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) / TICKS;
}
