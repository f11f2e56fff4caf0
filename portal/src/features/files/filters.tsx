import { Search, X } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useWording, type Key } from "../../lib/i18n.tsx";
import type { Kind } from "../../lib/names.ts";
import { SORTS, type Sort } from "./folders.ts";
import "./filters.css";

const sorts: Record<Sort, Key> = { newest: "sort.newest", oldest: "sort.oldest", name: "sort.name", largest: "sort.largest" };
export const kindLabels: Record<Kind, Key> = { track: "menu.tracks", favourites: "menu.favourites", settings: "category.settings", map: "category.maps", other: "key.other" };

/** Search by name, sort order and, in the list of all files, the kind. */
export function Filters({ query, sort, kind, kinds, set, children }: { query: string; sort?: Sort; kind?: Kind | undefined; kinds: boolean; set: (name: string, value: string) => void; children?: ReactNode }) {
  const { t } = useWording();
  // The address is updated after a short delay.
  const [typed, setTyped] = useState(query);
  useEffect(() => {
    if (query === "") setTyped("");
  }, [query]);
  const search = (text: string) => {
    setTyped(text);
    set("q", text);
  };
  return (
    <div className="filters" role="search">
      <label className="search">
        <Search size={18} aria-hidden />
        <span className="hidden">{t("files.search")}</span>
        <input type="search" value={typed} placeholder={t("files.search")} autoComplete="off" spellCheck={false} onChange={event => search(event.target.value)} />
        {typed && (
          <button type="button" className="icon" aria-label={t("files.search_clear")} onClick={() => search("")}>
            <X size={18} aria-hidden />
          </button>
        )}
      </label>
      {kinds && (
        <select aria-label={t("files.kind")} value={kind ?? ""} onChange={event => set("kind", event.target.value)}>
          <option value="">{t("files.kind_all")}</option>
          {Object.entries(kindLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
      )}
      {children}
      {sort && (
        <select aria-label={t("files.sort")} value={sort} onChange={event => set("sort", event.target.value === "newest" ? "" : event.target.value)}>
          {SORTS.map(one => (
            <option key={one} value={one}>
              {t(sorts[one])}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
