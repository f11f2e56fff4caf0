import { expect, test } from "vitest";
import { ApiError } from "../../api/client.ts";
import type { CloudFile } from "../../api/types.ts";
import { Restore, type Cloud, type Progress } from "./restore.ts";

const time = 1_700_000_000_000;
const wanted = (name: string, size = 3) => ({ type: "GPX", name, size, time, path: name });
const there = (name: string, filesize = 3, clienttimems = time): CloudFile => ({ userid: 1, id: 1, deviceid: 1, type: "GPX", name, filesize, zipSize: 1, updatetimems: 1, clienttimems });

function cloud(files: CloudFile[], store: Cloud["store"] = () => Promise.resolve()) {
  const stored: string[] = [];
  const read: string[] = [];
  return {
    stored,
    read,
    cloud: {
      list: () => Promise.resolve(files),
      read: (file: CloudFile) => (read.push(file.name), Promise.resolve(new Blob(["abc"]))),
      store: async (content: Blob, place: { type: string; name: string; clienttime: number }, signal: AbortSignal) => {
        await store(content, place, signal);
        stored.push(`${place.name} ${place.clienttime}`);
      },
    } satisfies Cloud,
  };
}
const abc = () => Promise.resolve(new Blob(["abc"]));

test("what is there is skipped: by size and time, or by content; another content is a new version", async () => {
  const { stored, read, cloud: it } = cloud([there("same.gpx", 3, time + 1500), there("touched.gpx", 3, 5), there("longer.gpx", 9)]);
  const end = await new Restore(["same.gpx", "touched.gpx", "longer.gpx", "new.gpx"].map(name => wanted(name)), abc, it, () => undefined).run();
  expect(stored).toEqual([`longer.gpx ${time}`, `new.gpx ${time}`]);
  expect(read).toEqual(["touched.gpx"]);
  expect(end).toMatchObject({ state: "ended", done: 4, bytes: 12, stored: 2, skipped: 2, failed: [] });
});

test("without a connection it pauses at the file, and goes on with it", async () => {
  let offline = true;
  const { stored, cloud: it } = cloud([], () => (offline ? Promise.reject(new ApiError(0, "offline")) : Promise.resolve()));
  const seen: Progress[] = [];
  const restore = new Restore([wanted("a.gpx"), wanted("b.gpx")], abc, it, progress => seen.push(progress));
  const run = restore.run();
  await expect.poll(() => seen.at(-1)?.state).toBe("paused");
  expect(seen.at(-1)).toMatchObject({ done: 0, error: { status: 0 } });
  offline = false;
  restore.resume();
  expect(await run).toMatchObject({ stored: 2, failed: [], error: undefined });
  expect(stored).toHaveLength(2);
});

test("a refused file is named and the others go on", async () => {
  const { cloud: it } = cloud([], (_, place) => (place.name === "a.gpx" ? Promise.reject(new ApiError(400, "102")) : Promise.resolve()));
  const end = await new Restore([wanted("a.gpx"), wanted("b.gpx")], abc, it, () => undefined).run();
  expect(end).toMatchObject({ stored: 1, done: 2 });
  expect(end.failed.map(one => one.file.name)).toEqual(["a.gpx"]);
});

test("a pause holds before the next file, and a stop ends it", async () => {
  const seen: Progress[] = [];
  const { stored, cloud: it } = cloud([], () => Promise.resolve());
  const restore = new Restore([wanted("a.gpx"), wanted("b.gpx")], abc, it, progress => {
    seen.push(progress);
    if (progress.done === 1 && progress.state === "running") restore.pause();
  });
  const run = restore.run();
  await expect.poll(() => seen.at(-1)?.state).toBe("paused");
  expect(stored).toHaveLength(1);
  restore.stop();
  expect(await run).toMatchObject({ state: "ended", done: 1 });
  expect(stored).toHaveLength(1);
});

test("the progress is told before the first file is done", async () => {
  const { cloud: it } = cloud([], () => new Promise(() => undefined));
  const seen: Progress[] = [];
  void new Restore([wanted("a.gpx")], abc, it, progress => seen.push(progress)).run();
  await expect.poll(() => seen.at(-1)).toMatchObject({ state: "running", done: 0, total: 1 });
});
