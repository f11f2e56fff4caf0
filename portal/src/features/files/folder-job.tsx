import { useEffect, useRef, useState } from "react";
import { api } from "../../api/api.ts";
import { ApiError } from "../../api/client.ts";
import { sentence } from "../../api/errors.ts";
import type { FolderJob } from "../../api/types.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Failure } from "../../components/note.tsx";
import { Progress } from "../../components/progress.tsx";
import { useToast } from "../../components/toast.tsx";
import { follow } from "../../lib/follow.ts";
import { useWording } from "../../lib/i18n.tsx";

/** The progress of renaming or deleting a large folder. Closing the dialog does not stop the job; the button Stop does. */
export function FolderJobDialog({ job: url, onEnd, onClose }: { job: string; onEnd: () => void; onClose: () => void }) {
  const wording = useWording();
  const { t, number } = wording;
  const tell = useToast();
  const [job, setJob] = useState<FolderJob>();
  const [error, setError] = useState<unknown>();
  const [turn, setTurn] = useState(0);
  const end = useRef<(last: FolderJob) => void>(undefined);
  end.current = last => {
    const done = { count: last.done, files: number(last.done) };
    if (last.state === "refused") tell(sentence(new ApiError(400, last.message ?? ""), wording));
    else if (last.state === "cancelled") tell(t("folders.stopped", done));
    else if (last.left > 0) tell(t("folders.left", { count: last.left, files: number(last.left) }));
    else tell(t(last.action === "rename" ? "folders.renamed" : "folders.deleted", done));
    onEnd();
    onClose();
  };
  useEffect(() => {
    let open = true;
    setError(undefined);
    follow(() => api.folderJob(url), () => open, setJob).then(
      last => last && end.current?.(last),
      (failed: unknown) => open && setError(failed),
    );
    return () => {
      open = false;
    };
  }, [url, turn]);
  const stop = () => api.cancel(url).catch(setError);
  const leave = () => {
    tell(t("folders.goes_on"));
    // Some files have already been changed.
    onEnd();
    onClose();
  };
  return (
    <Dialog title={t(job?.action === "delete" ? "folders.deleting" : "folders.renaming")} onClose={leave}>
      {error !== undefined && <Failure error={error} again={() => setTurn(turn + 1)} />}
      <Progress label={job && job.total > 0 ? t("folders.progress", { count: job.total, done: number(job.done), total: number(job.total) }) : t("folders.counting")} done={job?.done ?? 0} total={job?.total ?? 0} />
      <div className="buttons end fill">
        <button type="button" className="button" data-focus onClick={() => void stop()}>
          {t("action.stop")}
        </button>
      </div>
    </Dialog>
  );
}
