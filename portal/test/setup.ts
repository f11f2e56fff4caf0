import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

// happy-dom has no list of fonts.
Object.defineProperty(document, "fonts", { value: { status: "loaded", ready: Promise.resolve() } });

beforeEach(() => {
  localStorage.setItem("language", "nl");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
