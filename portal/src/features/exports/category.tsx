import { ChevronDown } from "lucide-react";
import type { Estimate, ExportKey } from "../../api/types.ts";
import { type Key, useWording } from "../../lib/i18n.tsx";
import { keyLabel } from "../../lib/keys.ts";

const categories: Record<string, Key> = {
  my_places: "category.my_places",
  settings: "category.settings",
  resources: "category.resources",
  maps: "category.maps",
};

/** The files of no known kind come last. */
const otherLast = (keys: ExportKey[]) => [...keys.filter(one => one.key !== "FILE_OTHER"), ...keys.filter(one => one.key === "FILE_OTHER")];

export function Category({
  category,
  selection,
  toggle,
  open,
  onOpen,
}: {
  category: Estimate["categories"][number];
  selection: Set<string>;
  toggle: (keys: string[], on: boolean) => void;
  open: boolean;
  onOpen: () => void;
}) {
  const { t, size } = useWording();
  const all = category.keys.map(key => key.key);
  const some = all.filter(key => selection.has(key)).length;
  const known = categories[category.category];
  const name = known ? t(known) : keyLabel(category.category, t);
  return (
    <div>
      <div className="row">
        <label className="check">
          <input
            type="checkbox"
            checked={some === all.length}
            ref={box => {
              if (box) box.indeterminate = some > 0 && some < all.length;
            }}
            onChange={event => toggle(all, event.target.checked)}
          />
          <span className="body name">{name}</span>
          <span className="value">{size(category.archive_bytes)}</span>
        </label>
        <button type="button" className={open ? "icon turned" : "icon"} aria-expanded={open} aria-label={t("export.details_of", { name })} onClick={onOpen}>
          <ChevronDown size={20} aria-hidden />
        </button>
      </div>
      {open && (
        <ul className="sub">
          {otherLast(category.keys).map(key => (
            <li key={key.key}>
              <label className="check">
                <input type="checkbox" checked={selection.has(key.key)} onChange={event => toggle([key.key], event.target.checked)} />
                <span className="body">{keyLabel(key.key, t)}</span>
                <span className="value soft small">{size(key.archive_bytes)}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
