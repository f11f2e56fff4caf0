import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// happy-dom has no list of fonts.
Object.defineProperty(document, "fonts", { value: { status: "loaded", ready: Promise.resolve() } });

beforeEach(() => {
  localStorage.setItem("language", "nl");
});
afterEach(() => {
  cleanup();
  // A request that starts after its test must not reach the network.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("the test is over")));
  vi.restoreAllMocks();
});
