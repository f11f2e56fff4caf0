import { expect, test } from "vitest";
import { renderHook } from "@testing-library/react";
import { useWording, WordingProvider } from "./i18n.tsx";

const MB = 1024 * 1024;
test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [32, "32 bytes"],
  [1023, "1.023 bytes"],
  [1024, "1,0 kB"],
  [MB - 1, "1,0 MB"],
  [999 * MB, "999,0 MB"],
  [1000 * MB - 1, "1,00 GB"],
  [1834 * MB, "1,83 GB"],
])("%i bytes are %s", (bytes, text) => {
  const { result } = renderHook(useWording, { wrapper: WordingProvider });
  expect(result.current.size(bytes).replace(/\u00a0/g, " ")).toBe(text);
});

test("a plan's quota has no needless decimals", () => {
  const { result } = renderHook(useWording, { wrapper: WordingProvider });
  expect([3000 * MB, 5 * MB, 1500 * MB].map(result.current.room)).toEqual(["3\u00a0GB", "5\u00a0MB", "1,5\u00a0GB"]);
});
