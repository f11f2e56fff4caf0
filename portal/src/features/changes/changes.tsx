import { ArchiveRestore, ChevronRight, Download, File, History, Map as MapIcon, Route, Settings as Cog, Star, Trash, Trash2 } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { api, type EmptyJob, type Entry, type Page, type Status } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { usePlans } from "../../lib/load.ts";
import { deviceName, downloadable, fileName, kindOf, title, type Kind } from "../../lib/names.ts";
import { save } from "../../lib/save.ts";
import { Dialog } from "../../components/dialog.tsx";
import { byMonth, WindowedList } from "../../components/list.tsx";
import { Menu, type Item } from "../../components/menu.tsx";
import { Empty, Failure, Head, Moment, Progress, Skeleton } from "../../components/parts.tsx";
import { useToast } from "../../components/toast.tsx";

export function Settings() {
  const { t } = useWording();
  return (
    <>
      <Head title={t("settings.title")} />
      <section className="section" aria-labelledby="cloud">
        <h2 id="cloud">OsmAnd Cloud</h2>
        <div className="card rows">
          <Link className="row" to="/map/settings/changes/">
            <span className="tile blue">
              <History size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("changes.title")}</span>
              <span className="line">{t("changes.line")}</span>
            </span>
            <ChevronRight size={20} className="soft" aria-hidden />
          </Link>
          <Link className="row" to="/map/settings/trash/">
            <span className="tile">
              <Trash2 size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("trash.title")}</span>
              <span className="line">{t("trash.line")}</span>
            </span>
            <ChevronRight size={20} className="soft" aria-hidden />
          </Link>
        </div>
      </section>
    </>
  );
}

const kinds: Record<Kind, { icon: typeof File; tone: string }> = {
  track: { icon: Route, tone: "blue" },
  favourites: { icon: Star, tone: "accent" },
  settings: { icon: Cog, tone: "" },
  map: { icon: MapIcon, tone: "good" },
  other: { icon: File, tone: "" },
};

export function KindTile({ type, name }: { type: string; name: string }) {
  const { icon: Icon, tone } = kinds[kindOf(type, name)];
  return (
    <span className={`tile ${tone}`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}

const statuses: Record<Status, Key> = { ADDED: "status.added", MODIFIED: "status.modified", DELETED: "status.deleted" };
const keyOf = (entry: Entry) => `${entry.type}|${entry.name}|${entry.updatetime}`;

/** What a file is called on the screen. */
export function useName(): (file: { type: string; name: string }) => string {
  const { t } = useWording();
  return useCallback(file => title(file.type, file.name) || t("menu.favourites"), [t]);
}

/** The pages of a list as one, read on as the end comes near. */
function usePages(read: (cursor?: string) => Promise<Page>) {
  const [items, setItems] = useState<Entry[]>();
  const [next, setNext] = useState<string>();
  const [error, setError] = useState<unknown>();
  const busy = useRef(false);
  const reader = useRef(read);
  reader.current = read;
  const more = useCallback(async (cursor?: string) => {
    if (busy.current) return;
    busy.current = true;
    setError(undefined);
    try {
      const page = await reader.current(cursor);
      setItems(before => {
        const all = cursor === undefined ? [] : (before ?? []);
        const known = new Set(all.map(keyOf));
        return [...all, ...page.items.filter(entry => !known.has(keyOf(entry)))];
      });
      setNext(page.next ?? undefined);
    } catch (failed) {
      setError(failed);
    } finally {
      busy.current = false;
    }
  }, []);
  useEffect(() => void more(), [more]);
  const onEnd = useMemo(() => (next !== undefined && error === undefined ? () => void more(next) : undefined), [next, error, more]);
  return {
    items,
    error,
    onEnd,
    again: () => void more(items ? next : undefined),
    reload: () => void more(),
    remove: (entry: Entry) => setItems(before => before?.filter(one => one !== entry)),
    putBack: (entry: Entry) =>
      setItems(before => before && [...before, entry].sort((one, other) => shownTime(other) - shownTime(one))),
    clear: () => (setItems([]), setNext(undefined)),
  };
}

const shownTime = (entry: Entry) => entry.deleted_at ?? entry.updatetime;

export function useDownload() {
  const wording = useWording();
  const nameOf = useName();
  const tell = useToast();
  return async (entry: Pick<Entry, "type" | "name" | "updatetime">, deleted: boolean) => {
    try {
      save(await api.download(entry.name, entry.type, entry.updatetime, deleted), fileName(entry.type, entry.name));
    } catch (error) {
      tell(wording.t("download.failed", { name: nameOf(entry), why: sentence(error, wording) }));
    }
  };
}

/** Takes a restored file back into the trash. */
function useRestored(reload: () => void): (entry: Entry) => void {
  const wording = useWording();
  const nameOf = useName();
  const tell = useToast();
  return entry => {
    const undo = () => void api.deleteFile(entry.name, entry.type).then(reload, (error: unknown) => tell(sentence(error, wording)));
    tell(wording.t("trash.restored", { name: nameOf(entry) }), { label: wording.t("action.undo"), onSelect: undo });
  };
}

function EntryRow({ entry, what, left, items }: { entry: Entry; what: string; left?: ReactNode; items: Item[] }) {
  const { t } = useWording();
  const nameOf = useName();
  const device = deviceName(entry.device);
  return (
    <div className="row">
      <KindTile type={entry.type} name={entry.name} />
      <span className="body">
        <span className="name two">{nameOf(entry)}</span>
        <span className="line">
          {what && `${what}: `}
          <Moment time={shownTime(entry)} />
        </span>
        {(left || device) && (
          <span className="line">
            {left}
            {left && device && " · "}
            {device}
          </span>
        )}
      </span>
      <Menu label={t("action.menu_of", { name: nameOf(entry) })} items={items} />
    </div>
  );
}

function Confirm({ title: heading, text, button, busy, onConfirm, onClose }: { title: string; text: string; button: string; busy: boolean; onConfirm: () => void; onClose: () => void }) {
  const { t } = useWording();
  return (
    <Dialog title={heading} busy={busy} onClose={onClose}>
      <p>{text}</p>
      <div className="buttons end fill">
        <button type="button" className="button" data-focus disabled={busy} onClick={onClose}>
          {t("action.cancel")}
        </button>
        <button type="button" className="button bad" disabled={busy} onClick={onConfirm}>
          {button}
        </button>
      </div>
    </Dialog>
  );
}

const focusHeading = () => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });

export function Changes() {
  const wording = useWording();
  const { t, month, moment } = wording;
  const nameOf = useName();
  const tell = useToast();
  const download = useDownload();
  const [zone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const pages = usePages(cursor => api.changes(zone, cursor));
  const [asked, setAsked] = useState<Entry>();
  const lines = useMemo(
    () => byMonth((pages.items ?? []).filter(entry => !entry.name.endsWith(".info")), entry => entry.updatetime, keyOf, month),
    [pages.items, month],
  );
  const remove = (entry: Entry) => {
    setAsked(undefined);
    pages.remove(entry);
    focusHeading();
    api.deleteVersion(entry).then(
      () => tell(t("changes.version_deleted", { name: nameOf(entry) })),
      (error: unknown) => {
        pages.putBack(entry);
        tell(sentence(error, wording));
      },
    );
  };
  const restored = useRestored(pages.reload);
  const restore = async (entry: Entry) => {
    try {
      await api.restore(entry);
      restored(entry);
      pages.reload();
    } catch (error) {
      tell(sentence(error, wording));
    }
  };
  const menu = (entry: Entry): Item[] => {
    const deleted = entry.status === "DELETED";
    return [
      { label: t("action.download"), icon: <Download size={18} aria-hidden />, disabled: !downloadable(entry), onSelect: () => void download(entry, deleted) },
      ...(entry.actions.includes("restore")
        ? [{ label: t("action.restore"), icon: <ArchiveRestore size={18} aria-hidden />, onSelect: () => void restore(entry) }]
        : []),
      ...(entry.actions.includes("delete")
        ? [{ label: t("action.delete"), icon: <Trash2 size={18} aria-hidden />, danger: true, onSelect: () => setAsked(entry) }]
        : []),
    ];
  };
  return (
    <>
      <Head title={t("changes.title")} back="/map/settings/" />
      <div className="stack">
        {!pages.items && pages.error === undefined && <Skeleton rows={7} />}
        {pages.items && lines.length === 0 && (
          <Empty
            icon={<History size={30} />}
            title={t("changes.empty")}
            action={
              <Link className="button" to="/map/account/devices/">
                {t("devices.row")}
              </Link>
            }
          >
            {t("changes.empty_text")}
          </Empty>
        )}
        {lines.length > 0 && (
          <WindowedList lines={lines} name={nameOf} onEnd={pages.onEnd}>
            {entry => (
              <EntryRow entry={entry} what={entry.status ? t(statuses[entry.status]) : ""} items={menu(entry)} />
            )}
          </WindowedList>
        )}
        {pages.error !== undefined && <Failure error={pages.error} again={pages.again} />}
      </div>
      {asked && (
        <Confirm
          title={t("changes.delete_title")}
          text={t(asked.status === "DELETED" ? "changes.delete_marker_text" : "changes.delete_text", { name: nameOf(asked), time: moment(asked.updatetime) })}
          button={t("action.delete")}
          busy={false}
          onConfirm={() => remove(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

const DAY = 86_400_000;
/** Days before the end at which a row says so louder. */
const SOON = 3;

export function TrashScreen() {
  const wording = useWording();
  const { t, month, number } = wording;
  const nameOf = useName();
  const tell = useToast();
  const plans = usePlans().loaded;
  const download = useDownload();
  const pages = usePages(api.trash);
  const [asked, setAsked] = useState<Entry>();
  /** The newest deletion that was shown when emptying was asked for: what is deleted later stays. */
  const [emptyUntil, setEmptyUntil] = useState<number>();
  const lines = useMemo(() => byMonth(pages.items ?? [], shownTime, keyOf, month), [pages.items, month]);
  const restored = useRestored(pages.reload);
  const without = (entry: Entry, call: (entry: Entry) => Promise<void>, done: (entry: Entry) => void) => {
    setAsked(undefined);
    pages.remove(entry);
    focusHeading();
    call(entry).then(
      () => done(entry),
      (error: unknown) => {
        pages.putBack(entry);
        tell(sentence(error, wording));
      },
    );
  };
  const left = (entry: Entry) => {
    if (entry.purge_at === undefined) return undefined;
    const days = Math.max(1, Math.ceil((entry.purge_at - Date.now()) / DAY));
    return <span className={days <= SOON ? "soon" : undefined}>{t("trash.days_left", { count: days, days: number(days) })}</span>;
  };
  return (
    <>
      <Head title={t("trash.title")} back="/map/settings/">
        <button
          type="button"
          className="icon"
          title={t("trash.empty_title")}
          aria-label={t("trash.empty_title")}
          disabled={!pages.items?.length}
          onClick={() => setEmptyUntil(Math.max(...(pages.items ?? []).map(shownTime)))}
        >
          <Trash size={22} aria-hidden />
        </button>
      </Head>
      <div className="stack">
        {!pages.items && pages.error === undefined && <Skeleton rows={6} />}
        {pages.items && lines.length === 0 && (
          <Empty
            icon={<Trash2 size={30} />}
            title={t("trash.is_empty")}
            action={
              <Link className="button" to="/map/settings/changes/">
                {t("changes.see")}
              </Link>
            }
          >
            {plans.state === "ready" ? t("trash.is_empty_text", { count: plans.value.trashDays, days: number(plans.value.trashDays) }) : ""}
          </Empty>
        )}
        {lines.length > 0 && (
          <WindowedList lines={lines} name={nameOf} onEnd={pages.onEnd}>
            {entry => (
              <EntryRow
                entry={entry}
                what={t("status.deleted")}
                left={left(entry)}
                items={[
                  { label: t("action.download"), icon: <Download size={18} aria-hidden />, disabled: !downloadable(entry), onSelect: () => void download(entry, true) },
                  { label: t("trash.restore"), icon: <ArchiveRestore size={18} aria-hidden />, onSelect: () => without(entry, api.restore, restored) },
                  { label: t("trash.delete_now"), icon: <Trash2 size={18} aria-hidden />, danger: true, onSelect: () => setAsked(entry) },
                ]}
              />
            )}
          </WindowedList>
        )}
        {pages.error !== undefined && <Failure error={pages.error} again={pages.again} />}
      </div>
      {asked && (
        <Confirm
          title={t("trash.delete_now")}
          text={t("trash.delete_text", { name: nameOf(asked) })}
          button={t("action.delete")}
          busy={false}
          onConfirm={() => without(asked, api.deleteForEver, entry => tell(t("trash.deleted", { name: nameOf(entry) })))}
          onClose={() => setAsked(undefined)}
        />
      )}
      {emptyUntil !== undefined && (
        <EmptyTrash
          until={emptyUntil}
          onClose={end => {
            setEmptyUntil(undefined);
            if (end) {
              tell(t(end));
              pages.reload();
              focusHeading();
            }
          }}
        />
      )}
    </>
  );
}

/** Asks, empties of what was shown, and shows how far that is; closing the dialog does not stop it, cancelling does. */
function EmptyTrash({ until, onClose }: { until: number; onClose: (end?: Key) => void }) {
  const { t, number } = useWording();
  const [job, setJob] = useState<EmptyJob>();
  const [running, setRunning] = useState(false);
  const [status, setStatus] = useState<string>();
  const [error, setError] = useState<unknown>();
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  const empty = async () => {
    setRunning(true);
    setError(undefined);
    try {
      const at = await api.emptyTrash(until);
      setStatus(at);
      while (open.current) {
        const now = await api.job<EmptyJob>(at);
        setJob(now);
        if (now.state !== "running") {
          if (open.current) onClose(now.state === "cancelled" ? "trash.stopped" : "trash.emptied");
          return;
        }
        await new Promise(resolve => setTimeout(resolve, 1000));
      }
    } catch (failed) {
      setError(failed);
      setRunning(false);
    }
  };
  const stop = async (at: string) => {
    try {
      await api.cancel(at);
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Dialog title={t("trash.empty_title")} onClose={() => onClose(running ? "trash.emptying_goes_on" : undefined)}>
      {error !== undefined && <Failure error={error} again={() => void empty()} />}
      {running ? (
        <Progress
          label={job ? t("trash.emptying_count", { done: number(job.done), total: number(job.total) }) : t("trash.emptying")}
          done={job?.done ?? 0}
          total={job?.total ?? 0}
        />
      ) : (
        <p>{t("trash.empty_text")}</p>
      )}
      <div className="buttons end fill">
        <button
          type="button"
          className="button"
          data-focus
          disabled={running && !status}
          onClick={() => (running && status ? void stop(status) : onClose())}
        >
          {t("action.cancel")}
        </button>
        {!running && (
          <button type="button" className="button bad" onClick={() => void empty()}>
            {t("action.delete")}
          </button>
        )}
      </div>
    </Dialog>
  );
}
