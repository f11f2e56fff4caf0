import { accountHeaders, address, ApiError, json, refusal, send } from "../../api/client.ts";
import { type Schemas } from "../../api/types.ts";

type Upload = Schemas["Upload"];

/** Gzip size in bytes from which a file is uploaded directly to S3. The API accepts about 4.4 MB. */
const DIRECT = 4_000_000;
/** Gzip size in bytes up to which the checksum of the whole is required in advance. */
const CHECKED_WHOLE = 8 * 1024 * 1024;
const TRIES = 3;

/** The current step and its progress in bytes. */
export interface Step {
  doing: "packing" | "sending" | "checking";
  done: number;
  total: number;
}

/** The result of an upload. A map of the public catalogue is not stored, because the apps download it. */
export type Outcome = "stored" | "in-catalogue";

/**
 * The target of a file. `clienttime`, epoch milliseconds, keeps the date of a restored file. Without it a small file
 * gets the current time.
 */
export interface Place {
  type: string;
  name: string;
  clienttime?: number;
}

/** Stores a file as gzip, as its newest version. After an aborted signal no data remains. */
export async function upload(file: File, place: Place, signal: AbortSignal, tell: (step: Step) => void): Promise<Outcome> {
  const gzip = await packed(file, signal, done => tell({ doing: "packing", done, total: file.size }));
  const sending = (done: number) => tell({ doing: "sending", done, total: gzip.size });
  sending(0);
  if (gzip.size < DIRECT) {
    const form = new FormData();
    form.set("file", gzip, "file.gz");
    await transfer("POST", address("/mapapi/upload-file", place), accountHeaders(), form, signal, done => sending(Math.min(done, gzip.size)));
    return "stored";
  }
  const whole = gzip.size <= CHECKED_WHOLE ? { sha256: await sha256(gzip) } : {};
  const begun = await call<Upload>("POST", "/v1/uploads", { clienttime: file.lastModified, ...place, size: gzip.size, ...whole }, signal);
  if (begun.state === "done") return "in-catalogue";
  const at = `/v1/uploads/${encodeURIComponent(begun.id)}`;
  try {
    if (begun.put) await direct(begun.put, gzip, signal, sending);
    else await inParts(at, begun.part_size ?? gzip.size, gzip, signal, sending);
    await send("POST", `${at}/complete`, undefined, signal);
    tell({ doing: "checking", done: 0, total: 0 });
    return await checked(at, signal);
  } catch (failed) {
    // Cancels the upload to release its quota. Errors are ignored, because the server removes it after a day.
    await send("DELETE", at).catch(() => undefined);
    throw failed;
  }
}

async function packed(file: File, signal: AbortSignal, read: (bytes: number) => void): Promise<Blob> {
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, out) {
      bytes += chunk.length;
      read(bytes);
      out.enqueue(chunk);
    },
  });
  return new Response(file.stream().pipeThrough(counted, { signal }).pipeThrough(new CompressionStream("gzip"))).blob();
}

async function inParts(at: string, size: number, gzip: Blob, signal: AbortSignal, sent: (bytes: number) => void): Promise<void> {
  for (let from = 0, number = 1; from < gzip.size; from += size, number++) {
    const part = gzip.slice(from, from + size);
    const checksum = await sha256(part);
    for (let left = TRIES - 1; ; left--) {
      try {
        const { parts } = await call<Schemas["UploadParts"]>("POST", `${at}/parts`, { parts: [{ number, sha256: checksum }] }, signal);
        await direct(parts[0]!, part, signal, bytes => sent(from + bytes));
        break;
      } catch (failed) {
        if (signal.aborted || left === 0) throw failed;
      }
    }
  }
}

/** Sends bytes to S3. 412 means that S3 already has them. */
async function direct(link: Schemas["UploadLink"], bytes: Blob, signal: AbortSignal, sent: (bytes: number) => void): Promise<void> {
  try {
    await transfer("PUT", link.url, link.headers, bytes, signal, sent);
  } catch (failed) {
    if (!(failed instanceof ApiError && failed.status === 412)) throw failed;
  }
}

/** Waits until the server has checked the whole content. */
async function checked(at: string, signal: AbortSignal): Promise<Outcome> {
  for (;;) {
    const now = await call<Upload>("GET", at, undefined, signal);
    if (now.state === "done") return "stored";
    if (now.state === "failed") throw new ApiError(400, String(now.error?.code ?? "107"));
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

const call = async <T>(method: "GET" | "POST", path: string, body: unknown, signal: AbortSignal) => json<T>(await send(method, path, body, signal));

/** Base64 of the SHA-256. */
async function sha256(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** Sends a request with upload progress, which fetch does not report. */
function transfer(method: string, url: string, headers: Record<string, string>, body: Blob | FormData, signal: AbortSignal, sent: (bytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const end = (settle: () => void) => () => {
      signal.removeEventListener("abort", stop);
      settle();
    };
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = event => sent(event.loaded);
    request.onload = end(() => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(refusal(url, request.status, request.responseText, Number(request.getResponseHeader("retry-after"))));
    });
    request.onerror = end(() => reject(new ApiError(0, "offline")));
    request.onabort = end(() => reject(new DOMException("cancelled", "AbortError")));
    signal.throwIfAborted();
    signal.addEventListener("abort", stop);
    request.send(body);
  });
}
