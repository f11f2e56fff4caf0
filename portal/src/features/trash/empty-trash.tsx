import { useEffect, useRef, useState } from "react";
import { api } from "../../api/api.ts";
import type { EmptyJob } from "../../api/types.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/note.tsx";
import { Progress } from "../../components/progress.tsx";
import { follow } from "../../lib/follow.ts";
import { type Key, useWording } from "../../lib/i18n.tsx";

/** Asks for confirmation, empties the trash of the files that were shown, and shows the progress. Closing the dialog does not stop the job; the button Stop does. */
export function EmptyTrash({ until, count, more, onClose }: { until: number; count: number; more: boolean; onClose: (end?: Key) => void }) {
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
      const end = await follow(() => api.job<EmptyJob>(at), () => open.current, setJob);
      if (end) onClose(end.state === "cancelled" ? "trash.stopped" : "trash.emptied");
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
        <p>{t(more ? "trash.empty_all_text" : "trash.empty_text", { count, files: number(count) })}</p>
      )}
      <div className="buttons end fill">
        <button
          type="button"
          className="button"
          data-focus
          disabled={running && !status}
          onClick={() => (running && status ? void stop(status) : onClose())}
        >
          {t(running ? "action.stop" : "action.cancel")}
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
