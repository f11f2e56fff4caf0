import { Download, PackageOpen } from "lucide-react";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { errorKey, sentence } from "../../api/errors.ts";
import type { Estimate } from "../../api/types.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Picture } from "../../components/picture.tsx";
import { Progress } from "../../components/progress.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { DATA } from "../../lib/paths.ts";
import { Category } from "./category.tsx";
import { duration, secondsLeft, secondsOf } from "./estimate.ts";
import { useExport } from "./use-export.ts";
import "./download-all.css";

/** Chooses the data and the format, shows the size and the time, and downloads the archive. */
export function DownloadAllDialog() {
  const wording = useWording();
  const { t, size, number } = wording;
  const navigate = useNavigate();
  const [format, setFormat] = useState<".osf" | ".zip">(".osf");
  const [chosen, setChosen] = useState<Set<string>>();
  const [opened, setOpened] = useState<string>();
  const { running, outcome, error, start, cancel, clear } = useExport();
  const { loaded, again } = useLoaded(() => api.estimate(format), format);
  // The old estimate stays visible until the one of the other format is loaded.
  const last = useRef<Estimate>(undefined);
  if (loaded.state === "ready") last.current = loaded.value;
  const estimate = loaded.state === "failed" ? undefined : last.current;

  // Everything except the maps, which the apps can download again.
  const selection = chosen ?? new Set(estimate?.categories.filter(one => one.category !== "maps").flatMap(one => one.keys.map(key => key.key)));
  const rows = estimate?.categories.filter(one => one.files > 0) ?? [];
  const selected = rows.flatMap(one => one.keys).filter(key => selection.has(key.key));
  const bytes = selected.reduce((sum, key) => sum + key.archive_bytes, 0);
  const seconds = estimate ? secondsOf(estimate, selected) : 0;

  const toggle = (some: string[], on: boolean) => {
    const next = new Set(selection);
    for (const key of some) {
      if (on) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
    clear();
  };

  const close = () => void navigate(DATA);
  const progress = running?.progress;
  const [done, total] = progress ? [progress.bytes_done, progress.bytes_total] : running?.received ? [running.received.done, running.received.total] : [0, 0];
  const left = running && secondsLeft(running.startedAt, Date.now(), done, total);
  return (
    <Dialog title={t("export.title")} onClose={close}>
      {loaded.state === "loading" && !estimate && <Skeleton rows={4} />}
      {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
      {estimate && rows.length === 0 && (
        <div className="empty">
          <Picture>
            <PackageOpen size={30} />
          </Picture>
          <p>{t("export.nothing")}</p>
        </div>
      )}
      {rows.length > 0 && (
        <>
          <fieldset className="plain" disabled={!!running}>
            <legend className="hidden">{t("export.title")}</legend>
            <div className="card rows">
              {rows.map(one => (
                <Category
                  key={one.category}
                  category={one}
                  selection={selection}
                  toggle={toggle}
                  open={opened === one.category}
                  onOpen={() => setOpened(opened === one.category ? undefined : one.category)}
                />
              ))}
            </div>
          </fieldset>
          <div className="segments" role="group" aria-label={t("export.format")}>
            {([".osf", ".zip"] as const).map(one => (
              <button key={one} type="button" aria-pressed={format === one} disabled={!!running} onClick={() => setFormat(one)}>
                {one.slice(1).toUpperCase()}
              </button>
            ))}
          </div>
          <p className="small soft">{t(format === ".osf" ? "export.osf" : "export.zip")}</p>
        </>
      )}
      {estimate && rows.length > 0 && (
        <div className="stuck">
          {running && (
            <Progress
              label={
                progress
                  ? t("export.progress", { count: progress.files_total, done: number(progress.files_done), total: number(progress.files_total), bytes: size(done), all: size(total) })
                  : running.received
                    ? t("export.receiving", { bytes: size(done), all: size(total) })
                    : t("export.preparing")
              }
              done={done}
              total={total}
            />
          )}
          {error !== undefined && (
            <Note kind="bad">
              <p>
                {errorKey(error) === "error.server" ? t("export.failed") : sentence(error, wording)}
              </p>
            </Note>
          )}
          {outcome === "saved" && (
            <Note kind="good">
              <p>{t("export.saved")}</p>
            </Note>
          )}
          {outcome === "cancelled" && (
            <Note>
              <p>{t("export.cancelled")}</p>
            </Note>
          )}
          {outcome === "failed" && (
            <Note kind="bad">
              <p>{t("export.failed")}</p>
            </Note>
          )}
          {left !== undefined && <p className="small soft">{t("export.remaining", { time: duration(left, wording) })}</p>}
          {!running && <p className="small soft">{t("export.time", { time: duration(seconds, wording) })}</p>}
          {running ? (
            <button type="button" className="button block" onClick={cancel}>
              {t("action.cancel")}
            </button>
          ) : (
            <button type="button" className="button main block" disabled={selected.length === 0} onClick={() => start(format, selected.map(key => key.key), bytes)}>
              <Download size={20} aria-hidden />
              {t("export.button", { size: size(bytes) })}
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}
