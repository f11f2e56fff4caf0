import { address, send } from "../../api/client.ts";
import { title } from "../../lib/names.ts";
import type { PointsGroup, Waypoint } from "./gpx.ts";

/** The elevation of a point that has none, in the body of a point (docs/protocol/favourites.md#body-of-a-point). */
const NO_ELEVATION = 99_999;

export function bodyOf(point: Waypoint) {
  const { name, lat, lon, desc, address: at, category, color, icon, background, hidden, time, ele, more } = point;
  return {
    name, lat, lon, desc: desc || null, address: at || null, category: category || null,
    ...(color ? { color } : {}), ...(icon ? { icon } : {}), ...(background ? { background } : {}), ...(hidden ? { hidden: "true" } : {}),
    ext: { ele: ele ?? NO_ELEVATION, ...(time === undefined ? {} : { time }), extensions: more ?? {} },
  };
}

/** A group of favourites is one file; `updatetime` is the version that the page shows. The server refuses a change of another version with 106. */
export interface Group {
  name: string;
  updatetime: number;
}

const fav = async (call: string, query: object, point: Waypoint): Promise<void> => {
  await send("POST", address(`/mapapi/fav/${call}`, query), bodyOf(point));
};

export const favourites = {
  add: (group: Group, point: Waypoint) => fav("add", { fileName: group.name, updatetime: group.updatetime }, point),
  remove: (group: Group, point: Waypoint) => fav("delete", { fileName: group.name, updatetime: group.updatetime }, point),
  /** Replaces the point at an index, or moves it to another group. */
  update: (from: Group, to: Group, index: number, before: Waypoint, point: Waypoint) =>
    fav("update", { wptName: before.name, oldGroupName: from.name, newGroupName: to.name, oldGroupUpdatetime: from.updatetime, newGroupUpdatetime: to.updatetime, ind: index }, point),
  /** Creates an empty group. */
  addGroup: async (name: string, color: string | undefined): Promise<void> => {
    await send("POST", address("/mapapi/fav/add-group", { groupName: encoded(name) }), appearance({ name, ...(color ? { color } : {}), icon: "special_star", background: "circle" }));
  },
  /** Sets the appearance of a group. Absent values mean not hidden and not pinned. */
  updateGroup: async (file: Group, group: PointsGroup): Promise<void> => {
    await send("POST", address("/mapapi/fav/update-group", { fileName: file.name, groupName: group.name, updatetime: file.updatetime }), appearance(group));
  },
  /** Renames a group, with plain names. The protocol uses GET for this call. */
  renameGroup: async (file: Group, name: string): Promise<void> => {
    const query = { fullOldName: file.name, fullNewName: groupFile(name), oldName: groupName(file.name), newName: name, oldUpdatetime: file.updatetime };
    await send("GET", address("/mapapi/fav/rename-fav-group", query));
  },
};

const appearance = ({ name, color, icon, background, hidden = false, pinned = false }: PointsGroup) => ({
  pointsGroups: { [name]: { name, ...(color ? { color } : {}), ...(icon ? { iconName: icon } : {}), ...(background ? { backgroundType: background } : {}), hidden, pinned, points: [] } },
});

const encoded = (name: string) => name.replaceAll("/", "_%_").replaceAll(":", "_-_");
/** The file of a group; the default group has no name. */
export const groupFile = (name: string) => (name === "" ? "favorites.gpx" : `favorites-${encoded(name)}.gpx`);

/** The plain name of a group's file; empty for the default group. */
export const groupName = (file: string) => title("FAVOURITES", file);
