import { useCallback, useEffect, useRef, useState } from "react";

export type Loaded<T> = { state: "loading" } | { state: "failed"; error: unknown } | { state: "ready"; value: T };

/**
 * Loads the answer of a call, and again when `what` changes or on request. Ignores outdated answers. `before` is the
 * first value.
 */
export function useLoaded<T>(call: () => Promise<T>, what: string, before?: T): { loaded: Loaded<T>; again: () => void; put: (value: T) => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>(() => (before === undefined ? { state: "loading" } : { state: "ready", value: before }));
  const shown = useRef(before !== undefined);
  const [turn, setTurn] = useState(0);
  const current = useRef(call);
  current.current = call;
  useEffect(() => {
    let wanted = true;
    // The previous value stays on the page until the new one is loaded.
    if (!shown.current) setLoaded({ state: "loading" });
    shown.current = false;
    current.current().then(
      value => wanted && setLoaded({ state: "ready", value }),
      (error: unknown) => wanted && setLoaded({ state: "failed", error }),
    );
    return () => {
      wanted = false;
    };
  }, [what, turn]);
  const again = useCallback(() => setTurn(before => before + 1), []);
  useReconnect(loaded.state === "failed" && isUnreachable(loaded.error), again);
  return {
    loaded,
    again,
    put: useCallback(value => setLoaded({ state: "ready", value }), []),
  };
}

/** Whether the server could not be reached at all. */
export const isUnreachable = (error: unknown) => (error as { status?: unknown } | undefined)?.status === 0;

/** Retries automatically when the connection is back. */
export function useReconnect(failed: boolean, again: () => void): void {
  useEffect(() => {
    if (!failed) return;
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [failed, again]);
}
