import type { Estimate, ExportKey } from "../../api/types.ts";
import type { Wording } from "../../lib/i18n.tsx";

/** A duration in words: in minutes, or in hours from 100 minutes on. */
export function duration(seconds: number, { t, number }: Pick<Wording, "t" | "number">): string {
  if (seconds < 60) return t("time.less_than_minute");
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return t("time.about_minutes", { count: minutes, minutes: number(minutes) });
  const hours = Math.round(minutes / 60);
  return t("time.hours", { count: hours, hours: number(hours) });
}

/** The longest time of a part of an export. Reading takes time per file, copying per byte; the larger one counts. */
export function secondsOf(estimate: Estimate, selected: ExportKey[]): number {
  const bytes = selected.reduce((sum, key) => sum + key.archive_bytes, 0) / Math.max(1, estimate.archive_bytes);
  const files = selected.reduce((sum, key) => sum + key.files, 0) / Math.max(1, estimate.files);
  return estimate.seconds * Math.min(1, Math.max(bytes, files));
}

/** The remaining time at the average speed so far. Undefined in the first seconds, when the speed is not reliable. */
export function secondsLeft(startedAt: number, now: number, done: number, total: number): number | undefined {
  const elapsed = (now - startedAt) / 1000;
  return elapsed < 5 || done <= 0 || done >= total ? undefined : (elapsed * (total - done)) / done;
}
