import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation, useNavigationType } from "react-router";
import { api } from "../../api/api.ts";
import type { FileList } from "../../api/types.ts";
import { keep, recall } from "../../lib/kept.ts";
import { useLoaded } from "../../lib/load.ts";

/**
 * The account's files of a type, or all. Going back shows the previous list at once. `refresh` keeps the list on the
 * screen.
 */
export function useList(type?: string) {
  const key = `list ${type ?? ""} ${useLocation().key}`;
  const back = useNavigationType() === "POP";
  const [before] = useState(() => (back ? recall<FileList>(key) : undefined));
  const { loaded, again, put } = useLoaded(() => api.files(type), type ?? "", before);
  useEffect(() => {
    if (loaded.state === "ready") keep(key, loaded.value);
  }, [key, loaded]);
  const newest = useRef(0);
  const refresh = useCallback(async () => {
    const turn = ++newest.current;
    const list = await api.files(type);
    if (turn === newest.current) put(list);
  }, [type, put]);
  return { loaded, again, refresh, put };
}
