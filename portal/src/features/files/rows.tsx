import { Copy, Download, Folder as FolderIcon, FolderInput, History, PencilLine, Trash2 } from "lucide-react";
import { Link, useLocation } from "react-router";
import type { CloudFile } from "../../api/types.ts";
import { Menu, type Item } from "../../components/menu.tsx";
import { Moment } from "../../components/moment.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isolated, plainName } from "../../lib/names.ts";
import type { FromList } from "../../lib/paths.ts";
import { groupName } from "../preview/favourites.ts";
import type { Asked } from "./file-dialogs.tsx";
import { baseOf, folderOf, timeOf, type Folder } from "./folders.ts";
import { KindTile } from "./kind-tile.tsx";
import { canDownload, type FileActions } from "./use-file-actions.ts";
import { useName } from "./use-name.ts";

interface Row {
  actions: FileActions;
  ask: (what: Asked) => void;
}

const hasPreview = (file: CloudFile) => file.type === "GPX" || file.type === "FAVOURITES";

/** A file in two lines. In a wide window its folder, size and time are columns. */
export function FileRow({ file, place, chosen, toggle, actions, ask }: Row & { file: CloudFile; place: boolean; chosen: boolean; toggle: () => void }) {
  const { t, size, number } = useWording();
  const nameOf = useName();
  const name = nameOf(file);
  const folder = plainName(folderOf(file.name));
  const { pathname, search } = useLocation();
  const from: FromList = { list: pathname + search };
  const metres = file.details?.analysis?.totalDistance ?? 0;
  const items: Item[] = [
    { label: t("action.download"), icon: <Download size={18} aria-hidden />, disabled: !canDownload(file), onSelect: () => void actions.download(file) },
    { label: t("action.history"), icon: <History size={18} aria-hidden />, onSelect: () => ask({ what: "history", file }) },
    ...(file.type === "GPX"
      ? [
          { label: t("action.rename"), icon: <PencilLine size={18} aria-hidden />, onSelect: () => ask({ what: "rename", file }) },
          { label: t("action.move"), icon: <FolderInput size={18} aria-hidden />, onSelect: () => ask({ what: "move", files: [file] }) },
          { label: t("action.duplicate"), icon: <Copy size={18} aria-hidden />, onSelect: () => void actions.duplicate(file) },
        ]
      : []),
    ...(file.type === "FAVOURITES" && groupName(file.name) !== ""
      ? [{ label: t("action.rename"), icon: <PencilLine size={18} aria-hidden />, onSelect: () => ask({ what: "rename-group", file }) }]
      : []),
    { label: t("action.delete"), icon: <Trash2 size={18} aria-hidden />, danger: true, onSelect: () => void actions.remove([file]) },
  ];
  return (
    <div className="row">
      <label className="pick">
        <input type="checkbox" checked={chosen} aria-label={t("files.choose", { name })} onChange={toggle} />
      </label>
      <KindTile type={file.type} name={file.name} />
      <span className="body">
        <span className="name one-line" title={plainName(file.name)}>
          {hasPreview(file) ? (
            <Link className="file-link" to={`/map/file/?${new URLSearchParams({ type: file.type, name: file.name }).toString()}`} state={from}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <bdi>{name}</bdi>
          )}
        </span>
        <span className="line details">
          {place && folder && (
            <span className="at shrinks">
              <bdi>{folder}</bdi>
            </span>
          )}
          {metres > 0 && <span className="long">{t("track.km", { km: number(metres / 1000, 1) })}</span>}
          <span className={metres > 0 || (place && folder) ? "size less" : "size"}>{size(file.filesize)}</span>
          <span className="when">
            <Moment time={timeOf(file)} />
          </span>
        </span>
      </span>
      <Menu label={t("action.menu_of", { name })} items={items} />
    </div>
  );
}

export function FolderRow({ folder, actions, ask }: Row & { folder: Folder }) {
  const { t, size, number } = useWording();
  const name = isolated(plainName(baseOf(folder.path)));
  const items: Item[] = [
    { label: t("action.download"), icon: <Download size={18} aria-hidden />, onSelect: () => void actions.downloadFolder(folder.path) },
    { label: t("action.rename"), icon: <PencilLine size={18} aria-hidden />, onSelect: () => ask({ what: "rename-folder", folder }) },
    { label: t("action.delete"), icon: <Trash2 size={18} aria-hidden />, danger: true, onSelect: () => ask({ what: "delete-folder", folder }) },
  ];
  return (
    <div className="row">
      <span className="pick" />
      <span className="tile accent">
        <FolderIcon size={20} aria-hidden />
      </span>
      <Link className="body folder-link" to={`?folder=${encodeURIComponent(folder.path)}`}>
        <span className="name one-line" title={plainName(folder.path)}>
          <bdi>{name}</bdi>
        </span>
        <span className="line details">
          <span className="long">{t("folders.files", { count: folder.files, files: number(folder.files) })}</span>
          <span className="size less">{size(folder.bytes)}</span>
          <span className="when">
            <Moment time={folder.time} />
          </span>
        </span>
      </Link>
      <Menu label={t("action.menu_of", { name })} items={items} />
    </div>
  );
}
