import { useCallback, useState } from "react";
import { api } from "../../api/api.ts";
import { ApiError } from "../../api/client.ts";
import { errorKey, sentence } from "../../api/errors.ts";
import type { CloudFile, Entry } from "../../api/types.ts";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { forgetKept } from "../../lib/kept.ts";
import { downloadable, isolated, plainName } from "../../lib/names.ts";
import { archiveName, save } from "../../lib/save.ts";
import { favourites } from "../preview/favourites.ts";
import { baseOf, copyName, isShown, keyOfFile, type Folder } from "./folders.ts";
import { useDownload } from "./use-download.ts";
import type { useList } from "./use-list.ts";
import { useName } from "./use-name.ts";

export type FileActions = ReturnType<typeof useFileActions>;

/** Files of a folder, each with its companion, that a single request can rename or delete. */
const MOST_AT_ONCE = 50;

export const canDownload = (file: CloudFile) => downloadable({ ...file, actions: ["download"] });

/** Finds the deletions of files in the trash, page by page. */
async function deletions(files: CloudFile[]): Promise<Entry[]> {
  const wanted = new Set(files.map(keyOfFile));
  const found: Entry[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.trash(cursor);
    for (const entry of page.items) if (wanted.delete(keyOfFile(entry))) found.push(entry);
    cursor = page.next;
  } while (wanted.size > 0 && cursor !== undefined);
  return found;
}

/** The actions of the files screen. After each change the list is loaded again. */
export function useFileActions({ refresh, loaded }: Pick<ReturnType<typeof useList>, "refresh" | "loaded">, done: () => void) {
  const wording = useWording();
  const { t, number } = wording;
  const tell = useToast();
  const nameOf = useName();
  const downloadOne = useDownload();
  /** Files that are being deleted. They are hidden before the server answers. */
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const fail = useCallback((error: unknown) => tell(sentence(error, wording)), [tell, wording]);
  /** Loads the list again. Reports a failure, because the list on the screen is stale then. */
  const changed = async () => {
    forgetKept();
    done();
    await refresh().catch(fail);
  };
  /**
   * Applies an action to one file after another. Stops at the first error, because the next one would have the same
   * reason.
   */
  const each = async <T>(items: T[], act: (item: T) => Promise<void>): Promise<T[]> => {
    const ended: T[] = [];
    try {
      for (const item of items) {
        await act(item);
        ended.push(item);
      }
    } catch (error) {
      fail(error);
    }
    return ended;
  };

  const undo = async (files: CloudFile[]) => {
    try {
      await each(await deletions(files), api.restore);
    } catch (error) {
      fail(error);
    }
    await changed();
  };
  const remove = async (files: CloudFile[]) => {
    setHidden(new Set(files.map(keyOfFile)));
    const gone = await each(files, file => api.deleteFile(file.name, file.type));
    await changed();
    setHidden(new Set());
    if (gone.length === 0) return;
    const text = gone.length === 1 ? t("files.deleted", { name: nameOf(gone[0]!) }) : t("files.deleted_some", { files: number(gone.length) });
    tell(text, { label: t("action.undo"), onSelect: () => void undo(gone) });
  };
  /** The browser makes the archive if the server lacks this call, or the folder is too large for one answer. */
  const folderArchive = async (folder: string): Promise<Blob> => {
    try {
      return await api.folderArchive("GPX", folder);
    } catch (error) {
      if (!(error instanceof ApiError) || ![400, 404, 413].includes(error.status) || loaded.state !== "ready") throw error;
      const { bundle } = await import("./bundle.ts");
      return bundle(loaded.value.uniqueFiles.filter(file => isShown(file) && file.name.startsWith(`${folder}/`) && canDownload(file)));
    }
  };
  return {
    hidden,
    remove,
    download: (file: CloudFile) => downloadOne({ type: file.type, name: file.name, updatetime: file.updatetimems }, false),
    /** Several files become one archive, made in the browser. */
    downloadAll: async (files: CloudFile[]) => {
      const some = files.filter(canDownload);
      if (some.length === 1) return downloadOne({ type: some[0]!.type, name: some[0]!.name, updatetime: some[0]!.updatetimems }, false);
      try {
        const { bundle } = await import("./bundle.ts");
        tell(t("files.bundling", { files: number(some.length) }));
        save(await bundle(some), archiveName(".zip", new Date()));
      } catch (error) {
        fail(error);
      }
    },
    downloadFolder: async (folder: string) => {
      try {
        save(await folderArchive(folder), `${plainName(baseOf(folder))}.zip`);
      } catch (error) {
        tell(t("download.failed", { name: isolated(plainName(baseOf(folder))), why: sentence(error, wording) }));
      }
    },
    duplicate: async (file: CloudFile) => {
      const taken = new Set(loaded.state === "ready" ? loaded.value.uniqueFiles.map(one => one.name) : []);
      await each([file], one => api.renameFile(one.type, one.name, copyName(one.name, taken), true));
      await changed();
    },
    /** Resolves after the list is loaded again. Rejects with the error, for the dialog. */
    rename: async (file: CloudFile, name: string) => {
      await api.renameFile(file.type, file.name, name, false);
      await changed();
    },
    move: async (files: CloudFile[], folder: string) => {
      const moved = await each(files, file => api.renameFile(file.type, file.name, (folder ? `${folder}/` : "") + baseOf(file.name), false));
      if (moved.length > 0) tell(t("files.moved", { count: moved.length, files: number(moved.length) }));
      await changed();
    },
    addGroup: async (name: string, color: string | undefined) => {
      await favourites.addGroup(name, color);
      await changed();
    },
    renameGroup: async (file: CloudFile, name: string) => {
      await favourites.renameGroup({ name: file.name, updatetime: file.updatetimems }, name);
      await changed();
    },
    /**
     * Renames a folder, or deletes it if there is no new path. For a large one it starts a job and returns its address.
     */
    changeFolder: async (folder: Folder, newPath?: string): Promise<string | undefined> => {
      const asJob = () => api.startFolderJob("GPX", folder.path, newPath);
      if (folder.files > MOST_AT_ONCE) return asJob();
      try {
        await (newPath === undefined ? api.deleteFolder("GPX", folder.path) : api.renameFolder("GPX", folder.path, newPath));
      } catch (error) {
        // The folder has grown since the list was loaded.
        if (errorKey(error) === "error.folder_large") return asJob();
        throw error;
      }
      await changed();
      return undefined;
    },
    fail,
    changed,
  };
}
