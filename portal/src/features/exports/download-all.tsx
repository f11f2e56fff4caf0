import { Download, PackageOpen } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { ApiError } from "../../api/client.ts";
import { errorKey, sentence } from "../../api/errors.ts";
import type { Estimate, ExportJob } from "../../api/types.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Picture } from "../../components/picture.tsx";
import { Progress } from "../../components/progress.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording, type Wording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { DATA } from "../../lib/paths.ts";
import { archiveName, follow, save } from "../../lib/save.ts";
import { Category } from "./category.tsx";
import "./download-all.css";

export function duration(seconds: number, { t, number }: Pick<Wording, "t" | "number">): string {
  return seconds < 60 ? t("time.less_than_minute") : t("time.minutes", { minutes: number(seconds / 60, 1) });
}

/** An archive on its way: by a job, or, of a small account, as one answer. */
type Running = { job?: string; progress?: ExportJob };

export function DownloadAllDialog() {
  const wording = useWording();
  const { t, size, number } = wording;
  const navigate = useNavigate();
  const [format, setFormat] = useState<".osf" | ".zip">(".osf");
  const [chosen, setChosen] = useState<Set<string>>();
  const [opened, setOpened] = useState<string>();
  const [running, setRunning] = useState<Running>();
  const [outcome, setOutcome] = useState<"saved" | "cancelled" | "failed">();
  const [error, setError] = useState<unknown>();
  const wanted = useRef(true);
  const stop = useRef<AbortController>(undefined);
  const { loaded, again } = useLoaded(() => api.estimate(format), format);
  // The old estimate stays visible while the other format is estimated.
  const last = useRef<Estimate>(undefined);
  if (loaded.state === "ready") last.current = loaded.value;
  const estimate = loaded.state === "failed" ? undefined : last.current;

  // Everything except the maps, which the apps can download again.
  const selection = chosen ?? new Set(estimate?.categories.filter(one => one.category !== "maps").flatMap(one => one.keys.map(key => key.key)));
  const rows = estimate?.categories.filter(one => one.files > 0) ?? [];
  const selected = rows.flatMap(one => one.keys).filter(key => selection.has(key.key));
  const bytes = selected.reduce((sum, key) => sum + key.archive_bytes, 0);
  // The whole takes so long; a part of it takes its share.
  const seconds = estimate ? (estimate.seconds * bytes) / Math.max(1, estimate.archive_bytes) : 0;

  useEffect(() => {
    wanted.current = true;
    return () => {
      wanted.current = false;
      stop.current?.abort();
    };
  }, []);

  const toggle = (some: string[], on: boolean) => {
    const next = new Set(selection);
    for (const key of some) {
      if (on) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
    setOutcome(undefined);
  };

  const start = async () => {
    setRunning({});
    stop.current = new AbortController();
    const { signal } = stop.current;
    setError(undefined);
    setOutcome(undefined);
    try {
      const name = archiveName(format, new Date());
      const made = await api.backup(format, selected.map(key => key.key), signal);
      if ("archive" in made) {
        save(made.archive, name);
        setOutcome("saved");
      } else {
        setRunning({ job: made.job });
        setOutcome(await followed(made.job, name));
      }
    } catch (failed) {
      if (signal.aborted) setOutcome("cancelled");
      else setError(failed);
    } finally {
      setRunning(undefined);
    }
  };

  /** Until the job is over; one missed answer is no reason to give up. */
  async function followed(job: string, name: string): Promise<"saved" | "cancelled" | "failed"> {
    let missed = 0;
    while (wanted.current) {
      try {
        const progress = await api.job<ExportJob>(job);
        missed = 0;
        setRunning({ job, progress });
        if (progress.url) {
          follow(progress.url, name);
          return "saved";
        }
        if (/cancel/i.test(progress.state)) return "cancelled";
        if (/fail|error/i.test(progress.state)) return "failed";
      } catch (failed) {
        if (failed instanceof ApiError && failed.status === 404) return "cancelled";
        if (++missed > 5) throw failed;
      }
      await new Promise(resolve => setTimeout(resolve, 1000));
    }
    return "cancelled";
  }

  const cancel = async () => {
    if (!running?.job) return stop.current?.abort();
    try {
      await api.cancel(running.job);
    } catch (failed) {
      setError(failed);
    }
  };
  const close = () => void navigate(DATA);
  const progress = running?.progress;
  return (
    <Dialog
      title={t("export.title")}
      onClose={close}
      edge={running && <progress className="bar" aria-hidden {...(progress?.bytes_total ? { value: progress.bytes_done, max: progress.bytes_total } : {})} />}
    >
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
                  ? t("export.progress", { done: number(progress.files_done), total: number(progress.files_total) })
                  : t("export.preparing")
              }
              done={progress?.bytes_done ?? 0}
              total={progress?.bytes_total ?? 0}
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
          {!running && <p className="small soft">{t("export.time", { time: duration(seconds, wording) })}</p>}
          {running ? (
            <button type="button" className="button block" onClick={() => void cancel()}>
              {t("action.cancel")}
            </button>
          ) : (
            <button type="button" className="button main block" disabled={selected.length === 0} onClick={() => void start()}>
              <Download size={20} aria-hidden />
              {t("export.button", { size: size(bytes) })}
            </button>
          )}
        </div>
      )}
    </Dialog>
  );
}
