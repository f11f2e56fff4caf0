import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter(name => /\.(tsx?|css)$/.test(name) && !name.includes(".gen."))
  .map(name => ({ name: join("src", name), text: readFileSync(join("src", name), "utf8") }));

test("no file has more than 250 lines", () => {
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter(({ text }) => text.split("\n").length > 250).map(({ name }) => name)).toEqual([]);
});

const layers = ["lib", "api", "components", "features", "app"];
const layerOf = (path: string) => layers.indexOf(path.split("/")[1]!);

test("imports point from app to features, components, api and lib", () => {
  const wrong = files
    .filter(({ name }) => !/\.test\.tsx?$/.test(name))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/from "(\.[^"]+)"|import\("(\.[^"]+)"\)/g)]
        .map(match => normalize(join(dirname(name), (match[1] ?? match[2])!)))
        .filter(target => layerOf(target) > layerOf(name))
        .map(target => `${name} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test("each style sheet is beside a component that imports it", () => {
  const imported = files.flatMap(({ name, text }) => [...text.matchAll(/import "(\.[^"]+\.css)"/g)].map(match => normalize(join(dirname(name), match[1]!))));
  expect(files.filter(({ name }) => name.endsWith(".css")).map(({ name }) => name).filter(name => !imported.includes(name))).toEqual([]);
});
