import { expect, test } from "vitest";
import type { CloudFile } from "../../api/types.ts";
import { allFolders, copyName, nameFault, renamed, shelf, stemOf, type Wish } from "./folders.ts";

const file = (name: string, more: Partial<CloudFile> = {}): CloudFile => ({
  userid: 1, id: 1, deviceid: 1, type: "GPX", name, filesize: 100, zipSize: 10, updatetimems: 1000, clienttimems: 1000, ...more,
});
const files = [
  file("Alps/2026/Stage 10.gpx", { clienttimems: 10 }),
  file("Alps/2026/Stage 9.gpx", { clienttimems: 9, filesize: 300 }),
  file("Alps/Pass.gpx", { clienttimems: 30 }),
  file("Alps/Pass.gpx.info"),
  file("Alps 2/Lake.gpx"),
  file("Empty/__folder__.info", { filesize: 0 }),
  file("Home.gpx", { clienttimems: 20 }),
  file("Gone.gpx", { filesize: -1 }),
];
const shown = (wish: Wish) => shelf(files, wish).map(one => ("folder" in one ? `${one.folder.path}/ ${one.folder.files} ${one.folder.bytes}` : one.file.name));

test("a folder shows its folders, with all below them, and then its files", () => {
  expect(shown({ folder: "" })).toEqual(["Alps/ 3 500", "Alps 2/ 1 100", "Home.gpx"]);
  expect(shown({ folder: "Alps" })).toEqual(["Alps/2026/ 2 400", "Alps/Pass.gpx"]);
  expect(shown({ folder: "Alps/2026" })).toEqual(["Alps/2026/Stage 10.gpx", "Alps/2026/Stage 9.gpx"]);
});

test("a search finds files in all folders below, whatever their case", () => {
  expect(shown({ folder: "", query: "pass" })).toEqual(["Alps/Pass.gpx"]);
  expect(shown({ folder: "Alps", query: "2026/stage" })).toHaveLength(2);
  expect(shown({ folder: "Alps 2", query: "pass" })).toEqual([]);
});

test("names sort by their numbers, sizes from the largest", () => {
  expect(shown({ folder: "Alps/2026", sort: "name" })).toEqual(["Alps/2026/Stage 9.gpx", "Alps/2026/Stage 10.gpx"]);
  expect(shown({ sort: "largest" })[0]).toBe("Alps/2026/Stage 9.gpx");
  expect(shown({ sort: "oldest" })[0]).toBe("Alps/2026/Stage 9.gpx");
});

test("all folders are known, also those that hold only folders", () => {
  expect(allFolders(files)).toEqual(["Alps", "Alps 2", "Alps/2026"]);
});

test("a new name keeps folder and extension, and a copy takes the first free number", () => {
  expect(stemOf("Alps/Pass.gpx")).toBe("Pass");
  expect(renamed("Alps/Pass.gpx", " Col ")).toBe("Alps/Col.gpx");
  expect(copyName("Alps/Pass.gpx", new Set(["Alps/Pass.gpx", "Alps/Pass - 1.gpx"]))).toBe("Alps/Pass - 2.gpx");
});

test.each([
  ["", "empty"],
  [" .. ", "empty"],
  ["a/b", "slash"],
  ["é".repeat(121), "long"],
  ["é".repeat(120), undefined],
])("the name %j is %s", (name, fault) => {
  expect(nameFault(name)).toBe(fault);
});

test("5,000 files in 200 folders are read without a second pass per file", () => {
  const many = Array.from({ length: 5000 }, (_, index) => file(`Folder ${index % 200}/Track ${index}.gpx`));
  let reads = 0;
  const counted = many.map(one => Object.defineProperty({ ...one }, "name", { get: () => (reads++, one.name) }) as CloudFile);
  expect(shelf(counted, { folder: "" })).toHaveLength(200);
  expect(reads).toBeLessThan(5000 * 6);
});
