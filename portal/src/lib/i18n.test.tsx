import { expect, test, vi } from "vitest";
import { renderHook } from "@testing-library/react";
import { loadLanguage, preferred, translate, useWording, WordingProvider } from "./i18n.tsx";

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

test("French counts 0 as one, the other languages do not", async () => {
  await Promise.all((["en", "de", "fr"] as const).map(loadLanguage));
  const files = (language: "nl" | "en" | "de" | "fr", count: number) => translate(language, "data.category_line", { count, files: count, size: "1" });
  expect((["nl", "en", "de", "fr"] as const).map(language => files(language, 0))).toEqual(["0 bestanden · 1", "0 files · 1", "0 Dateien · 1", "0 fichier · 1"]);
  expect((["nl", "en", "de", "fr"] as const).map(language => files(language, 1))).toEqual(["1 bestand · 1", "1 file · 1", "1 Datei · 1", "1 fichier · 1"]);
  // French has a form for millions; the portal uses the plural for it.
  expect(files("fr", 1_000_000)).toBe("1000000 fichiers · 1");
});

test.each([
  [["de-AT", "en"], "de"],
  [["pl", "fr-CA"], "fr"],
  [["en-US", "nl"], "en"],
  [["pl", "uk"], "en"],
  [["nds", "nl-BE"], "nl"],
])("a browser with %j shows %s", (languages, expected) => {
  localStorage.removeItem("language");
  vi.spyOn(navigator, "languages", "get").mockReturnValue(languages);
  expect(preferred()).toBe(expected);
});
