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

test("the seed's labels stand as written", () => {
  const texts = new Set(Object.values(nl));
  for (const label of [
    "Nieuw account aanmaken", "E-mail", "Doorgaan", "Verificatiecode", "Ik heb de verificatiecode niet ontvangen", "Inloggen",
    "Ik heb geen of ben mijn wachtwoord vergeten", "Wachtwoord wijzigen of opnieuw instellen", "Mijn gegevens", "Alles downloaden",
    "Mijn plaatsen", "Instellingen", "Resources", "Kaarten", "Betalingen en aankopen", "Actief", "Verlopen", "Geannuleerd",
    "Abonnement beheren", "U hebt geen aankopen", "Meer informatie", "E-mail wijzigen", "Code van Oude E-mail", "Nieuwe E-mail", "Volgende",
    "Uitloggen", "Account verwijderen", "Weet u zeker dat u dit wilt doen?", "Code van E-mail", "DIT ACCOUNT VERWIJDEREN", "Wijzigingen",
    "Prullenbak", "Downloaden", "Verwijderen", "Herstellen uit prullenbak", "Onmiddellijk verwijderen", "Prullenbak legen", "Favorieten",
    "Tracks", "Back-ups",
  ]) expect(texts, label).toContain(label);
  expect(nl["export.button"]).toMatch(/^Back-up downloaden \(/);
});
