import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** In development the API is the dev server (`make run`). */
const api = process.env.API ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: {
    // Inlined files would require data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    // One script for the first page and one for the screens of signed-in users, each with its imports. Few large files
    // need fewer requests.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "index", test: /src[\\/]app[\\/]main\.tsx$/, priority: 2 },
            { name: "signed-in", test: /src[\\/]app[\\/]signed-in\.ts$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/mapapi": api, "/v1": api, "/local": api } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", environment: "node", include: ["src/**/*.test.ts", "test/**/*.test.ts"] } },
      { extends: true, test: { name: "components", environment: "happy-dom", environmentOptions: { happyDOM: { url: "http://portal.example/" } }, include: ["src/**/*.test.tsx"], setupFiles: ["test/setup.ts"], testTimeout: 30_000 } },
    ],
  },
});
