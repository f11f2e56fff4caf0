import { ArchiveRestore, CloudUpload, Download } from "lucide-react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { DATA } from "../../lib/paths.ts";

/** The screen behind the menu entry Backups. */
export function Backups() {
  const { t, size, number } = useWording();
  const navigate = useNavigate();
  const { loaded, again } = useLoaded(api.usage, "usage");
  return (
    <>
      <Head title={t("menu.backups")} />
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={1} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {loaded.state === "ready" && (
          <div className="card rows">
            <div className="row">
              <span className="tile blue">
                <CloudUpload size={20} aria-hidden />
              </span>
              <span className="body">
                <span className="name">OsmAnd Cloud</span>
                <span className="line">{t("backups.line", { count: loaded.value.files, files: number(loaded.value.files), size: size(loaded.value.bytes) })}</span>
              </span>
            </div>
          </div>
        )}
        <p className="soft">{t("backups.text")}</p>
        <div className="buttons fill">
          <button type="button" className="button main" onClick={() => void navigate(`${DATA}download/`)}>
            <Download size={20} aria-hidden />
            {t("data.download_all")}
          </button>
          <Link className="button" to={`${DATA}import/`}>
            <ArchiveRestore size={20} aria-hidden />
            {t("import.title")}
          </Link>
        </div>
      </div>
    </>
  );
}
