import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** In development the API is the dev server (`make run`). */
const api = process.env.API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  // Inlined files would need data: in the content security policy.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: "es2022" },
  server: { proxy: { "/mapapi": api, "/v1": api, "/local": api } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", environment: "node", include: ["src/**/*.test.ts", "test/**/*.test.ts"] } },
      { extends: true, test: { name: "components", environment: "happy-dom", environmentOptions: { happyDOM: { url: "http://portal.example/" } }, include: ["src/**/*.test.tsx"], setupFiles: ["test/setup.ts"], testTimeout: 30_000 } },
    ],
  },
});
