import { defineConfig } from "vitest/config";

/** Files side by side, each with a browser of its own: one waits while the other works. */
export default defineConfig({
  test: { include: ["e2e/**/*.e2e.ts"], testTimeout: 300_000, hookTimeout: 300_000, maxWorkers: 2 },
});
