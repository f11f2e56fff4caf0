import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import en from "../src/lib/locales/en.json";
import nl from "../src/lib/locales/nl.json";

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}
const code = sources("src").join("\n");
const used = new Set([...code.matchAll(/"([a-z]+\.[a-z0-9_]+)"/g)].map(match => match[1]!));
/** The singular beside a text is found by the text's own key. */
const keys = (texts: object) => Object.keys(texts).filter(key => !(key.endsWith("_one") && key.slice(0, -4) in texts));

test("both languages have the same keys", () => {
  expect(Object.keys(en)).toEqual(Object.keys(nl));
});

test("no key is missing and none is unused", () => {
  expect(keys(nl).filter(key => !used.has(key))).toEqual([]);
  const groups = new Set(Object.keys(nl).map(key => key.split(".")[0]));
  expect([...used].filter(key => groups.has(key.split(".")[0]) && !(key in nl))).toEqual([]);
});

test("a text takes the same values in both languages", () => {
  const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();
  for (const key of Object.keys(nl) as (keyof typeof nl)[]) expect(values(en[key]), key).toEqual(values(nl[key]));
});
