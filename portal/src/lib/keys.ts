import type { Key, Wording } from "./i18n.tsx";

const keys: Record<string, Key> = {
  FAVOURITES: "menu.favourites",
  GPX: "menu.tracks",
  SEARCH_HISTORY: "key.search_history",
  OSM_NOTES: "key.osm_notes",
  OSM_EDITS: "key.osm_edits",
  ACTIVE_MARKERS: "key.active_markers",
  HISTORY_MARKERS: "key.history_markers",
  ITINERARY_GROUPS: "key.itinerary_groups",
  PROFILE: "key.profile",
  GLOBAL: "key.global",
  QUICK_ACTIONS: "key.quick_actions",
  AVOID_ROADS: "key.avoid_roads",
  POI_UI_FILTERS: "key.poi_filters",
  COLOR_DATA: "key.color_data",
  ONLINE_ROUTING_ENGINES: "key.online_routing",
  MAP_SOURCES: "key.map_sources",
  FILE_RENDERING: "key.rendering",
  FILE_ROUTING: "key.routing",
  FILE_VOICE: "key.voice",
  FILE_AVNOTES: "key.avnotes",
  FILE_TRAVEL: "key.travel",
  FILE_BACKUP: "key.backup",
  FILE_NAUTICAL: "key.nautical",
  FILE_OTHER: "key.other",
  FILE_MAPS: "category.maps",
  FILE_SRTM: "key.srtm",
  FILE_ROADS: "key.roads",
  FILE_TILES: "key.tiles",
  FILE_WIKI: "key.wiki",
  TERRAIN_DATA: "key.terrain",
};

/** The label of an export key. For an unknown key it is the key in sentence case. */
export function keyLabel(key: string, t: Wording["t"]): string {
  const known = keys[key];
  if (known) return t(known);
  const words = key.replace(/^FILE_/, "").replace(/[_-]/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
