import { type ReactNode } from "react";
import type { Entry } from "../../api/types.ts";
import { type Item, Menu } from "../../components/menu.tsx";
import { Moment } from "../../components/moment.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { deviceName } from "../../lib/names.ts";
import { FileName } from "./file-name.tsx";
import { KindTile } from "./kind-tile.tsx";
import { shownTime } from "./pages.ts";
import { useName } from "./use-name.ts";

export function EntryRow({ entry, what, left, items }: { entry: Entry; what: string; left?: ReactNode; items: Item[] }) {
  const { t } = useWording();
  const nameOf = useName();
  const device = deviceName(entry.device);
  return (
    <div className="row">
      <KindTile type={entry.type} name={entry.name} />
      <span className="body">
        <FileName file={entry} />
        <span className="line">
          {what && <span className="what">{what}: </span>}
          <Moment time={shownTime(entry)} />
          {left && <span className="left"> · {left}</span>}
        </span>
        {device && <span className="line">{device}</span>}
      </span>
      <Menu label={t("action.menu_of", { name: nameOf(entry) })} items={items} />
    </div>
  );
}
