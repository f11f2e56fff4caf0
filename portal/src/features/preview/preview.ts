import { FIELDS, type PointsGroup, type Reading, type Waypoint } from "./gpx.ts";

/** Lengths in metres, times in milliseconds, speeds in metres a second. Absent if no point has the data. */
export interface Statistics {
  points: number;
  distance: number;
  start?: number;
  end?: number;
  moving?: number;
  averageSpeed?: number;
  maxSpeed?: number;
  up?: number;
  down?: number;
  lowest?: number;
  highest?: number;
}

export interface Drawing {
  /** Lines as flat pairs of x and y, y downwards, in a box of `width` and `height`. */
  lines: number[][];
  width: number;
  height: number;
  /** Waypoints in the same box. */
  dots: number[];
}

/** Elevation over distance, both in metres. */
export type Profile = { at: number; ele: number }[];
export interface Preview {
  statistics: Statistics;
  drawing: Drawing | undefined;
  profile: Profile;
  waypoints: Waypoint[];
  groups: PointsGroup[];
}

const MOVING = 0.5;
/** The smallest climb that counts, in metres. Smaller ones are noise of the receiver. */
const CLIMB = 5;
/** Interval over which the highest speed is measured, in milliseconds. */
const SPAN = 10_000;
const BOX = 1000;
const PROFILE = 300;

const EARTH = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** Metres along the great circle. */
export function distance(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const half = Math.sin(radians(lat2 - lat1) / 2) ** 2 + Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The data that the page shows for a file. */
export function preview({ segments, waypoints, groups }: Reading): Preview {
  const statistics: Statistics = { points: 0, distance: 0 };
  const heights: Profile = [];
  let moved = 0;
  for (const segment of segments) {
    let reference = NaN;
    let first = 0;
    let since = statistics.distance;
    const along: number[] = [];
    for (let index = 0; index < segment.length; index += FIELDS) {
      const [lat, lon, ele, time] = [segment[index]!, segment[index + 1]!, segment[index + 2]!, segment[index + 3]!];
      statistics.points++;
      if (index > 0) {
        const step = distance(segment[index - FIELDS]!, segment[index - FIELDS + 1]!, lat, lon);
        statistics.distance += step;
        const took = time - segment[index - 1]!;
        if (took > 0 && step / (took / 1000) >= MOVING) statistics.moving = (statistics.moving ?? 0) + took;
        if (took > 0 && step / (took / 1000) >= MOVING) moved += step;
      }
      along.push(statistics.distance);
      if (Number.isFinite(time)) {
        statistics.start = Math.min(statistics.start ?? time, time);
        statistics.end = Math.max(statistics.end ?? time, time);
        while (time - segment[first * FIELDS + 3]! > SPAN && first < index / FIELDS - 1) first++;
        const took = time - segment[first * FIELDS + 3]!;
        since = along[first]!;
        if (took >= SPAN / 2) statistics.maxSpeed = Math.max(statistics.maxSpeed ?? 0, (statistics.distance - since) / (took / 1000));
      }
      if (Number.isFinite(ele)) {
        heights.push({ at: statistics.distance, ele });
        statistics.lowest = Math.min(statistics.lowest ?? ele, ele);
        statistics.highest = Math.max(statistics.highest ?? ele, ele);
        statistics.up ??= 0;
        statistics.down ??= 0;
        if (Number.isNaN(reference)) reference = ele;
        else if (Math.abs(ele - reference) >= CLIMB) {
          if (ele > reference) statistics.up += ele - reference;
          else statistics.down += reference - ele;
          reference = ele;
        }
      }
    }
  }
  if (statistics.moving) statistics.averageSpeed = moved / (statistics.moving / 1000);
  return { statistics, drawing: draw(segments, waypoints), profile: thinned(heights), waypoints, groups };
}

/** The mean elevation of each of at most 300 equal stretches. */
function thinned(heights: Profile): Profile {
  if (heights.length <= PROFILE) return heights;
  const length = heights.at(-1)!.at || 1;
  const sums = Array.from({ length: PROFILE }, () => ({ at: 0, ele: 0, count: 0 }));
  for (const { at, ele } of heights) {
    const bucket = sums[Math.min(PROFILE - 1, Math.floor((at / length) * PROFILE))]!;
    bucket.at += at;
    bucket.ele += ele;
    bucket.count++;
  }
  return sums.filter(one => one.count > 0).map(one => ({ at: one.at / one.count, ele: one.ele / one.count }));
}

const north = (lat: number) => Math.log(Math.tan(Math.PI / 4 + radians(Math.max(-85, Math.min(85, lat))) / 2));

/** The outline in Web Mercator, without points that would be invisible. */
function draw(segments: number[][], waypoints: Waypoint[]): Drawing | undefined {
  const all: [number, number][] = waypoints.map(point => [radians(point.lon), -north(point.lat)]);
  const lines = segments.map(segment => {
    const line: [number, number][] = [];
    for (let index = 0; index < segment.length; index += FIELDS) line.push([radians(segment[index + 1]!), -north(segment[index]!)]);
    return line;
  });
  const points = all.concat(...lines);
  if (points.length === 0) return undefined;
  // A track across the date line is drawn in one piece.
  const xs = points.map(([x]) => x);
  const [least, most] = [xs.reduce((one, other) => Math.min(one, other)), xs.reduce((one, other) => Math.max(one, other))];
  if (most - least > Math.PI) for (const point of points) if (point[0] < 0) point[0] += 2 * Math.PI;
  const box = points.reduce((sum, [x, y]) => ({ left: Math.min(sum.left, x), right: Math.max(sum.right, x), top: Math.min(sum.top, y), bottom: Math.max(sum.bottom, y) }), { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
  const scale = BOX / Math.max(box.right - box.left, box.bottom - box.top, 1e-9);
  const place = ([x, y]: [number, number]): [number, number] => [Math.round((x - box.left) * scale * 10) / 10, Math.round((y - box.top) * scale * 10) / 10];
  return {
    width: Math.max(1, (box.right - box.left) * scale),
    height: Math.max(1, (box.bottom - box.top) * scale),
    lines: lines.map(line => {
      const flat: number[] = [];
      line.forEach((point, index) => {
        const [x, y] = place(point);
        const far = Math.hypot(x - (flat.at(-2) ?? Infinity), y - (flat.at(-1) ?? Infinity)) >= 2;
        if (far || index === line.length - 1) flat.push(x, y);
      });
      return flat;
    }),
    dots: all.flatMap(place),
  };
}
