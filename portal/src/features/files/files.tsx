import { Download, Route, Star } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { api } from "../../api/api.ts";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { WindowedList } from "../../components/list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Head } from "../../components/head.tsx";
import { Moment } from "../../components/moment.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { FileName } from "./file-name.tsx";
import { KindTile } from "./kind-tile.tsx";
import { useDownload } from "./use-download.ts";
import { useList } from "./use-list.ts";
import { useName } from "./use-name.ts";

/** Favourites or tracks, newest first, with download; on Start the tracks say what Pro adds. */
export function Files({ type }: { type: "FAVOURITES" | "GPX" }) {
  const { t, size } = useWording();
  const nameOf = useName();
  const download = useDownload();
  const { loaded, again } = useList(type);
  const plan = useLoaded(api.accountInfo, "plan").loaded;
  const start = plan.state === "ready" && plan.value.account === "Free";
  const tracks = type === "GPX";
  const lines = useMemo(
    () =>
      loaded.state === "ready"
        ? loaded.value.uniqueFiles
            .filter(file => file.type === type && file.filesize >= 0 && !file.name.endsWith(".info"))
            .map(item => ({ key: item.name, item }))
        : [],
    [loaded, type],
  );
  return (
    <>
      <Head key={type} title={t(tracks ? "menu.tracks" : "menu.favourites")} />
      <div className="stack">
        {tracks && start && lines.length > 0 && (
          <Note>
            <p>{t("tracks.upgrade")}</p>
            <Link to="/map/pricing/">{t("action.more_information")}</Link>
          </Note>
        )}
        {loaded.state === "loading" && <Skeleton rows={5} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {loaded.state === "ready" && lines.length === 0 && (
          <Empty icon={tracks ? <Route size={30} /> : <Star size={30} />}
            title={t(tracks ? "tracks.empty" : "favourites.empty")}
            action={
              tracks && start ? (
                <Link className="button main" to="/map/pricing/">
                  {t("action.more_information")}
                </Link>
              ) : (
                <div className="buttons middle">
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
            {t(tracks && start ? "tracks.upgrade" : "files.empty_text")}
          </Empty>
        )}
        {lines.length > 0 && (
          <WindowedList lines={lines} name={nameOf}>
            {file => (
              <div className="row">
                <KindTile type={file.type} name={file.name} />
                <span className="body">
                  <FileName file={file} />
                  <span className="line">
                    <Moment time={file.clienttimems || file.updatetimems} /> · {size(file.filesize)}
                  </span>
                </span>
                <button
                  type="button"
                  className="icon"
                  aria-label={t("action.download_of", { name: nameOf(file) })}
                  onClick={() => void download({ type: file.type, name: file.name, updatetime: file.updatetimems }, false)}
                >
                  <Download size={20} aria-hidden />
                </button>
              </div>
            )}
          </WindowedList>
        )}
      </div>
    </>
  );
}
