import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import nl from "../src/lib/locales/nl.json";
import { LANGUAGES } from "../src/lib/i18n.tsx";

const others = Object.keys(LANGUAGES).filter(language => language !== "nl");
const textsOf = (language: string) => JSON.parse(readFileSync(`src/lib/locales/${language}.json`, "utf8")) as Record<string, string>;
/** Plural forms that only some languages have, such as `files_few`. */
const PLURAL = /_(zero|two|few|many)$/;
const isPlural = (key: string) => PLURAL.test(key) && key.replace(PLURAL, "") in nl;
const baseOf = (key: string) => (isPlural(key) ? key.replace(PLURAL, "") : key) as keyof typeof nl;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}
const code = sources("src").join("\n");
const used = new Set([...code.matchAll(/"([a-z]+\.[a-z0-9_]+)"/g)].map(match => match[1]!));
/** The keys without singulars, whose key is that of their text with `_one`. */
const keys = (texts: object) => Object.keys(texts).filter(key => !(key.endsWith("_one") && key.slice(0, -4) in texts));

test("each language has a file and each file a language", () => {
  expect(readdirSync("src/lib/locales").sort()).toEqual(Object.keys(LANGUAGES).map(language => `${language}.json`).sort());
});

test.each(others)("%s has the same keys in the same order, and its own plural forms", language => {
  const names = Object.keys(textsOf(language));
  expect(names.filter(key => !isPlural(key))).toEqual(Object.keys(nl));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  expect(names.filter(isPlural).filter(key => !forms.includes(PLURAL.exec(key)![1] as Intl.LDMLPluralRule))).toEqual([]);
});

test("no key is missing and none is unused", () => {
  expect(keys(nl).filter(key => !used.has(key))).toEqual([]);
  const groups = new Set(Object.keys(nl).map(key => key.split(".")[0]));
  expect([...used].filter(key => groups.has(key.split(".")[0]) && !(key in nl))).toEqual([]);
});

test.each(others)("a text takes the same values in %s as in Dutch", language => {
  const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();
  for (const [key, text] of Object.entries(textsOf(language))) {
    expect(values(text), key).toEqual(values(nl[baseOf(key)]));
  }
});

test("no text promises that data is safe", () => {
  const promise = /gegevens zijn veilig|data is safe|data are safe|Daten sind sicher|données sont en sécurité/i;
  expect(Object.keys(LANGUAGES).flatMap(language => Object.values(textsOf(language)).filter(text => promise.test(text)))).toEqual([]);
});

/** One pair of words for logging in and out in each language. */
const otherWords: Record<string, RegExp> = {
  nl: /\b(aan|af)(ge)?meld(en)?\b/i,
  en: /\bsign(ed|ing|s)?[ -](in|out)\b/i,
  de: /\b(ein|aus)(ge)?logg(en|t)\b/i,
  fr: /\bs’(identifi|authentifi)\w+/i,
};
test.each(Object.entries(otherWords))("%s has one pair of words for logging in and out", (language, words) => {
  expect(Object.entries(textsOf(language)).filter(([, text]) => words.test(text))).toEqual([]);
});

test("a narrow French no-break space stands before ; : ? ! % and inside quotation marks", () => {
  expect(Object.values(textsOf("fr")).filter(text => /[ \u00a0][;:?!%»]|«[ \u00a0]/.test(text) || /[^\s\u00a0…][?!»]/.test(text))).toEqual([]);
});
