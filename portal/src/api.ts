/** The account's API: each call that the portal makes, typed. Everything is of the same origin; the session is a cookie that no script sees. */

export type Status = "ADDED" | "MODIFIED" | "DELETED";
export type Action = "download" | "restore" | "delete";

/** One version of a file; times are epoch milliseconds, sizes bytes. */
export interface Entry {
  type: string;
  name: string;
  status?: Status;
  updatetime: number;
  clienttime?: number;
  filesize: number;
  zip_size: number;
  device?: { brand?: string; model?: string };
  actions: Action[];
  deleted_at?: number;
  purge_at?: number;
}
export interface Page {
  items: Entry[];
  next?: string | null;
}
export interface Usage {
  files: number;
  versions: number;
  bytes: number;
  zip_bytes: number;
  capacity: number;
  categories: { category: string; files: number; bytes: number; zip_bytes: number }[];
}
export interface CloudFile {
  type: string;
  name: string;
  filesize: number;
  zipSize: number;
  updatetimems: number;
  clienttimems: number;
}
export interface FileList {
  totalFiles: number;
  totalFileVersions: number;
  totalFileSize: number;
  totalZipSize: number;
  maximumAccountSize: number;
  uniqueFiles: CloudFile[];
}
export interface ExportKey {
  key: string;
  files: number;
  bytes: number;
  archive_bytes: number;
  seconds: number;
}
export interface Estimate {
  archive_bytes: number;
  files: number;
  bytes: number;
  seconds: number;
  categories: (Omit<ExportKey, "key"> & { category: string; keys: ExportKey[] })[];
}
export interface ExportJob {
  state: string;
  files_done: number;
  files_total: number;
  bytes_done: number;
  bytes_total: number;
  url?: string | null;
}
export interface EmptyJob {
  state: string;
  done: number;
  total: number;
}
export interface Device {
  id: string;
  brand?: string;
  model?: string;
  lang?: string;
  last_used?: number;
  current: boolean;
}
export type PurchaseStatus = "active" | "expired" | "cancelled" | string;
export interface Purchase {
  id: string;
  kind: string;
  type: "monthly" | "annual" | "one_time" | "free" | string;
  name: string;
  iconKey?: string;
  status: PurchaseStatus;
  state: string;
  store: string;
  storeName: string;
  purchasedAt?: number | null;
  expiresAt?: number | null;
  nextBillingAt?: number | null;
}
export interface PurchaseDetail extends Purchase {
  manage?: { url?: string | null; instructionKey?: string | null } | null;
}
export interface Purchases {
  plan: { code: string; name: string; iconKey?: string; until?: number | null };
  cloud: { tier: string; quotaBytes: number };
  empty: boolean;
  learnMoreUrl?: string;
  items: Purchase[];
}
export interface Person {
  username: string;
}

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

type Query = Record<string, string | number | boolean | undefined>;

/** Told when the server no longer knows a session that the page believed in. */
let onSignedOut: () => void = () => undefined;
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

function address(path: string, query: Query = {}): string {
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

async function send(method: "GET" | "POST" | "DELETE", url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
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
  const reason = reasonOf(await response.text());
  if (response.status === 401 && !url.startsWith("/mapapi/auth/login")) onSignedOut();
  const wait = Number(response.headers.get("retry-after"));
  throw new ApiError(response.status, reason, wait > 0 ? wait : undefined);
}

/** A page in place of JSON means that the server has no such route yet. */
async function json<T>(response: Response): Promise<T> {
  if (!(response.headers.get("content-type") ?? "").includes("json")) throw new ApiError(404, "");
  return (await response.json()) as T;
}

const get = async <T>(path: string, query?: Query, signal?: AbortSignal) => json<T>(await send("GET", address(path, query), undefined, signal));
const post = async (path: string, query?: Query, body?: unknown): Promise<void> => {
  await send("POST", address(path, query), body);
};

export const api = {
  me: () => get<Person | null>("/mapapi/auth/info"),
  register: (username: string, isNew: boolean, lang: string) => post("/mapapi/auth/register", { lang, isNew }, { username }),
  validateToken: (username: string, token: string, lang: string) => post("/mapapi/auth/validate-token", {}, { username, token, lang }),
  activate: (username: string, password: string, token: string, lang: string) =>
    post("/mapapi/auth/activate", {}, { username, password, token, lang }),
  login: (username: string, password: string, lang: string) => post("/mapapi/auth/login", {}, { username, password, lang }),
  logout: () => post("/mapapi/auth/logout"),
  sendCode: (action: "change" | "delete", lang: string) => post("/mapapi/auth/send-code", { action, lang }),
  changeEmail: (username: string, token: string, lang: string) => post("/mapapi/auth/change-email", {}, { username, token, lang }),
  deleteAccount: (token: string) => post("/mapapi/auth/delete-account", { token }),

  devices: async () => (await get<{ devices: Device[] }>("/mapapi/devices")).devices,
  revoke: (id: string) => post("/mapapi/devices/revoke", { id }),

  purchases: () => get<Purchases>("/v1/purchases"),
  purchase: (id: string) => get<PurchaseDetail>(`/v1/purchases/${encodeURIComponent(id)}`),
  accountInfo: async () => (await get<{ info: Record<string, string> }>("/mapapi/get-account-info")).info,

  usage: () => get<Usage>("/v1/usage"),
  files: (type: string) => get<FileList>("/mapapi/list-files", { type }),
  changes: (zone: string, cursor?: string) => get<Page>("/v1/changes", { zone, cursor }),
  trash: (cursor?: string) => get<Page>("/v1/trash", { cursor }),

  restore: (entry: Entry) => post("/mapapi/restore-file", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteVersion: (entry: Entry) =>
    post("/mapapi/delete-file-version", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteForEver: (entry: Entry) =>
    post("/mapapi/delete-file-all-versions", { name: entry.name, type: entry.type, updatetime: entry.updatetime, isTrash: true }),
  deleteFile: (name: string, type: string) => post("/mapapi/delete-file", { name, type }),

  /** Where a version's bytes are; of a deletion, the version before it. */
  async download(name: string, type: string, updatetime: number, deleted: boolean): Promise<Blob> {
    const path = deleted ? "/mapapi/download-file-from-prev-version" : "/mapapi/download-file";
    return (await send("GET", address(path, { name, type, updatetime }))).blob();
  },

  async emptyTrash(): Promise<string | undefined> {
    const response = await send("POST", "/v1/trash/empty");
    return response.status === 202 ? (await json<{ status_url: string }>(response)).status_url : undefined;
  },
  job: <T>(url: string) => get<T>(ownPath(url)),
  cancel: async (url: string): Promise<void> => {
    await send("DELETE", ownPath(url));
  },

  estimate: (format: string, signal?: AbortSignal) => get<Estimate>("/v1/exports/estimate", { format }, signal),
  /** A small account's archive comes at once; for a large one a job makes it. */
  async backup(format: string, keys: string[]): Promise<{ archive: Blob } | { job: string }> {
    const response = await send("POST", address("/mapapi/download-backup", { format }), keys);
    if (response.status === 202) return { job: (await json<{ status_url: string }>(response)).status_url };
    return { archive: await response.blob() };
  },
};

/** The path of a status address, so that nothing the server says makes the page ask another host. */
function ownPath(url: string): string {
  const { pathname, search } = new URL(url, location.origin);
  return pathname + search;
}
