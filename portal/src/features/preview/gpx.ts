/** A point of interest in a GPX file: a favourite or a track's waypoint. The appearance is OsmAnd's. */
export interface Waypoint {
  name: string;
  lat: number;
  lon: number;
  desc?: string;
  address?: string;
  category?: string;
  color?: string;
  icon?: string;
  background?: string;
  hidden?: boolean;
  /** Epoch milliseconds. */
  time?: number;
  ele?: number;
  /** Other extensions by name: the phone wrote them and reads them back. */
  more?: Record<string, string>;
}

/** Appearance of a group of favourites. */
export interface PointsGroup {
  /** Plain name; empty for the default group. */
  name: string;
  color?: string;
  icon?: string;
  background?: string;
  hidden?: boolean;
  pinned?: boolean;
}

/** Segments as flat rows of latitude, longitude, elevation and time; NaN where a point has none. */
export const FIELDS = 4;

export interface Reading {
  segments: number[][];
  waypoints: Waypoint[];
  groups: PointsGroup[];
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (text: string) =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
const LATITUDE = /\slat\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const LONGITUDE = /\slon\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const coordinate = (tag: string, which: RegExp) => {
  const found = which.exec(tag);
  return found ? Number(found[1] ?? found[2]) : NaN;
};

/**
 * Parses tracks, routes and waypoints in one pass. Throws if the text is not GPX. The browser's XML parser does not
 * exist in a worker.
 */
export function read(xml: string): Reading {
  const segments: number[][] = [];
  const waypoints: Waypoint[] = [];
  const groups: PointsGroup[] = [];
  const path: string[] = [];
  let segment: number[] | undefined;
  let waypoint: Waypoint | undefined;
  let text = "";
  let root = false;
  const opened = (name: string, tag: string) => {
    text = "";
    if (name === "gpx") root = true;
    else if (name === "trkseg" || name === "rte") segments.push((segment = []));
    else if (name === "trkpt" || name === "rtept") segment?.push(coordinate(tag, LATITUDE), coordinate(tag, LONGITUDE), NaN, NaN);
    else if (name === "group" && path.at(-1) === "points_groups") groups.push(groupOf(tag));
    else if (name === "wpt") waypoint = { name: "", lat: coordinate(tag, LATITUDE), lon: coordinate(tag, LONGITUDE) };
  };
  const closed = (name: string) => {
    const value = text.includes("&") ? plain(text).trim() : text.trim();
    text = "";
    const parent = path.at(-1);
    if (name === "wpt" && waypoint) {
      if (Number.isFinite(waypoint.lat) && Number.isFinite(waypoint.lon)) waypoints.push(waypoint);
      waypoint = undefined;
    } else if (name === "trkseg" || name === "rte") segment = undefined;
    else if ((name === "trkpt" || name === "rtept") && segment) {
      const [lat, lon] = segment.slice(-FIELDS);
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) segment.length -= FIELDS;
    } else if (waypoint && value !== "") describe(waypoint, parent, name, value);
    else if (segment && (parent === "trkpt" || parent === "rtept")) {
      if (name === "ele") segment[segment.length - 2] = Number(value);
      else if (name === "time") segment[segment.length - 1] = Date.parse(value);
    }
  };
  for (let at = xml.indexOf("<"); at >= 0; ) {
    const close = xml.startsWith("<!--", at) ? xml.indexOf("-->", at) + 2 : xml.startsWith("<![CDATA[", at) ? xml.indexOf("]]>", at) + 2 : endOf(xml, at);
    if (close < at) break;
    if (xml.startsWith("<![CDATA[", at)) text += xml.slice(at + 9, close - 2).replaceAll("&", "&amp;");
    else if (xml[at + 1] === "/") {
      path.pop();
      closed(local(xml.slice(at + 2, close).trim()));
    } else if (xml[at + 1] !== "!" && xml[at + 1] !== "?") {
      const tag = xml.slice(at + 1, close);
      const name = local(/^[^\s/]+/.exec(tag)?.[0] ?? "");
      opened(name, tag);
      if (tag.endsWith("/")) closed(name);
      else path.push(name);
    }
    const next = xml.indexOf("<", close + 1);
    if (next > close + 1) text += xml.slice(close + 1, next);
    at = next;
  }
  if (!root) throw new Error("no gpx element");
  return { segments: segments.filter(one => one.length > 0), waypoints, groups };
}

function groupOf(tag: string): PointsGroup {
  const texts = new Map<string, string>();
  for (const [, name, double, single] of tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) texts.set(local(name!), plain(double ?? single ?? ""));
  const [color, icon, background] = [texts.get("color"), texts.get("icon"), texts.get("background")];
  return {
    name: texts.get("name") ?? "", hidden: texts.get("hidden") === "true", pinned: texts.get("pinned") === "true",
    ...(color ? { color } : {}), ...(icon ? { icon } : {}), ...(background ? { background } : {}),
  };
}

/** A whole tag. A quoted attribute may contain a `>`. */
const TAG = /<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/y;
function endOf(xml: string, from: number): number {
  TAG.lastIndex = from;
  return TAG.test(xml) ? TAG.lastIndex - 1 : -1;
}

function describe(point: Waypoint, parent: string | undefined, name: string, value: string): void {
  if (parent === "wpt") {
    if (name === "name") point.name = value;
    else if (name === "desc") point.desc = value;
    else if (name === "type") point.category = value;
    else if (name === "ele" && Number.isFinite(Number(value))) point.ele = Number(value);
    else if (name === "time" && Number.isFinite(Date.parse(value))) point.time = Date.parse(value);
  } else if (parent === "extensions") {
    if (name === "address" || name === "color" || name === "icon" || name === "background") point[name] = value;
    else if (name === "hidden") point.hidden = value === "true";
    else point.more = { ...point.more, [name]: value };
  }
}
