import { Download } from "lucide-react";
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
import "./my-data.css";

export function MyData() {
  const { t, number, size, room } = useWording();
  const navigate = useNavigate();
  const { loaded, again, put } = useLoaded(api.usage, "usage");
  const usage = loaded.state === "ready" ? loaded.value : undefined;
  // Uploads are counted without showing the skeleton again. If this request fails, the next visit shows the new figures.
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
        {usage && (
          <div className="card rows">
            <div className="pad stack tight">
              <h2 id="used">{t("data.used_title")}</h2>
              <meter
                className="usage"
                aria-labelledby="used"
                min={0}
                max={Math.max(1, usage.capacity)}
                low={usage.capacity * 0.8}
                high={usage.capacity * 0.95}
                optimum={0}
                value={Math.min(usage.zip_bytes, usage.capacity)}
              />
              {usage.zip_bytes < usage.capacity ? (
                <p className="small soft">{t("data.left", { size: size(usage.capacity - usage.zip_bytes) })}</p>
              ) : (
                <p className="small">
                  {t("data.full")} <Link to="/map/pricing/">{t("action.more_information")}</Link>
                </p>
              )}
            </div>
            <dl className="facts rows">
              <div>
                <dt>{t("data.files")}</dt>
                <dd>{t("data.files_value", { files: number(usage.files), versions: number(usage.versions) })}</dd>
              </div>
              <div>
                <dt>{t("data.storage")}</dt>
                <dd>{size(usage.bytes)}</dd>
              </div>
              <div>
                <dt>{t("data.cloud_used")}</dt>
                <dd>{t("data.of", { used: size(usage.zip_bytes), capacity: room(usage.capacity) })}</dd>
              </div>
            </dl>
          </div>
        )}
        <div>
          <button type="button" className="button main" onClick={() => void navigate(`${DATA}download/`)}>
            <Download size={20} aria-hidden />
            {t("data.download_all")}
          </button>
        </div>
        <p className="small soft">{t("data.only_synced")}</p>
        <Uploads onStored={recount} />
      </div>
    </>
  );
}
