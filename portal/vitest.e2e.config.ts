import { defineConfig } from "vitest/config";

/** Test files run in parallel, each with its own browser, because they mostly wait. */
export default defineConfig({
  test: { include: ["e2e/**/*.e2e.ts"], testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 2 },
});
