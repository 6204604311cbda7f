import { defineConfig } from "vitest/config";

/** Tests of functions and files: they leave nothing behind in the process, so they may share one and its modules. */
const TOGETHER = ["decode", "interpret", "model", "pipeline", "reconcile", "store"].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

const shared = { testTimeout: 30_000, hookTimeout: 120_000, pool: "forks" } as const;

export default defineConfig({
  test: {
    globalSetup: ["test/setup/build.ts", "test/setup/browser.ts"],
    // Vitest leaves one core free, which of two is half of the machine.
    maxWorkers: "100%",
    projects: [
      { test: { ...shared, name: "together", include: TOGETHER, isolate: false } },
      {
        test: { ...shared, name: "apart", include: ["test/**/*.test.ts"], exclude: TOGETHER },
      },
    ],
  },
});
