import { expect, test } from "vitest";
import { placeOf } from "./names.ts";

test("a file's name says where OsmAnd keeps it", () => {
  const places = {
    "favorites.gpx": "FAVOURITES favorites.gpx",
    "favorites-Campings.gpx": "FAVOURITES favorites-Campings.gpx",
    "Favoriete rondje.gpx": "GPX Favoriete rondje.gpx",
    "RONDJE.GPX": "GPX RONDJE.GPX",
    "profile_bicycle.json": "PROFILE profile_bicycle.json",
    "general_settings.json": "GLOBAL general_settings.json",
    "winter.render.xml": "FILE rendering/winter.render.xml",
    "brommer.xml": "FILE routing/brommer.xml",
    "luchtfoto.sqlitedb": "FILE tiles/luchtfoto.sqlitedb",
    "Mijn kaart.obf": "FILE Mijn kaart.obf",
  };
  for (const [name, place] of Object.entries(places)) expect(Object.values(placeOf(name) ?? {}).join(" ")).toBe(place);
  for (const name of ["vakantie.jpg", "notes.json", "gpx", "favorites.gpx.info"]) expect(placeOf(name), name).toBeUndefined();
});
