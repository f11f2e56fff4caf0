/** The account's API: each call that the portal makes, typed by infrastructure/api/openapi.yaml. Everything is of the same origin; the session is a cookie that no script sees. */

import type { components, paths } from "./api.gen.ts";

export type Schemas = components["schemas"];

export type Status = Schemas["Change"]["status"];
export type Action = Schemas["FileAction"];
/** A version among the changes, or a file in the trash; times are epoch milliseconds, sizes bytes. */
export type Entry = Pick<Schemas["Change"], "type" | "name" | "updatetime" | "actions" | "device" | "status"> &
  Partial<Pick<Schemas["Change"], "clienttime" | "filesize" | "zip_size">> &
  Partial<Pick<Schemas["TrashItem"], "deleted_at" | "purge_at">>;
export interface Page {
  items: Entry[];
  next?: string;
}
export type Usage = Schemas["Usage"];
export type FileList = Schemas["FileList"];
export type CloudFile = Schemas["ListedFile"];
export type Estimate = Schemas["ExportEstimate"];
/** Of an archive: for the apps, or for people. */
export type Format = Estimate["format"];
export type ExportKey = Schemas["ExportKey"];
export type ExportJob = Schemas["Export"];
export type EmptyJob = Schemas["Emptying"];
export type Device = Schemas["Device"];
/** A purchase as a line shows it; that of the free plan is the portal's own. */
export type Purchase = Pick<Schemas["Purchase"], "id" | "name" | "status" | "state" | "store" | "storeName" | "purchasedAt"> &
  Partial<Pick<Schemas["Purchase"], "expiresAt" | "nextBillingAt">> & {
    kind: Schemas["PurchaseKind"] | "free";
    type: Schemas["PurchaseType"] | "free";
  };
export type PurchaseDetail = Schemas["PurchaseDetail"];
export type Purchases = Schemas["Purchases"];
export type Plans = Schemas["Plans"];
export type Plan = Schemas["Plan"];

/** A refusal; `status` is 0 where the server could not be reached. `reason` is the protocol's code or bare text. */
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
/** What the query may hold by the document; `undefined` leaves a parameter away. */
type Query<P extends keyof paths, M extends Method> = paths[P][M] extends { parameters: { query?: infer Q } }
  ? { [Name in keyof Q]: Q[Name] | undefined }
  : never;
/** What a success tells by the document. */
type Told<P extends keyof paths, M extends Method> = paths[P][M] extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : never;

/** Told when the server no longer knows a session that the page believed in. */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
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

export async function send(method: "GET" | "POST" | "DELETE", url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      // The server asks for JSON of every call that changes something, body or not.
      ...(method === "GET" ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body ?? {}) }),
      redirect: method === "GET" ? "follow" : "error",
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, "offline");
  }
  if (response.ok) return response;
  throw refusal(url, response.status, await response.text(), Number(response.headers.get("retry-after")));
}

/** What an answer that is no success means; whoever is no longer known by the server is signed out. */
export function refusal(url: string, status: number, text: string, wait: number): ApiError {
  if (status === 401 && url.startsWith("/") && !url.startsWith("/mapapi/auth/login")) onSignedOut();
  return new ApiError(status, reasonOf(text), wait > 0 ? wait : undefined);
}

/** A page in place of JSON means that the server has no such route yet. */
export async function json<T>(response: Response): Promise<T> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) throw new ApiError(404, "");
  return (await response.json()) as T;
}

const get = async <P extends With<"get">>(path: P, query?: Query<P, "get">, signal?: AbortSignal) =>
  json<Told<P, "get">>(await send("GET", address(path, query), undefined, signal));
const post = async <P extends With<"post">>(path: P, query?: Query<P, "post">, body?: unknown): Promise<void> => {
  await send("POST", address(path, query), body);
};

export const api = {
  me: () => get("/mapapi/auth/info"),
  register: (username: string, isNew: boolean, lang: string) => post("/mapapi/auth/register", { lang, isNew }, { username }),
  validateToken: (username: string, token: string, lang: string) => post("/mapapi/auth/validate-token", undefined, { username, token, lang }),
  activate: (username: string, password: string, token: string, lang: string) =>
    post("/mapapi/auth/activate", undefined, { username, password, token, lang }),
  login: (username: string, password: string, lang: string) => post("/mapapi/auth/login", undefined, { username, password, lang }),
  logout: () => post("/mapapi/auth/logout"),
  sendCode: (action: "change" | "delete", lang: string) => post("/mapapi/auth/send-code", { action, lang }),
  changeEmail: (username: string, token: string, lang: string) => post("/mapapi/auth/change-email", undefined, { username, token, lang }),
  deleteAccount: (token: string) => post("/mapapi/auth/delete-account", { token }),

  devices: async () => (await get("/mapapi/devices")).devices,
  revoke: (id: number) => post("/mapapi/devices/revoke", { id }),

  purchases: () => get("/v1/purchases"),
  purchase: (id: string) => get(`/v1/purchases/${encodeURIComponent(id)}` as "/v1/purchases/{id}"),
  accountInfo: async () => (await get("/mapapi/get-account-info")).info,

  plans: () => get("/v1/plans"),
  usage: () => get("/v1/usage"),
  files: (type: string) => get("/mapapi/list-files", { type }),
  changes: (zone: string, cursor?: string): Promise<Page> => get("/v1/changes", { zone, cursor }),
  trash: (cursor?: string): Promise<Page> => get("/v1/trash", { cursor }),

  restore: (entry: Entry) => post("/mapapi/restore-file", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteVersion: (entry: Entry) =>
    post("/mapapi/delete-file-version", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteForEver: (entry: Entry) =>
    post("/mapapi/delete-file-all-versions", { name: entry.name, type: entry.type, updatetime: entry.updatetime, isTrash: true }),
  deleteFile: (name: string, type: string) => post("/mapapi/delete-file", { name, type }),

  /** Where a version's bytes are; of a deletion, the version before it. */
  async download(name: string, type: string, updatetime: number, deleted: boolean): Promise<Blob> {
    const path = deleted ? "/mapapi/download-file-from-prev-version" : "/mapapi/download-file";
    try {
      return await (await send("GET", address(path, { name, type, updatetime }))).blob();
    } catch (refused) {
      // Too large for the API itself; S3 has a link for files of any size.
      if (!(refused instanceof ApiError) || refused.status !== 400) throw refused;
      const { url } = await get("/v1/files/link", { name, type, ...(deleted ? { before: updatetime } : { updatetime }) });
      return (await send("GET", url)).blob();
    }
  },

  /** Begins to empty the trash of what was in it at a time; where to ask how far that is. */
  async emptyTrash(until: number): Promise<string> {
    return (await json<Schemas["UnderWay"]>(await send("POST", address("/v1/trash/empty", { deleted_until: until })))).status_url;
  },
  job: async <T extends ExportJob | EmptyJob>(url: string) => json<T>(await send("GET", ownPath(url))),
  cancel: async (url: string): Promise<void> => {
    await send("DELETE", ownPath(url));
  },

  estimate: (format: Format, signal?: AbortSignal) => get("/v1/exports/estimate", { format }, signal),
  /** A small account's archive comes at once; for a large one a job makes it. */
  async backup(format: Format, keys: string[], signal: AbortSignal): Promise<{ archive: Blob } | { job: string }> {
    const response = await send("POST", address("/mapapi/download-backup", { format }), keys, signal);
    if (response.status === 202) return { job: (await json<Schemas["UnderWay"]>(response)).status_url };
    return { archive: await response.blob() };
  },
};

/** The path of a status address, so that nothing the server says makes the page ask another host. */
function ownPath(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}
