import { FolderPlus, Route, SearchX, Star } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/api.ts";
import { Empty } from "../../components/empty.tsx";
import { Head } from "../../components/head.tsx";
import { WindowedList } from "../../components/list.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import type { Kind } from "../../lib/names.ts";
import { UploadButton } from "../uploads/upload-button.tsx";
import { Crumbs } from "./crumbs.tsx";
import { FileDialogs, type Asked } from "./file-dialogs.tsx";
import { Filters } from "./filters.tsx";
import { isShown, keyOfFile, shelf, type Shelf, type Sort } from "./folders.ts";
import { FileRow, FolderRow } from "./rows.tsx";
import { Selection } from "./selection.tsx";
import { useFileActions } from "./use-file-actions.ts";
import { useFilters } from "./use-filters.ts";
import { useList } from "./use-list.ts";
import { useName } from "./use-name.ts";
import "./files.css";

/** The favourites, or the tracks in their folders; without a type, all files. */
export function Files({ type }: { type?: "FAVOURITES" | "GPX" }) {
  const { t } = useWording();
  const nameOf = useName();
  const list = useList(type);
  const { loaded, again, refresh } = list;
  // If the list can't be loaded now, the next visit loads it.
  const refreshed = useCallback(() => void refresh().catch(() => undefined), [refresh]);
  const plan = useLoaded(api.accountInfo, "plan").loaded;
  const start = plan.state === "ready" && plan.value.account === "Free";
  const tracks = type === "GPX";
  const [params, set] = useFilters();
  const folder = tracks ? (params.get("folder") ?? "") : undefined;
  const query = params.get("q") ?? "";
  const sort = (params.get("sort") ?? "newest") as Sort;
  const kind = (params.get("kind") ?? undefined) as Kind | undefined;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>();
  // The selection of one folder does not apply to another.
  useEffect(() => setChosen(new Set()), [folder, type, query, kind]);
  const actions = useFileActions(list, () => setChosen(new Set()));
  const files = useMemo(
    () => (loaded.state === "ready" ? loaded.value.uniqueFiles.filter(file => (type === undefined || file.type === type) && isShown(file) && !actions.hidden.has(keyOfFile(file))) : []),
    [loaded, type, actions.hidden],
  );
  const lines = useMemo(
    () => shelf(files, { folder, query, kind, sort }).map(item => ({ key: "folder" in item ? `${item.folder.path}/` : keyOfFile(item.file), item })),
    [files, folder, query, kind, sort],
  );
  const inSight = lines.flatMap(({ item }) => ("file" in item ? [item.file] : []));
  const selected = inSight.filter(file => chosen.has(keyOfFile(file)));
  const toggle = (key: string) =>
    setChosen(before => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const label = t(tracks ? "menu.tracks" : type ? "menu.favourites" : "files.all");
  return (
    <>
      <Head key={type ?? "all"} title={label}>
        {type === "FAVOURITES" && loaded.state === "ready" && (
          <button type="button" className="icon" aria-label={t("group.add")} title={t("group.add")} onClick={() => setAsked({ what: "new-group" })}>
            <FolderPlus size={22} aria-hidden />
          </button>
        )}
        <UploadButton folder={folder ?? ""} onStored={refreshed} />
      </Head>
      <div className="stack">
        {tracks && start && files.length > 0 && (
          <Note>
            <p>{t("tracks.upgrade")}</p>
            <Link to="/map/pricing/">{t("action.more_information")}</Link>
          </Note>
        )}
        {loaded.state === "loading" && <Skeleton rows={5} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {loaded.state === "ready" && files.length === 0 && <Nothing tracks={tracks} start={start} favourites={type === "FAVOURITES"} again={again} />}
        {files.length > 0 && <Filters query={query} sort={sort} kind={type === undefined ? kind : undefined} kinds={type === undefined} set={set} />}
        {folder && <Crumbs title={label} folder={folder} />}
        {files.length > 0 && lines.length === 0 && (
          <Empty icon={<SearchX size={30} />} title={t("files.none_found")}>
            {query ? t("files.none_found_text", { query }) : t("files.folder_empty")}
          </Empty>
        )}
        {selected.length > 0 && (
          <Selection
            files={selected}
            all={inSight}
            movable={tracks}
            actions={actions}
            choose={some => setChosen(new Set(some.map(keyOfFile)))}
            ask={setAsked}
          />
        )}
        {lines.length > 0 && (
          <WindowedList dense lines={lines} name={nameOfRow}>
            {item =>
              "folder" in item ? (
                <FolderRow folder={item.folder} actions={actions} ask={setAsked} />
              ) : (
                <FileRow
                  file={item.file}
                  place={query !== "" || folder === undefined}
                  chosen={chosen.has(keyOfFile(item.file))}
                  toggle={() => toggle(keyOfFile(item.file))}
                  actions={actions}
                  ask={setAsked}
                />
              )
            }
          </WindowedList>
        )}
      </div>
      {asked && <FileDialogs asked={asked} files={loaded.state === "ready" ? loaded.value.uniqueFiles : []} actions={actions} nameOf={nameOf} ask={setAsked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

const nameOfRow = (item: Shelf) => ("folder" in item ? item.folder.path : item.file.name);

function Nothing({ tracks, favourites, start, again }: { tracks: boolean; favourites: boolean; start: boolean; again: () => void }) {
  const { t } = useWording();
  const upgrade = tracks && start;
  return (
    <Empty
      icon={favourites ? <Star size={30} /> : <Route size={30} />}
      title={t(tracks ? "tracks.empty" : favourites ? "favourites.empty" : "files.empty")}
      action={
        upgrade ? (
          <Link className="button main" to="/map/pricing/">
            {t("action.more_information")}
          </Link>
        ) : (
          <div className="buttons middle fill">
            <button type="button" className="button" onClick={again}>
              {t("action.look_again")}
            </button>
            <Link className="button" to="/map/account/data/">
              {t("upload.title")}
            </Link>
          </div>
        )
      }
    >
      {t(upgrade ? "tracks.upgrade" : "files.empty_text")}
    </Empty>
  );
}
