// The first load's script, as the built page names it, must stay within 120 kB of gzip.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 120_000;
const page = readFileSync("dist/index.html", "utf8");
const scripts = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(match => match[1]);
const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync("dist" + file)).length, 0);
console.log(`First load: ${bytes} bytes of gzip in ${scripts.length} script(s), at most ${LIMIT}.`);
if (scripts.length === 0 || bytes > LIMIT) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
