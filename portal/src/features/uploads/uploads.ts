import { useSyncExternalStore } from "react";
import { forgetKept } from "../../lib/kept.ts";
import { placeOf } from "../../lib/names.ts";
import { whenSessionEnds } from "../auth/session.tsx";
import { check } from "./check.ts";
import { upload, type Outcome, type Step } from "./upload.ts";

/** A chosen file and the state of its upload. `place` is absent if OsmAnd does not know its kind. */
export interface Upload {
  id: number;
  file: File;
  place: { type: string; name: string } | undefined;
  state: "waiting" | "running" | "cancelled" | "failed" | Outcome;
  step?: Step;
  error?: unknown;
}

/** Uploads run one after another, and continue while the user looks at other screens. */
let uploads: Upload[] = [];
let last = 0;
let running: { id: number; stop: AbortController } | undefined;
const listeners = new Set<() => void>();

function put(next: Upload[]): void {
  uploads = next;
  for (const listener of listeners) listener();
}
const change = (id: number, how: Partial<Upload>) => put(uploads.map(one => (one.id === id ? { ...one, ...how } : one)));

/** Warns before the page is closed during an upload. */
const stay = (event: BeforeUnloadEvent) => event.preventDefault();

async function work(): Promise<void> {
  if (running) return;
  addEventListener("beforeunload", stay);
  for (let next = waiting(); next; next = waiting()) {
    const { id, file, place } = next;
    running = { id, stop: new AbortController() };
    change(id, { state: "running" });
    try {
      await check(file);
      change(id, { state: await upload(file, place!, running.stop.signal, step => change(id, { step })) });
      forgetKept();
    } catch (error) {
      change(id, running.stop.signal.aborted ? { state: "cancelled" } : { state: "failed", error });
    }
  }
  running = undefined;
  removeEventListener("beforeunload", stay);
}
const waiting = () => uploads.find(one => one.state === "waiting");

/** The target of a chosen file. Tracks keep the folders of a chosen folder, below the one on the screen. */
function placeFor(file: File, folder: string): Upload["place"] {
  const place = placeOf(file.name);
  if (place?.type !== "GPX") return place;
  return { ...place, name: [folder, file.webkitRelativePath || file.name].filter(Boolean).join("/") };
}

/** `folder` is the one on the screen, for tracks. */
export function add(files: Iterable<File>, folder = ""): void {
  const chosen = Array.from(files, (file): Upload => {
    const place = placeFor(file, folder);
    return { id: ++last, file, place, state: place ? "waiting" : "failed" };
  });
  put([...uploads, ...chosen]);
  void work();
}

export function cancel(id: number): void {
  if (running?.id === id) running.stop.abort();
  else change(id, { state: "cancelled" });
}

/** Removes the uploads that have ended from the list. */
export function clear(): void {
  put(uploads.filter(one => one.state === "waiting" || one.state === "running"));
}

export function again(id: number): void {
  change(id, { state: "waiting", error: undefined });
  void work();
}

whenSessionEnds(() => {
  running?.stop.abort();
  removeEventListener("beforeunload", stay);
  put([]);
});

export function useUploads(): Upload[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => uploads,
  );
}
