import type { CloudFile } from "../../api/types.ts";
import { kindOf, title, type Kind } from "../../lib/names.ts";

export type Sort = "newest" | "oldest" | "name" | "largest";
export const SORTS: Sort[] = ["newest", "oldest", "name", "largest"];

/**
 * A folder in a list, with all files below it. `path` has no trailing slash; `time` is the newest change, epoch
 * milliseconds.
 */
export interface Folder {
  path: string;
  files: number;
  bytes: number;
  time: number;
}
export type Shelf = { folder: Folder } | { file: CloudFile };

export const keyOfFile = (file: Pick<CloudFile, "type" | "name">) => `${file.type}|${file.name}`;
export const folderOf = (name: string) => name.slice(0, Math.max(0, name.lastIndexOf("/")));
export const baseOf = (name: string) => name.slice(name.lastIndexOf("/") + 1);
/** The client time of a file, or the server's time if the client sent none. */
export const timeOf = (file: CloudFile) => file.clienttimems || file.updatetimems;

/** Whether users see it as a file: not a companion, a deleted file or a folder placeholder. */
export const isShown = (file: CloudFile) => file.filesize >= 0 && !file.name.endsWith(".info");

export interface Wish {
  /** The folder to show. `undefined` shows all files without folders. */
  folder?: string | undefined;
  query?: string;
  kind?: Kind | undefined;
  sort?: Sort;
}

/** Returns the rows of a folder: its folders by name, then its files. A search includes all folders below. */
export function shelf(files: CloudFile[], { folder, query = "", kind, sort = "newest" }: Wish): Shelf[] {
  const below = folder ? `${folder}/` : "";
  const found = query.trim().toLocaleLowerCase();
  const wanted = files.filter(
    file =>
      isShown(file) &&
      file.name.startsWith(below) &&
      (kind === undefined || kindOf(file.type, file.name) === kind) &&
      (found === "" || file.name.slice(below.length).toLocaleLowerCase().includes(found)),
  );
  if (folder === undefined || found !== "") return sorted(wanted, sort).map(file => ({ file }));
  const folders = new Map<string, Folder>();
  const here: CloudFile[] = [];
  for (const file of wanted) {
    const slash = file.name.indexOf("/", below.length);
    if (slash < 0) here.push(file);
    else {
      const path = file.name.slice(0, slash);
      const known = folders.get(path) ?? { path, files: 0, bytes: 0, time: 0 };
      folders.set(path, { path, files: known.files + 1, bytes: known.bytes + file.filesize, time: Math.max(known.time, timeOf(file)) });
    }
  }
  return [...[...folders.values()].sort((one, other) => byName(one.path, other.path)).map(one => ({ folder: one })), ...sorted(here, sort).map(file => ({ file }))];
}

/** Sorts "Stage 10" after "Stage 9". */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const byName = (one: string, other: string) => collator.compare(one, other);

function sorted(files: CloudFile[], sort: Sort): CloudFile[] {
  const orders: Record<Sort, (one: CloudFile, other: CloudFile) => number> = {
    newest: (one, other) => timeOf(other) - timeOf(one),
    oldest: (one, other) => timeOf(one) - timeOf(other),
    name: (one, other) => byName(title(one.type, one.name), title(other.type, other.name)),
    largest: (one, other) => other.filesize - one.filesize,
  };
  return [...files].sort(orders[sort]);
}

/** All folders of the files in a list, with their parent folders, by name. */
export function allFolders(files: CloudFile[]): string[] {
  const folders = new Set<string>();
  for (const file of files.filter(isShown)) {
    for (let path = folderOf(file.name); path && !folders.has(path); path = folderOf(path)) folders.add(path);
  }
  return [...folders].sort(byName);
}

/** The extension of a name with its dot, or an empty text. */
const extensionOf = (name: string) => /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? "";

/** The path of a file after the user has renamed it. The extension stays. */
export function renamed(name: string, typed: string): string {
  const folder = folderOf(name);
  return (folder ? `${folder}/` : "") + typed.trim() + extensionOf(name);
}

export const stemOf = (name: string) => baseOf(name).slice(0, baseOf(name).length - extensionOf(name).length);

/** The first free name for a copy, such as "Pass - 1.gpx". */
export function copyName(name: string, taken: Set<string>): string {
  const extension = extensionOf(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number++) {
    const candidate = `${stem} - ${number}${extension}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/**
 * The reason why a typed name is refused; undefined if it is valid. The server accepts at most 1,024 bytes for the
 * whole path.
 */
export function nameFault(typed: string): "empty" | "slash" | "long" | undefined {
  const name = typed.trim();
  if (name === "" || name === "." || name === "..") return "empty";
  if (name.includes("/")) return "slash";
  return new TextEncoder().encode(name).length > 240 ? "long" : undefined;
}
