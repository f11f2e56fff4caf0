import { expect, test } from "vitest";
import { read } from "./gpx.ts";
import { distance, preview } from "./preview.ts";

const track = (points: string) => `<?xml version="1.0"?><gpx><trk><trkseg>${points}</trkseg></trk></gpx>`;
const point = (lat: number, lon: number, ele?: number, second?: number) =>
  `<trkpt lat="${lat}" lon="${lon}">${ele === undefined ? "" : `<ele>${ele}</ele>`}${second === undefined ? "" : `<time>${new Date(1_700_000_000_000 + second * 1000).toISOString()}</time>`}</trkpt>`;

test("a degree of latitude is about 111 km", () => {
  expect(distance(52, 5, 53, 5)).toBeCloseTo(111_195, -1);
});

test("distance, time, speeds and climb come from the points", () => {
  // 100 points of 10 m and 5 s each: 2 m/s. Up 50 m, down 20 m, with noise of 1 m.
  const step = 10 / 111_195;
  const ele = (index: number) => (index <= 50 ? index : 50 - (index - 50) * 0.4) + (index % 2);
  const points = Array.from({ length: 101 }, (_, index) => point(52 + index * step, 5, ele(index), index * 5)).join("");
  const { statistics, profile, drawing } = preview(read(track(points)));
  expect(statistics.distance).toBeCloseTo(1000, 0);
  expect(statistics).toMatchObject({ points: 101, start: 1_700_000_000_000, end: 1_700_000_500_000, moving: 500_000 });
  expect(statistics.averageSpeed).toBeCloseTo(2, 2);
  expect(statistics.maxSpeed).toBeCloseTo(2, 1);
  expect(statistics.up).toBeGreaterThan(44);
  expect(statistics.up).toBeLessThan(56);
  expect(statistics.down).toBeGreaterThan(14);
  expect(statistics.down).toBeLessThan(24);
  expect(profile).toHaveLength(101);
  expect(drawing!.lines).toHaveLength(1);
});

test("a pause between segments is no distance", () => {
  const { statistics } = preview(read(`<gpx><trk><trkseg>${point(52, 5)}${point(52.01, 5)}</trkseg><trkseg>${point(53, 5)}${point(53.01, 5)}</trkseg></trk></gpx>`));
  expect(statistics.distance).toBeCloseTo(2224, -1);
  expect(statistics.up).toBeUndefined();
  expect(statistics.start).toBeUndefined();
});

test("waypoints have OsmAnd's appearance, whatever the prefix; entities, CDATA and comments are read", () => {
  const { waypoints } = read(
    `<gpx xmlns:osmand="x"><!-- <wpt lat="1" lon="1"> --><wpt lat='52.5' lon="13.4"><name>Caf&#xe9; &amp; more</name><desc><![CDATA[a < b & c]]></desc><type>Food</type><extensions><osmand:color>#ff0000</osmand:color><osmand:icon>special_star</osmand:icon><osmand:background>circle</osmand:background><osmand:hidden>true</osmand:hidden><osmand:visit>7</osmand:visit></extensions></wpt><wpt lat="x" lon="1"/></gpx>`,
  );
  expect(waypoints).toEqual([{ name: "Café & more", lat: 52.5, lon: 13.4, desc: "a < b & c", category: "Food", color: "#ff0000", icon: "special_star", background: "circle", hidden: true, more: { visit: "7" } }]);
});

test("an attribute may contain a >, and what is no GPX is refused", () => {
  expect(read(`<gpx creator="a > b"><rte><rtept lat="1" lon="2"/></rte></gpx>`).segments).toEqual([[1, 2, NaN, NaN]]);
  expect(() => read("<html></html>")).toThrow("no gpx");
  expect(() => read("")).toThrow("no gpx");
});

test("200,000 points become few: an outline and a profile of 300 stretches", { timeout: 60_000 }, () => {
  const points = Array.from({ length: 200_000 }, (_, index) => point(52 + Math.sin(index / 5000) / 10, 5 + index / 400_000, index % 800)).join("");
  const { statistics, drawing, profile } = preview(read(track(points)));
  expect(statistics.points).toBe(200_000);
  expect(drawing!.lines[0]!.length).toBeLessThan(12_000);
  expect(profile).toHaveLength(300);
});

test("a track over the date line is one piece", () => {
  const { drawing } = preview(read(track(point(0, 179.9) + point(0, -179.9))));
  expect(drawing!.lines[0]).toEqual([0, 0, 1000, 0]);
});

test("the appearance of a group is read with its pin", () => {
  const groups = '<osmand:points_groups><group name="A &amp; B" color="#aa112233" icon="star" background="circle" pinned="true"/><group name=""/></osmand:points_groups>';
  expect(read(`<gpx><wpt lat="1" lon="2"><name>x</name></wpt><extensions>${groups}</extensions></gpx>`).groups).toEqual([
    { name: "A & B", color: "#aa112233", icon: "star", background: "circle", pinned: true, hidden: false },
    { name: "", pinned: false, hidden: false },
  ]);
});
