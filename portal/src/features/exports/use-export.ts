import { useEffect, useRef, useState } from "react";
import { api } from "../../api/api.ts";
import { ApiError } from "../../api/client.ts";
import type { ExportJob, Format } from "../../api/types.ts";
import { archiveName, follow, save } from "../../lib/save.ts";

/** A running export: a job on the server, or the download of a small archive. */
export interface Running {
  startedAt: number;
  job?: string;
  progress?: ExportJob;
  received?: { done: number; total: number };
}
export type Outcome = "saved" | "cancelled" | "failed";

/** Starts an export, follows it and saves the archive. */
export function useExport() {
  const [running, setRunning] = useState<Running>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [error, setError] = useState<unknown>();
  const open = useRef(true);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
      stop.current?.abort();
    };
  }, []);

  const start = async (format: Format, keys: string[], size: number) => {
    const startedAt = Date.now();
    setRunning({ startedAt });
    stop.current = new AbortController();
    const { signal } = stop.current;
    setError(undefined);
    setOutcome(undefined);
    try {
      const name = archiveName(format, new Date());
      const made = await api.backup(format, keys, signal, (done, total) => setRunning({ startedAt, received: { done, total: total ?? size } }));
      if ("archive" in made) {
        save(made.archive, name);
        setOutcome("saved");
      } else {
        setRunning({ startedAt, job: made.job });
        setOutcome(await followed(made.job, name, startedAt));
      }
    } catch (failed) {
      if (signal.aborted) setOutcome("cancelled");
      else setError(failed);
    } finally {
      setRunning(undefined);
    }
  };

  /** Polls a job until it ends. Tolerates up to five failed requests in a row. */
  async function followed(job: string, name: string, startedAt: number): Promise<Outcome> {
    let missed = 0;
    while (open.current) {
      try {
        const progress = await api.job<ExportJob>(job);
        missed = 0;
        setRunning({ startedAt, job, progress });
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
  return { running, outcome, error, start: (format: Format, keys: string[], size: number) => void start(format, keys, size), cancel: () => void cancel(), clear: () => setOutcome(undefined) };
}
