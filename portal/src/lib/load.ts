import { useCallback, useEffect, useRef, useState } from "react";

export type Loaded<T> = { state: "loading" } | { state: "failed"; error: unknown } | { state: "ready"; value: T };

/** Loads the answer of a call, again when `what` changes or on request. Late answers are dropped. */
export function useLoaded<T>(call: () => Promise<T>, what: string): { loaded: Loaded<T>; again: () => void; put: (value: T) => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [turn, setTurn] = useState(0);
  const current = useRef(call);
  current.current = call;
  useEffect(() => {
    let wanted = true;
    setLoaded({ state: "loading" });
    current.current().then(
      value => wanted && setLoaded({ state: "ready", value }),
      (error: unknown) => wanted && setLoaded({ state: "failed", error }),
    );
    return () => {
      wanted = false;
    };
  }, [what, turn]);
  return {
    loaded,
    again: useCallback(() => setTurn(before => before + 1), []),
    put: useCallback(value => setLoaded({ state: "ready", value }), []),
  };
}
