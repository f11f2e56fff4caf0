import { useEffect, useState } from "react";
import { ApiError } from "../../api/client.ts";
import { errorKey } from "../../api/errors.ts";
import type { Key } from "../../lib/i18n.tsx";

/** Minutes that a code is valid, and how often it may be wrong before it is dead. The server decides; these explain its answer. */
export const VALID_MINUTES = 15;
const MOST_WRONG = 4;
/** Seconds between two mails with a code. */
export const PAUSE = 30;

/** A mailed code: when it was sent and how often a wrong one was typed. */
export class CodeState {
  private sentAt = Date.now();
  private wrong = 0;

  sent(): void {
    this.sentAt = Date.now();
    this.wrong = 0;
  }

  /** The sentence for a refused code: check it, or request a new one because this one is dead. Undefined for other errors. */
  refused(error: unknown): Key | undefined {
    if (!(error instanceof ApiError) || errorKey(error) !== "error.code") return undefined;
    this.wrong++;
    return this.wrong >= MOST_WRONG || Date.now() - this.sentAt >= VALID_MINUTES * 60_000 ? "error.code_dead" : "error.code";
  }
}

/** Counts down after a mail, so that a second one is not requested at once. */
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
      setNow(Date.now());
      setUntil(Date.now() + PAUSE * 1000);
    },
  };
}
