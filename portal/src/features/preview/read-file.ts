import type { Preview } from "./preview.ts";

/** Reads a GPX file in a worker. Resolves with undefined if it is no GPX. */
export function readFile(content: Blob): Promise<Preview | undefined> {
  const worker = new Worker(new URL("./gpx.worker.ts", import.meta.url), { type: "module" });
  return new Promise<Preview | undefined>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Preview | undefined>) => resolve(event.data);
    worker.onerror = () => reject(new Error("the worker failed"));
    worker.postMessage(content);
  }).finally(() => worker.terminate());
}
