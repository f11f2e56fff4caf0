import { expect, test } from "vitest";
import { categoryOf, contents, type Restorable } from "./contents.ts";

const entry = (path: string, size = 5) => ({ path, size, time: 1000 });
const shown = (files: Restorable[]) => files.map(file => `${file.type} ${file.name} < ${file.path ?? "manifest"}`);

test("an OSF of an app or of ours: tracks lose their folder, old names and types are read", () => {
  const entries = ["tracks/Alps/Pass.gpx", "favorites-food.gpx", "profile_car.json", "quick_actions.json", "rendering/winter.render.xml", "items.json"].map(path => entry(path));
  const items = [
    { type: "GPX", file: "tracks/Alps/Pass.gpx", subtype: "gpx" },
    { type: "FAVOURITES", file: "favorites-food.gpx", subtype: "" },
    { type: "PROFILE", name: "profile_car.json", appMode: { stringKey: "car" } },
    { type: "QUICK_ACTION", file: "quick_actions.json" },
    { type: "FILE", file: "/rendering/winter.render.xml", subtype: "rendering_style" },
    { type: "PLUGIN", pluginId: "x" },
    { type: "GPX", file: "tracks/not-there.gpx" },
  ];
  expect(shown(contents(entries, { version: 1, items }))).toEqual([
    "GPX Alps/Pass.gpx < tracks/Alps/Pass.gpx",
    "FAVOURITES favorites-food.gpx < favorites-food.gpx",
    "PROFILE profile_car.json < profile_car.json",
    "QUICK_ACTIONS quick_actions.json < quick_actions.json",
    "FILE rendering/winter.render.xml < rendering/winter.render.xml",
  ]);
});

test("a ZIP for people has the files below their types, with or without a manifest", () => {
  const entries = ["GPX/Alps/Pass.gpx", "FAVOURITES/favorites.gpx", "FILE/routing/x.xml", "PROFILE/", "readme/other.txt"].map(path => entry(path));
  const expected = ["GPX Alps/Pass.gpx < GPX/Alps/Pass.gpx", "FAVOURITES favorites.gpx < FAVOURITES/favorites.gpx", "FILE routing/x.xml < FILE/routing/x.xml"];
  expect(shown(contents(entries, undefined))).toEqual(expected);
  const items = [{ type: "GPX", file: "tracks/Alps/Pass.gpx" }, { type: "FAVOURITES", file: "favorites.gpx" }, { type: "FILE", file: "routing/x.xml" }];
  expect(shown(contents(entries, { items }))).toEqual(expected);
});

test("a track's companion is made of the fields that the manifest holds", () => {
  const items = [{ type: "GPX", file: "tracks/a.gpx", subtype: "gpx", color: "#ff0000", width: "bold" }];
  const [, info] = contents([entry("tracks/a.gpx")], { items });
  expect(info).toMatchObject({ type: "GPX", name: "a.gpx.info", time: 1000 });
  expect(JSON.parse(info!.text!)).toEqual({ type: "GPX", subtype: "gpx", file: "/tracks/a.gpx", color: "#ff0000", width: "bold" });
});

test("the original name wins over a path that had to differ", () => {
  expect(shown(contents([entry("tracks/a_b.gpx")], { items: [{ type: "GPX", file: "tracks/a_b.gpx", original: "a\tb.gpx" }] }))).toEqual(["GPX a\tb.gpx < tracks/a_b.gpx"]);
});

test("a folder in one item gives all its files; a path that climbs gives none", () => {
  const entries = [entry("voice/nl-tts/a.js"), entry("voice/nl-tts/b.js"), entry("../evil.gpx"), entry("tracks/../../evil.gpx")];
  expect(shown(contents(entries, { items: [{ type: "FILE", file: "/voice/nl-tts" }, { type: "GPX", file: "../evil.gpx" }, { type: "GPX", file: "tracks/../../evil.gpx" }] }))).toEqual([
    "FILE voice/nl-tts/a.js < voice/nl-tts/a.js",
    "FILE voice/nl-tts/b.js < voice/nl-tts/b.js",
  ]);
  expect(contents(entries.slice(2), undefined)).toEqual([]);
});

test.each([
  ["GPX", "a.gpx", "my_places"],
  ["GLOBAL", "general_settings.json", "settings"],
  ["FILE", "rendering/a.xml", "resources"],
  ["FILE", "Region.obf", "maps"],
  ["FILE", "srtm/a.obf", "maps"],
  ["FILE", "other.txt", "resources"],
  ["NEW_TYPE", "a", "resources"],
])("%s %s belongs to %s", (type, name, category) => {
  expect(categoryOf({ type, name })).toBe(category);
});
