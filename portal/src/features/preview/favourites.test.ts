import { expect, test } from "vitest";
import { bodyOf, groupFile, groupName } from "./favourites.ts";
import { degrees } from "./point-dialog.tsx";
import { colorOf, mapLink } from "./waypoints.tsx";

test.each([
  ["favorites.gpx", ""],
  ["favorites-Food.gpx", "Food"],
  ["favorites-Food_%_Cafés_-_best.gpx", "Food/Cafés:best"],
])("the file %s is the group %j", (file, group) => {
  expect(groupName(file)).toBe(group);
  expect(groupFile(group)).toBe(file);
});

test("a point keeps what the phone wrote, and null removes a text", () => {
  const point = { name: "A", lat: 1, lon: 2, time: 5, hidden: true, icon: "special_star", more: { visit: "7" } };
  expect(bodyOf(point)).toEqual({ name: "A", lat: 1, lon: 2, desc: null, address: null, category: null, icon: "special_star", hidden: "true", ext: { ele: 99_999, time: 5, extensions: { visit: "7" } } });
});

test.each([
  ["51,75", 90, 51.75],
  [" -180 ", 180, -180],
  ["180.1", 180, undefined],
  ["", 90, undefined],
  ["north", 90, undefined],
])("%j within %i degrees is %s", (text, most, value) => {
  expect(degrees(text, most)).toBe(value);
});

test("a phone's colour has its opacity first; an address on the map has no more than five decimals", () => {
  expect(["#10c0f0", "#aa10c0f0", "red", undefined].map(color => colorOf({ name: "", lat: 0, lon: 0, ...(color ? { color } : {}) }))).toEqual(["#10c0f0", "#10c0f0", "var(--accent)", "var(--accent)"]);
  expect(mapLink({ name: "", lat: 51.123456, lon: 4 })).toBe("https://osmand.net/map?pin=51.12346,4.00000#16/51.12346/4.00000");
});
