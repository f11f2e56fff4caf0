import { placeOf } from "../../lib/names.ts";

/** An entry of an archive, as the ZIP's directory describes it. Size in bytes, time in epoch milliseconds. */
export interface ArchiveEntry {
  path: string;
  size: number;
  time: number;
}

/** A file to restore. `path` is its entry; `text` is its content instead, if the manifest holds it. */
export interface Restorable {
  type: string;
  name: string;
  size: number;
  time: number;
  path?: string;
  text?: string;
}
export type Category = "my_places" | "settings" | "resources" | "maps";
export const CATEGORIES: Category[] = ["my_places", "settings", "resources", "maps"];

export const MANIFEST = "items.json";

interface Item extends Record<string, unknown> {
  type?: unknown;
  file?: unknown;
  /** The old form of `file`. */
  name?: unknown;
  /** The stored name, if the archive's path had to differ from it. */
  original?: unknown;
}

const TYPE = /^[A-Z][A-Z0-9_]*$/;
const RENAMED: Record<string, string> = { QUICK_ACTION: "QUICK_ACTIONS" };
/** Fields of an item that its companion does not have. */
const OWN = ["type", "subtype", "file", "name", "original"];
const TRACKS = "tracks/";

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const relative = (path: string) => path.replace(/^\/+/, "");
/** Whether a path leaves its folder. The server refuses these too. */
const climbs = (path: string) => path.split("/").includes("..");

/**
 * Returns the files of an archive (docs/protocol/archives.md): from its manifest, or without one from its folders named
 * after types. Unknown entries are left out.
 */
export function contents(entries: ArchiveEntry[], manifest: unknown): Restorable[] {
  const files = new Map(entries.filter(entry => !entry.path.endsWith("/") && entry.path !== MANIFEST && !climbs(entry.path)).map(entry => [relative(entry.path), entry]));
  const items = (manifest as { items?: unknown } | undefined)?.items;
  const found = Array.isArray(items) ? items.flatMap(item => byItem(item as Item, files)) : [...files.values()].flatMap(byPath);
  const first = new Map<string, Restorable>();
  for (const one of found) if (!first.has(`${one.type}|${one.name}`)) first.set(`${one.type}|${one.name}`, one);
  return [...first.values()];
}

function byItem(item: Item, files: Map<string, ArchiveEntry>): Restorable[] {
  const written = text(item.type);
  const file = text(item.file) ?? text(item.name);
  if (!written || !TYPE.test(written) || !file) return [];
  const type = RENAMED[written] ?? written;
  const path = relative(file);
  const inside = type === "GPX" && path.startsWith(TRACKS) ? path.slice(TRACKS.length) : path;
  const name = text(item.original) ?? inside;
  if (climbs(name)) return [];
  // An archive for people has the files below their type.
  const entry = files.get(path) ?? files.get(`${written}/${inside}`) ?? files.get(inside);
  if (entry) return [{ type, name, size: entry.size, time: entry.time, path: entry.path }, ...companion(type, name, item, entry.time)];
  // The apps name a folder, such as a voice, in one item.
  return [...files].filter(([at]) => at.startsWith(`${path}/`)).map(([at, one]) => ({ type, name: at, size: one.size, time: one.time, path: one.path }));
}

/** The fields of a track's companion are merged into its item. */
function companion(type: string, name: string, item: Item, time: number): Restorable[] {
  const more = Object.entries(item).filter(([key]) => !OWN.includes(key));
  if (type !== "GPX" || more.length === 0) return [];
  const content = JSON.stringify({ type, subtype: text(item.subtype) ?? "gpx", file: `/${TRACKS}${name}`, ...Object.fromEntries(more) });
  return [{ type, name: `${name}.info`, size: new TextEncoder().encode(content).length, time, text: content }];
}

function byPath(entry: ArchiveEntry): Restorable[] {
  const path = relative(entry.path);
  const slash = path.indexOf("/");
  const top = path.slice(0, Math.max(0, slash));
  const rest = path.slice(slash + 1);
  const place = top === "tracks" ? { type: "GPX", name: rest } : slash > 0 && TYPE.test(top) ? { type: top, name: rest } : slash < 0 ? placeOf(path) : undefined;
  return place ? [{ ...place, size: entry.size, time: entry.time, path: entry.path }] : [];
}

const places = ["FAVOURITES", "GPX", "SEARCH_HISTORY", "OSM_NOTES", "OSM_EDITS", "ACTIVE_MARKERS", "HISTORY_MARKERS", "ITINERARY_GROUPS"];
const settings = ["PROFILE", "GLOBAL", "QUICK_ACTIONS", "AVOID_ROADS", "POI_UI_FILTERS", "COLOR_DATA"];
const maps = ["FILE_MAPS", "FILE_SRTM", "FILE_ROADS", "FILE_TILES", "FILE_WIKI"];

/** The category of "Download all" (docs/protocol/archives.md#export-keys). */
export function categoryOf({ type, name }: { type: string; name: string }): Category {
  if (places.includes(type)) return "my_places";
  if (settings.includes(type)) return "settings";
  if (type === "MAP_SOURCES" || type === "TERRAIN_DATA") return "maps";
  if (type !== "FILE") return "resources";
  const path = relative(name);
  const key = path.includes("/") ? `FILE_${path.slice(0, path.indexOf("/")).toUpperCase()}` : /\.obf$/i.test(path) ? "FILE_MAPS" : "FILE_OTHER";
  return maps.includes(key) ? "maps" : "resources";
}
