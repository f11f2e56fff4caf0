import { Download, MapPinPlus, PencilLine } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { api } from "../../api/api.ts";
import { ApiError } from "../../api/client.ts";
import { GROUP_CHANGED, sentence } from "../../api/errors.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Head } from "../../components/head.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { forgetKept } from "../../lib/kept.ts";
import { useLoaded } from "../../lib/load.ts";
import { isolated, plainName } from "../../lib/names.ts";
import type { FromList } from "../../lib/paths.ts";
import { isShown } from "../files/folders.ts";
import { useDownload } from "../files/use-download.ts";
import { useName } from "../files/use-name.ts";
import { favourites, groupFile, groupName, type Group } from "./favourites.ts";
import type { Waypoint } from "./gpx.ts";
import { GroupDialog } from "./group-dialog.tsx";
import { PointDialog } from "./point-dialog.tsx";
import { readFile } from "./read-file.ts";
import { TrackView } from "./track-view.tsx";
import { Waypoints } from "./waypoints.tsx";
import "./preview.css";

/** The newest version of a file with its parsed content. */
async function load(type: string, name: string) {
  const { uniqueFiles } = await api.files(type);
  const file = uniqueFiles.find(one => one.type === type && one.name === name);
  if (!file) throw new ApiError(400, "106");
  const content = await api.download(name, type, file.updatetimems, false);
  return { file, groups: uniqueFiles.filter(one => one.type === "FAVOURITES" && isShown(one)), preview: await readFile(content) };
}

/** Shows a track with its outline and figures, or a group of favourites that the user can change. */
export function FileScreen() {
  const wording = useWording();
  const { t } = wording;
  const tell = useToast();
  const nameOf = useName();
  const download = useDownload();
  const [params] = useSearchParams();
  const type = params.get("type") === "FAVOURITES" ? "FAVOURITES" : "GPX";
  const name = params.get("name") ?? "";
  const { loaded, again, put } = useLoaded(() => load(type, name), `${type}|${name}`);
  const [edited, setEdited] = useState<{ point: Waypoint | undefined; index: number }>();
  const [removed, setRemoved] = useState<Waypoint>();
  const [groupAsked, setGroupAsked] = useState(false);
  const navigate = useNavigate();
  const from = useLocation().state as FromList | null;
  const title = nameOf({ type, name });
  const own = loaded.state === "ready" ? loaded.value : undefined;
  useEffect(() => {
    setEdited(undefined);
    setRemoved(undefined);
    setGroupAsked(false);
  }, [type, name]);
  const group = (one: { name: string; updatetimems: number }): Group => ({ name: one.name, updatetime: one.updatetimems });
  const reread = async () => {
    forgetKept();
    put(await load(type, name));
  };
  /**
   * The server refuses to change a version that is no longer the newest. The user's input stays on the page, and saving
   * again changes the new version.
   */
  const guarded = async (act: () => Promise<void>) => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== "106") throw error;
      await reread();
      throw new ApiError(400, GROUP_CHANGED);
    }
  };
  const change = async (act: () => Promise<void>) => {
    await guarded(act);
    await reread();
  };
  const remove = (point: Waypoint) => {
    setRemoved(undefined);
    if (!own) return;
    change(() => favourites.remove(group(own.file), point)).then(
      () => tell(t("point.removed", { name: isolated(plainName(point.name)) })),
      (error: unknown) => tell(sentence(error, wording)),
    );
  };
  const points = own?.preview?.waypoints ?? [];
  /** The group's appearance in the file, absent until it is set. */
  const look = own?.preview?.groups.find(one => one.name === groupName(name)) ?? { name: groupName(name) };
  const saveGroup = async (newName: string, color: string | undefined) => {
    if (!own) return;
    if (color !== undefined) await change(() => favourites.updateGroup(group(own.file), { ...look, color }));
    if (newName === look.name) return setGroupAsked(false);
    // Setting the colour created a new version.
    const { file } = color === undefined ? own : await load(type, name);
    await guarded(() => favourites.renameGroup(group(file), newName));
    forgetKept();
    void navigate(`?${new URLSearchParams({ type, name: groupFile(newName) }).toString()}`, { replace: true, state: from });
  };
  const isGroup = type === "FAVOURITES";
  return (
    <>
      <Head key={name} title={title} back={from?.list ?? (isGroup ? "/map/favorites/" : "/map/tracks/")} previous={from !== null}>
        {isGroup && own?.preview && (
          <button type="button" className="icon" aria-label={t("group.edit")} title={t("group.edit")} onClick={() => setGroupAsked(true)}>
            <PencilLine size={22} aria-hidden />
          </button>
        )}
        {isGroup && own?.preview && (
          <button type="button" className="icon" aria-label={t("point.add")} title={t("point.add")} onClick={() => setEdited({ point: undefined, index: -1 })}>
            <MapPinPlus size={22} aria-hidden />
          </button>
        )}
        {own && (
          <button type="button" className="icon" aria-label={t("action.download")} title={t("action.download")} onClick={() => void download({ type, name, updatetime: own.file.updatetimems }, false)}>
            <Download size={22} aria-hidden />
          </button>
        )}
      </Head>
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={4} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {own && !own.preview && (
          <Note kind="warn">
            <p>{t("track.unreadable")}</p>
          </Note>
        )}
        {own?.preview && !isGroup && <TrackView name={title} value={own.preview} />}
        {points.length > 0 && (
          <section className="section" aria-labelledby="points">
            <h2 id="points">{t(isGroup ? "point.count" : "point.waypoints", { count: points.length, points: wording.number(points.length) })}</h2>
            <Waypoints points={points} {...(isGroup ? { change: { edit: (point, index) => setEdited({ point, index }), remove: setRemoved } } : {})} />
          </section>
        )}
        {own?.preview && isGroup && points.length === 0 && <p className="soft">{t("point.none")}</p>}
      </div>
      {edited && own && (
        <PointDialog
          point={edited.point}
          group={group(own.file)}
          groups={own.groups.map(one => ({ file: group(one), label: nameOf(one) }))}
          save={(point, to) =>
            change(() => {
              const category = groupName(to.name);
              const placed = { ...point, ...(category ? { category } : {}) };
              return edited.point ? favourites.update(group(own.file), to, edited.index, edited.point, placed) : favourites.add(to, placed);
            })
          }
          onClose={() => setEdited(undefined)}
        />
      )}
      {groupAsked && own?.preview && (
        <GroupDialog
          title={t("group.edit")}
          name={groupName(name)}
          color={look.color ?? ""}
          taken={new Set(own.groups.map(one => one.name))}
          save={saveGroup}
          onClose={() => setGroupAsked(false)}
        />
      )}
      {removed && (
        <Confirm
          title={t("point.remove_title")}
          text={t("point.remove_text", { name: isolated(plainName(removed.name)) })}
          button={t("action.delete")}
          busy={false}
          onConfirm={() => remove(removed)}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}
