import type { paths } from "./schema.gen.ts";

/** A failed call. `status` is 0 if the server could not be reached. `reason` is the protocol's code or plain text. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly retryAfter?: number,
  ) {
    super(`${status} ${reason}`);
  }
}

type Method = "get" | "post" | "delete";

type With<M extends Method> = { [P in keyof paths]: paths[P][M] extends { responses: object } ? P : never }[keyof paths];

/** The query parameters of a call. `undefined` omits a parameter. */
type Query<P extends keyof paths, M extends Method> = paths[P][M] extends { parameters: { query?: infer Q } }
  ? { [Name in keyof Q]: Q[Name] | undefined }
  : never;

/** The body of a successful answer. */
type Told<P extends keyof paths, M extends Method> = paths[P][M] extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : never;

/** Callbacks for an answer that does not match the page's session. */
interface Watcher {
  signedOut: () => void;
  conflict: () => void;
}
let watcher: Watcher = { signedOut: () => undefined, conflict: () => undefined };
/** The account that the page shows. Another tab may have replaced the session. */
let shown: string | undefined;

export function watchSession(next: Watcher): void {
  watcher = next;
}

export function showAccount(id: string | undefined): void {
  shown = id;
}

/** Sends the page's account with each call. The server answers 409 if the session belongs to another account. */
export function accountHeaders(): Record<string, string> {
  return { "x-account-client": "portal", ...(shown === undefined ? {} : { "x-account-id": shown }) };
}

export function address(path: string, query: object = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

function reasonOf(text: string): string {
  try {
    const body = JSON.parse(text) as { error?: { errorCode?: number }; code?: number | string; errorCode?: number };
    return String(body.error?.errorCode ?? body.errorCode ?? body.code ?? "");
  } catch {
    return text.trim().slice(0, 200);
  }
}

/** Milliseconds until an answer must begin. API Gateway waits for 30 seconds. */
const ANSWER_WITHIN = 35_000;

export async function send(method: "GET" | "POST" | "DELETE", url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN);
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      // The server requires the JSON content type for every change, even without a body.
      ...(method === "GET"
        ? { headers: accountHeaders() }
        : { headers: { ...accountHeaders(), "content-type": "application/json" }, body: JSON.stringify(body ?? {}) }),
      redirect: method === "GET" ? "follow" : "error",
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, late.signal.aborted ? "timeout" : "offline");
  } finally {
    clearTimeout(timer);
  }
  if (response.ok) return response;
  throw refusal(url, response.status, await response.text(), Number(response.headers.get("retry-after")));
}

/** Returns the error for a failed answer, and reports a session that has ended or belongs to another account. */
export function refusal(url: string, status: number, text: string, wait: number): ApiError {
  const reason = reasonOf(text);
  if (url.startsWith("/")) {
    if (status === 401 && !url.startsWith("/mapapi/auth/login")) watcher.signedOut();
    if (status === 409) watcher.conflict();
  }
  return new ApiError(status, reason, wait > 0 ? wait : undefined);
}

/** An HTML page instead of JSON means that the server does not have this route. */
export async function json<T>(response: Response): Promise<T> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) throw new ApiError(404, "");
  return (await response.json()) as T;
}

export const get = async <P extends With<"get">>(path: P, query?: Query<P, "get">, signal?: AbortSignal) =>
  json<Told<P, "get">>(await send("GET", address(path, query), undefined, signal));

export const post = async <P extends With<"post">>(path: P, query?: Query<P, "post">, body?: unknown): Promise<void> => {
  await send("POST", address(path, query), body);
};

/** Reads a body and reports the bytes received. The total is missing if the server compresses the answer. */
export async function blobOf(response: Response, received: (done: number, total: number | undefined) => void): Promise<Blob> {
  const length = response.headers.has("content-encoding") ? 0 : Number(response.headers.get("content-length"));
  const reader = response.body?.getReader();
  if (!reader) return response.blob();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    done += next.value.length;
    received(done, length || undefined);
  }
  return new Blob(chunks);
}

/** The path of a status address. The page never calls another host. */
export function ownPath(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}
