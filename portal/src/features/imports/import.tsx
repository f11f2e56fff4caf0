import { ArchiveRestore, FileArchive } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import { Head } from "../../components/head.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { Progress as Bar } from "../../components/progress.tsx";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { forgetKept } from "../../lib/kept.ts";
import { whenSessionEnds } from "../auth/session.tsx";
import { useName } from "../files/use-name.ts";
import { upload } from "../uploads/upload.ts";
import { openBackup, type Backup } from "./archive.ts";
import { CATEGORIES, categoryOf, type Category } from "./contents.ts";
import { Restore, type Progress } from "./restore.ts";
import "./import.css";

const names: Record<Category, Key> = { my_places: "category.my_places", settings: "category.settings", resources: "category.resources", maps: "category.maps" };
const isCompanion = (name: string) => name.endsWith(".info");
/** The largest number of failures that the page lists by name. */
const MOST_NAMED = 20;

/** The running restore. Leaving the screen or the end of the session stops it; the same backup continues it. */
let running: Restore | undefined;
whenSessionEnds(() => running?.stop());
const stay = (event: BeforeUnloadEvent) => event.preventDefault();

/** Restores a backup: the user chooses the archive, sees its content, chooses categories and starts the upload. */
export function Import() {
  const { t, size, number } = useWording();
  const input = useRef<HTMLInputElement>(null);
  const [backup, setBackup] = useState<Backup & { label: string }>();
  const [unreadable, setUnreadable] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<Category>>(new Set(CATEGORIES));
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => () => running?.stop(), []);
  const groups = useMemo(
    () =>
      CATEGORIES.map(category => ({ category, files: (backup?.files ?? []).filter(file => categoryOf(file) === category) })).filter(group => group.files.length > 0),
    [backup],
  );
  const selected = groups.filter(group => chosen.has(group.category)).flatMap(group => group.files);
  const open = async (file: File) => {
    setUnreadable(false);
    setProgress(undefined);
    await backup?.close();
    setBackup(undefined);
    try {
      setBackup({ ...(await openBackup(file)), label: file.name });
      setChosen(new Set(CATEGORIES));
    } catch {
      // The file can't be read as a backup, whatever the error is.
      setUnreadable(true);
    }
  };
  const start = async () => {
    if (!backup) return;
    const cloud = {
      list: async () => (await api.files()).uniqueFiles,
      read: (file: { name: string; type: string; updatetimems: number }) => api.download(file.name, file.type, file.updatetimems, false),
      store: (content: Blob, place: { type: string; name: string; clienttime: number }, signal: AbortSignal) => upload(new File([content], place.name), place, signal, () => undefined),
    };
    running = new Restore(selected, backup.read, cloud, setProgress);
    addEventListener("beforeunload", stay);
    try {
      await running.run();
    } finally {
      removeEventListener("beforeunload", stay);
      running = undefined;
      forgetKept();
    }
  };
  const bytes = selected.reduce((sum, file) => sum + file.size, 0);
  const count = selected.filter(file => !isCompanion(file.name)).length;
  return (
    <>
      <Head title={t("import.title")} back="/map/backups/" />
      <div className="stack">
        <p className="soft">{t("import.text")}</p>
        {!progress && (
          <div className="buttons fill">
            <button type="button" className={backup ? "button" : "button main"} onClick={() => input.current?.click()}>
              <FileArchive size={20} aria-hidden />
              {t(backup ? "import.choose_other" : "import.choose")}
            </button>
            <input
              ref={input}
              type="file"
              accept=".osf,.zip"
              hidden
              aria-label={t("import.choose")}
              onChange={event => {
                const file = event.target.files?.[0];
                if (file) void open(file);
                event.target.value = "";
              }}
            />
          </div>
        )}
        {unreadable && (
          <Note kind="bad">
            <p>{t("import.unreadable")}</p>
          </Note>
        )}
        {backup && groups.length === 0 && (
          <Note kind="warn">
            <p>{t("import.nothing", { name: backup.label })}</p>
          </Note>
        )}
        {backup && groups.length > 0 && !progress && (
          <form
            onSubmit={event => {
              event.preventDefault();
              void start();
            }}
          >
            <fieldset className="card rows parts">
              <legend className="hidden">{t("import.parts", { name: backup.label })}</legend>
              {groups.map(({ category, files }) => {
                const shown = files.filter(file => !isCompanion(file.name)).length;
                return (
                  <label className="row check" key={category}>
                    <input
                      type="checkbox"
                      checked={chosen.has(category)}
                      onChange={event => {
                        const next = new Set(chosen);
                        if (event.target.checked) next.add(category);
                        else next.delete(category);
                        setChosen(next);
                      }}
                    />
                    <span className="body name">{t(names[category])}</span>
                    <span className="value">{t("data.category_line", { count: shown, files: number(shown), size: size(files.reduce((sum, file) => sum + file.size, 0)) })}</span>
                  </label>
                );
              })}
            </fieldset>
            <div className="buttons fill">
              <button className="button main" disabled={selected.length === 0}>
                <ArchiveRestore size={20} aria-hidden />
                {t("import.start", { count, files: number(count), size: size(bytes) })}
              </button>
            </div>
          </form>
        )}
        {progress && <Running progress={progress} />}
        {progress?.state === "ended" && (
          <div className="buttons fill">
            <Link className="button main" to="/map/files/">
              {t("import.see")}
            </Link>
            <button type="button" className="button" onClick={() => (setProgress(undefined), setBackup(undefined))}>
              {t("import.choose_other")}
            </button>
          </div>
        )}
      </div>
    </>
  );
}

/** Shows the progress, and the results of the files. */
function Running({ progress }: { progress: Progress }) {
  const wording = useWording();
  const { t, number } = wording;
  const nameOf = useName();
  const { state, done, total, stored, skipped, failed } = progress;
  const cut = state === "ended" && done < total;
  return (
    <>
      {state !== "ended" && (
        <div className="card pad stack" aria-busy={state === "running"}>
          <Bar label={t(state === "paused" ? "import.paused" : "import.running", { count: total, done: number(done), total: number(total) })} done={progress.bytes + done} total={progress.allBytes + total} />
          {state === "running" && <p className="small soft">{t("import.stay")}</p>}
          {state === "paused" && progress.error !== undefined && <Failure error={progress.error} />}
          <div className="buttons fill">
            {state === "running" ? (
              <button type="button" className="button" onClick={() => running?.pause()}>
                {t("import.pause")}
              </button>
            ) : (
              <button type="button" className="button main" onClick={() => running?.resume()}>
                {t("import.resume")}
              </button>
            )}
            <button type="button" className="button" onClick={() => running?.stop()}>
              {t("action.stop")}
            </button>
          </div>
        </div>
      )}
      {state === "ended" && (
        <Note kind={failed.length > 0 || cut ? "warn" : "good"}>
          <p>{t(cut ? "import.stopped" : failed.length > 0 ? "import.done_partly" : "import.done")}</p>
          <p>{t("import.counts", { stored: number(stored), skipped: number(skipped), failed: number(failed.length) })}</p>
        </Note>
      )}
      {failed.length > 0 && (
        <section className="section" aria-labelledby="failed">
          <h2 id="failed">{t("import.failed")}</h2>
          <ul className="card rows">
            {failed.slice(0, MOST_NAMED).map(({ file, error }) => (
              <li className="row" key={`${file.type}|${file.name}`}>
                <span className="body">
                  <span className="name">
                    <bdi>{nameOf(file)}</bdi>
                  </span>
                  <span className="line">{sentence(error, wording)}</span>
                </span>
              </li>
            ))}
          </ul>
          {failed.length > MOST_NAMED && <p className="small soft">{t("import.failed_more", { count: failed.length - MOST_NAMED, files: number(failed.length - MOST_NAMED) })}</p>}
        </section>
      )}
    </>
  );
}
