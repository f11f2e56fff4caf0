import { ArchiveRestore, Download } from "lucide-react";
import { useCallback, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { DATA } from "../../lib/paths.ts";
import { Uploads } from "../uploads/upload-section.tsx";
import { StorageWarning, UsageCard } from "./usage.tsx";

export function MyData() {
  const { t } = useWording();
  const navigate = useNavigate();
  const { loaded, again, put } = useLoaded(api.usage, "usage");
  const usage = loaded.state === "ready" ? loaded.value : undefined;
  // Refreshes the figures after uploads without the skeleton. If this fails, the next visit shows the new figures.
  const newest = useRef(0);
  const recount = useCallback(() => {
    const turn = ++newest.current;
    void api.usage().then(value => turn === newest.current && put(value), () => undefined);
  }, [put]);
  return (
    <>
      <Head title="OsmAnd Cloud" back="/map/account/" />
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={4} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {usage && <StorageWarning usage={usage} />}
        {usage && <UsageCard usage={usage} />}
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
        <p className="small soft">{t("data.only_synced")}</p>
        <Uploads onStored={recount} />
      </div>
    </>
  );
}
