import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Entry, Page } from "../../api/types.ts";

export const keyOf = (entry: Entry) => `${entry.type}|${entry.name}|${entry.updatetime}`;

/** The pages of a list as one, read on as the end comes near. */
export function usePages(read: (cursor?: string) => Promise<Page>) {
  const [items, setItems] = useState<Entry[]>();
  const [next, setNext] = useState<string>();
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
  useEffect(() => void more(), [more]);
  const onEnd = useMemo(() => (next !== undefined && error === undefined ? () => void more(next) : undefined), [next, error, more]);
  return {
    items,
    error,
    onEnd,
    again: () => void more(items ? next : undefined),
    reload: () => void more(),
    remove: (entry: Entry) => setItems(before => before?.filter(one => one !== entry)),
    putBack: (entry: Entry) =>
      setItems(before => before && [...before, entry].sort((one, other) => shownTime(other) - shownTime(one))),
    clear: () => (setItems([]), setNext(undefined)),
  };
}

export const shownTime = (entry: Entry) => entry.deleted_at ?? entry.updatetime;
