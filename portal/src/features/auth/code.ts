import { useEffect, useState } from "react";
import { ApiError } from "../../api/client.ts";
import { errorKey } from "../../api/errors.ts";
import type { Key, Wording } from "../../lib/i18n.tsx";

/** Validity of the code of each purpose in minutes, for explanations. The server enforces it. */
export const VALID = { signUp: 24 * 60, reset: 60, confirm: 15, change: 15, delete: 15, undo: 7 * 24 * 60 };
export type CodePurpose = keyof typeof VALID;

/** How long a code is valid, in words. */
export function validity(purpose: CodePurpose, { t, number }: Pick<Wording, "t" | "number">): string {
  const minutes = VALID[purpose];
  const hours = minutes / 60;
  return hours >= 1 ? t("time.hours", { count: hours, hours: number(hours) }) : t("time.about_minutes", { count: minutes, minutes: number(minutes) });
}

/** Wrong tries after which a code is invalid. */
const MOST_WRONG = 4;
/** Seconds between two mails with a code. */
export const PAUSE = 30;

/** A mailed code: when it was sent and how often a wrong one was typed. */
export class CodeState {
  private sentAt = Date.now();
  private wrong = 0;

  constructor(private readonly purpose: CodePurpose) {}

  sent(): void {
    this.sentAt = Date.now();
    this.wrong = 0;
  }

  /**
   * The sentence for a refused code: check it, or request a new one because it is no longer valid. Undefined for other
   * errors.
   */
  refused(error: unknown): Key | undefined {
    if (!(error instanceof ApiError) || errorKey(error) !== "error.code") return undefined;
    this.wrong++;
    return this.wrong >= MOST_WRONG || Date.now() - this.sentAt >= VALID[this.purpose] * 60_000 ? "error.code_dead" : "error.code";
  }
}

/** Counts down after a mail, so the user cannot request another one at once. */
export function usePause(): { seconds: number; start: () => void } {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(Date.now);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (seconds === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 1000);
    return () => clearTimeout(timer);
  }, [seconds, now]);
  return {
    seconds,
    start: () => {
      const started = Date.now();
      setNow(started);
      setUntil(started + PAUSE * 1000);
    },
  };
}
