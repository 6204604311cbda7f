/** Loaded into a measured process with --import: at its end it writes what it used to the file NIANBAO_BENCH_USAGE. */
import { readFileSync, writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// "VmHWM:	  123456 kB"
const HIGH_WATER = /VmHWM:\s+(\d+) kB/;

if (isMainThread) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: readPeakMb() };
    writeFileSync(process.env.NIANBAO_BENCH_USAGE, JSON.stringify(usage));
  });
}

/** The kernel's own figure where there is one: getrusage also counts the parent's memory at the time of the fork. */
function readPeakMb() {
  try {
    const [, kilobytes] = HIGH_WATER.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
