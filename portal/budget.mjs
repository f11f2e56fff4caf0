// Fails if the first load has more than 120 kB of gzip: the scripts of the built page and the texts of the largest
// language.
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 120_000;
const page = readFileSync("dist/index.html", "utf8");
const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(match => match[1]);
const size = file => gzipSync(readFileSync("dist" + file)).length;
const texts = readdirSync("src/lib/locales").map(name => readdirSync("dist/assets").find(file => file.startsWith(`${name.slice(0, -".json".length)}-`) && file.endsWith(".js")));
if (texts.includes(undefined)) throw new Error("a language has no script of its own");
const bytes = scripts.reduce((sum, file) => sum + size(file), 0) + Math.max(...texts.map(file => size(`/assets/${file}`)));
console.log(`First load: ${bytes} bytes of gzip in ${scripts.length + 1} scripts, at most ${LIMIT}.`);
if (scripts.length === 0 || bytes > LIMIT) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
