import { ArchiveRestore, Download, Trash, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Entry } from "../../api/types.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Empty } from "../../components/empty.tsx";
import { focusHeading, Head } from "../../components/head.tsx";
import { byMonth, WindowedList } from "../../components/list.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { downloadable } from "../../lib/names.ts";
import { EntryRow } from "../files/entry-row.tsx";
import { keyOf, shownTime, usePages } from "../files/pages.ts";
import { useDownload } from "../files/use-download.ts";
import { useName } from "../files/use-name.ts";
import { usePlans } from "../purchases/plans.ts";
import { EmptyTrash } from "./empty-trash.tsx";
import { useRestored } from "./use-restored.ts";

const DAY = 86_400_000;

/** Days before the end from which a row shows a stronger warning. */
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
  /** The newest deletion that was shown when the user emptied the trash. Files deleted later stay. */
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
        {pages.onEnd && <p className="print-only">{t("list.more")}</p>}
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
          count={pages.items?.length ?? 0}
          more={pages.onEnd !== undefined}
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
