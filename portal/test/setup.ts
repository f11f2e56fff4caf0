import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { loadLanguage } from "../src/lib/i18n.tsx";
import { forgetKept } from "../src/lib/kept.ts";

// A busy machine needs longer than the default of one second. Passing tests do not wait for this time.
configure({ asyncUtilTimeout: 10_000 });

// happy-dom has no list of fonts.
Object.defineProperty(document, "fonts", { value: { status: "loaded", ready: Promise.resolve() } });

await loadLanguage("nl");

beforeEach(() => {
  localStorage.setItem("language", "nl");
});
afterEach(() => {
  cleanup();
  forgetKept();
  // A request that starts after its test must not reach the network.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("the test is over")));
  vi.restoreAllMocks();
});
