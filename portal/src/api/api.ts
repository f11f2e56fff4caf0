import { ApiError, address, blobOf, get, json, ownPath, post, send } from "./client.ts";
import { FOLDER_BUSY } from "./errors.ts";
import type { CloudFile, EmptyJob, Entry, ExportJob, FileList, FolderJob, Format, Page, PasswordChange, Schemas } from "./types.ts";

/**
 * The portal's API calls, typed by infrastructure/api/openapi.yaml. All go to the portal's own origin; no script can
 * read the session cookie.
 */
export const api = {
  /** The signed-in user. The account's id is in a header, because the body has the format of the public client. */
  me: async () => {
    const response = await send("GET", "/mapapi/auth/info");
    const person = await json<Schemas["Person"] | null>(response);
    return person && { ...person, account: response.headers.get("x-account-id") ?? undefined };
  },
  register: (username: string, isNew: boolean, lang: string) => post("/mapapi/auth/register", { lang, isNew }, { username }),
  validateToken: (username: string, token: string, lang: string) => post("/mapapi/auth/validate-token", undefined, { username, token, lang }),
  activate: (username: string, password: string, token: string, lang: string) =>
    post("/mapapi/auth/activate", undefined, { username, password, token, lang }),
  login: (username: string, password: string, lang: string) => post("/mapapi/auth/login", undefined, { username, password, lang }),
  logout: () => post("/mapapi/auth/logout"),
  sendCode: (action: "change" | "confirm" | "delete" | "setup", lang: string) => post("/mapapi/auth/send-code", { action, lang }),
  changeEmail: (username: string, token: string, lang: string) => post("/mapapi/auth/change-email", undefined, { username, token, lang }),
  /** Proves the account's new address by a code that was mailed to it. */
  confirmEmail: (username: string, token: string, lang: string) => post("/mapapi/auth/confirm-email", undefined, { username, token, lang }),
  /** Undoes a change of address. */
  takeBack: (username: string, token: string, lang: string) => post("/mapapi/auth/undo-change-email", undefined, { username, token, lang }),
  deleteAccount: (token: string) => post("/mapapi/auth/delete-account", { token }),

  /** Browsers and devices that are logged in, and whether there is a password. */
  access: () => get("/v1/access"),
  endSession: async (id: string): Promise<void> => {
    await send("DELETE", `/v1/access/sessions/${encodeURIComponent(id)}`);
  },
  endDevice: async (id: number): Promise<void> => {
    await send("DELETE", `/v1/access/devices/${id}`);
  },
  endAll: () => post("/v1/access/end-all"),
  /** Sets the password with the old one or a mailed code. This browser gets a new session, all others end. */
  changePassword: (change: PasswordChange) => post("/v1/password", undefined, change),

  purchases: () => get("/v1/purchases"),
  purchase: (id: string) => get(`/v1/purchases/${encodeURIComponent(id)}` as "/v1/purchases/{id}"),
  accountInfo: async () => (await get("/mapapi/get-account-info")).info,

  plans: () => get("/v1/plans"),
  usage: () => get("/v1/usage"),
  /** The newest version of each file, of one type or of all. */
  files: (type?: string): Promise<FileList> => get("/mapapi/list-files", { type }),
  /** Every version of a file, newest first, with the device that wrote it. The name filter also finds longer names. */
  versions: async (type: string, name: string): Promise<CloudFile[]> => {
    const list = await get("/mapapi/list-files", { type, name, allVersions: true, addDevices: true });
    return (list.allFiles ?? []).filter(one => one.type === type && one.name === name).sort((one, other) => other.updatetimems - one.updatetimems);
  },
  /** `month` is a month such as 2026-11 in that time zone. Default: all months. */
  changes: (zone: string, cursor?: string, month?: string): Promise<Page> => get("/v1/changes", { zone, cursor, month }),
  trash: (cursor?: string): Promise<Page> => get("/v1/trash", { cursor }),

  restore: (entry: Entry) => post("/mapapi/restore-file", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteVersion: (entry: Entry) =>
    post("/mapapi/delete-file-version", { name: entry.name, type: entry.type, updatetime: entry.updatetime }),
  deleteForEver: (entry: Entry) =>
    post("/mapapi/delete-file-all-versions", { name: entry.name, type: entry.type, updatetime: entry.updatetime, isTrash: true }),
  deleteFile: (name: string, type: string) => post("/mapapi/delete-file", { name, type }),
  /** Renames, moves, or with `saveCopy` duplicates a file. The protocol has GET for the calls on names. */
  renameFile: async (type: string, oldName: string, newName: string, saveCopy: boolean): Promise<void> => {
    await send("GET", address("/mapapi/rename-file", { oldName, newName, type, saveCopy }));
  },
  renameFolder: async (type: string, folderName: string, newFolderName: string): Promise<void> => {
    await send("GET", address("/mapapi/rename-folder", { folderName, newFolderName, type }));
  },
  deleteFolder: async (type: string, folderName: string): Promise<void> => {
    await send("GET", address("/mapapi/delete-folder", { folderName, type }));
  },
  /** Starts a job that renames a folder, or deletes it if there is no new path. Returns the job's status address. */
  async startFolderJob(type: string, folder: string, newFolder?: string): Promise<string> {
    const query = { action: newFolder === undefined ? "delete" : "rename", type, folder, new_folder: newFolder };
    try {
      return (await json<Schemas["UnderWay"]>(await send("POST", address("/v1/folders/jobs", query)))).status_url;
    } catch (error) {
      throw error instanceof ApiError && error.status === 409 ? new ApiError(409, FOLDER_BUSY) : error;
    }
  },
  /** The state of a folder's job. `message` is English, so that the page can say it in its own language. */
  folderJob: async (url: string): Promise<FolderJob> => json(await send("GET", address(ownPath(url), { lang: "en" }))),
  folderArchive: async (type: string, folderName: string): Promise<Blob> =>
    (await send("POST", address("/mapapi/download-backup-folder", { format: ".zip", type, folderName }), [])).blob(),

  /** The address of a version's content; for a deletion, of the previous version. */
  async download(name: string, type: string, updatetime: number, deleted: boolean): Promise<Blob> {
    const path = deleted ? "/mapapi/download-file-from-prev-version" : "/mapapi/download-file";
    try {
      return await (await send("GET", address(path, { name, type, updatetime }))).blob();
    } catch (refused) {
      // The file is too large for the API. A link to S3 works for any size.
      if (!(refused instanceof ApiError) || refused.status !== 400) throw refused;
      const { url } = await get("/v1/files/link", { name, type, ...(deleted ? { before: updatetime } : { updatetime }) });
      const file = await fetch(url);
      if (!file.ok) throw new ApiError(file.status, "");
      return await file.blob();
    }
  },

  /** Starts a job that removes all files deleted up to a time from the trash. Returns the job's status address. */
  async emptyTrash(until: number): Promise<string> {
    return (await json<Schemas["UnderWay"]>(await send("POST", address("/v1/trash/empty", { deleted_until: until })))).status_url;
  },
  job: async <T extends ExportJob | EmptyJob>(url: string) => json<T>(await send("GET", ownPath(url))),
  cancel: async (url: string): Promise<void> => {
    await send("DELETE", ownPath(url));
  },

  estimate: (format: Format, signal?: AbortSignal) => get("/v1/exports/estimate", { format }, signal),
  /** Returns a small archive at once. A job makes a large one. */
  async backup(
    format: Format,
    keys: string[],
    signal: AbortSignal,
    received: (done: number, total: number | undefined) => void,
  ): Promise<{ archive: Blob } | { job: string }> {
    const response = await send("POST", address("/mapapi/download-backup", { format }), keys, signal);
    if (response.status === 202) return { job: (await json<Schemas["UnderWay"]>(response)).status_url };
    return { archive: await blobOf(response, received) };
  },
};
