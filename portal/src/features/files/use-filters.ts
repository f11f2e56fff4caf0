import { useEffect, useRef } from "react";
import { useSearchParams } from "react-router";

/**
 * The filters in the address, and a function that sets one of them. A slow browser can receive the next change before it has
 * drawn the page of the last one. So a change starts from the last one and not from the page.
 */
export function useFilters(): [URLSearchParams, (name: string, value: string) => void] {
  const [params, setParams] = useSearchParams();
  const newest = useRef(params);
  useEffect(() => {
    newest.current = params;
  }, [params]);
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(newest.current);
    if (value) next.set(name, value);
    else next.delete(name);
    newest.current = next;
    setParams(next, { replace: true });
  };
  return [params, set];
}
