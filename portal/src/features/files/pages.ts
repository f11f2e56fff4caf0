import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation, useNavigationType } from "react-router";
import type { Entry, Page } from "../../api/types.ts";
import { forgetKept, keep, recall } from "../../lib/kept.ts";
import { isUnreachable, useReconnect } from "../../lib/load.ts";

export const keyOf = (entry: Entry) => `${entry.type}|${entry.name}|${entry.updatetime}`;

/** Joins the pages of a list, and loads the next one near the end. `what` distinguishes the lists of one route. */
export function usePages(read: (cursor?: string) => Promise<Page>, what = "") {
  const key = `pages ${what} ${useLocation().key}`;
  const back = useNavigationType() === "POP";
  const [before] = useState(() => (back ? recall<{ items: Entry[]; next: string | undefined }>(key) : undefined));
  const [items, setItems] = useState(before?.items);
  const [next, setNext] = useState(before?.next);
  const [error, setError] = useState<unknown>();
  const busy = useRef(false);
  const reader = useRef(read);
  reader.current = read;
  const more = useCallback(async (cursor?: string) => {
    if (busy.current) return;
    busy.current = true;
    setError(undefined);
    try {
      const page = await reader.current(cursor);
      setItems(before => {
        const all = cursor === undefined ? [] : (before ?? []);
        const known = new Set(all.map(keyOf));
        return [...all, ...page.items.filter(entry => !known.has(keyOf(entry)))];
      });
      setNext(page.next ?? undefined);
    } catch (failed) {
      setError(failed);
    } finally {
      busy.current = false;
    }
  }, []);
  useEffect(() => {
    if (!before) void more();
  }, [before, more]);
  useEffect(() => {
    if (items) keep(key, { items, next });
  }, [key, items, next]);
  const retry = useCallback(() => void more(items ? next : undefined), [more, items, next]);
  useReconnect(isUnreachable(error), retry);
  const onEnd = useMemo(() => (next !== undefined && error === undefined ? () => void more(next) : undefined), [next, error, more]);
  return {
    items,
    error,
    onEnd,
    again: retry,
    reload: () => (forgetKept(), void more()),
    remove: (entry: Entry) => (forgetKept(), setItems(before => before?.filter(one => one !== entry))),
    putBack: (entry: Entry) =>
      setItems(before => before && [...before, entry].sort((one, other) => shownTime(other) - shownTime(one))),
  };
}

export const shownTime = (entry: Entry) => entry.deleted_at ?? entry.updatetime;
