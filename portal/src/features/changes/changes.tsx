import { ArchiveRestore, Download, History, SearchX, Trash2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Entry, Status } from "../../api/types.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Empty } from "../../components/empty.tsx";
import { focusHeading, Head } from "../../components/head.tsx";
import { byMonth, WindowedList } from "../../components/list.tsx";
import type { Item } from "../../components/menu.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { type Key, useWording } from "../../lib/i18n.tsx";
import { downloadable, kindOf, type Kind } from "../../lib/names.ts";
import { EntryRow } from "../files/entry-row.tsx";
import { Filters } from "../files/filters.tsx";
import { keyOf, usePages } from "../files/pages.ts";
import { useDownload } from "../files/use-download.ts";
import { useFilters } from "../files/use-filters.ts";
import { useName } from "../files/use-name.ts";
import { useRestored } from "../trash/use-restored.ts";

const statuses: Record<Status, Key> = { ADDED: "status.added", MODIFIED: "status.modified", DELETED: "status.deleted" };

/** Number of months that the list offers to jump to. */
const MONTHS = 24;
const text = (date: Date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;

export function Changes() {
  const { t, month } = useWording();
  const [params, set] = useFilters();
  const chosen = params.get("month") ?? "";
  const query = params.get("q") ?? "";
  const kind = (params.get("kind") ?? undefined) as Kind | undefined;
  const now = new Date();
  const months = Array.from({ length: MONTHS }, (_, ago) => new Date(now.getFullYear(), now.getMonth() - ago, 1));
  return (
    <>
      <Head title={t("changes.title")} back="/map/settings/" />
      <div className="stack">
        <Filters query={query} kind={kind} kinds set={set}>
          <select aria-label={t("changes.month")} value={chosen} onChange={event => set("month", event.target.value)}>
            <option value="">{t("changes.all_months")}</option>
            {months.map(one => (
              <option key={text(one)} value={text(one)}>
                {month(one.getTime())}
              </option>
            ))}
          </select>
        </Filters>
        <ChangeList key={chosen} month={chosen || undefined} query={query} kind={kind} />
      </div>
    </>
  );
}

/** Number of rows that fill a window. With a filter, older pages are loaded until there are that many rows. */
const ENOUGH = 30;

function ChangeList({ month: only, query, kind }: { month: string | undefined; query: string; kind: Kind | undefined }) {
  const wording = useWording();
  const { t, month, moment, number } = wording;
  const nameOf = useName();
  const tell = useToast();
  const download = useDownload();
  const [zone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const pages = usePages(cursor => api.changes(zone, cursor, only), only);
  const [asked, setAsked] = useState<Entry>();
  const wanted = query.trim().toLocaleLowerCase();
  const filtered = wanted !== "" || kind !== undefined;
  const lines = useMemo(() => {
    const found = (pages.items ?? []).filter(
      entry =>
        !entry.name.endsWith(".info") &&
        (kind === undefined || kindOf(entry.type, entry.name) === kind) &&
        `${entry.name}\n${nameOf(entry)}`.toLocaleLowerCase().includes(wanted),
    );
    return byMonth(found, entry => entry.updatetime, keyOf, month);
  }, [pages.items, month, nameOf, wanted, kind]);
  const { onEnd } = pages;
  const searching = filtered && lines.length < ENOUGH && onEnd !== undefined;
  useEffect(() => {
    if (searching) onEnd();
  }, [searching, onEnd]);
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
      <div className="stack">
        {!pages.items && pages.error === undefined && <Skeleton rows={7} />}
        {pages.items && lines.length === 0 && filtered && !searching && (
          <Empty icon={<SearchX size={30} />} title={t("files.none_found")}>
            {t(only ? "changes.none_found_month" : "changes.none_found")}
          </Empty>
        )}
        {pages.items && lines.length === 0 && !filtered && (
          <Empty
            icon={<History size={30} />}
            title={t(only ? "changes.empty_month" : "changes.empty")}
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
        <p className={searching ? "soft small" : "hidden"} role="status">
          {searching && pages.items && t("changes.searching", { count: pages.items.length, rows: number(pages.items.length) })}
        </p>
        {pages.onEnd && <p className="print-only">{t("list.more")}</p>}
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
