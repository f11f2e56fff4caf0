import { Copy, ExternalLink, PencilLine, Trash2 } from "lucide-react";
import { WindowedList } from "../../components/list.tsx";
import { Menu } from "../../components/menu.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isolated, plainName } from "../../lib/names.ts";
import type { Waypoint } from "./gpx.ts";

export const coordinates = (point: Pick<Waypoint, "lat" | "lon">) => `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}`;
/** The address of a place on the public OsmAnd map. */
export const mapLink = ({ lat, lon }: Waypoint) => `https://osmand.net/map?pin=${lat.toFixed(5)},${lon.toFixed(5)}#16/${lat.toFixed(5)}/${lon.toFixed(5)}`;

/** The colour of `#rrggbb`, or of `#aarrggbb` as phones write it; the accent colour for other texts. */
export const colorOf = (point: Waypoint) => plainColor(point.color) ?? "var(--accent)";

/** The `#rrggbb` of `#rrggbb` and `#aarrggbb`; undefined for other texts. */
export function plainColor(text: string | undefined): string | undefined {
  const hex = /^#(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(text ?? "")?.[1];
  return hex && `#${hex}`;
}

function Mark({ point }: { point: Waypoint }) {
  const fill = colorOf(point);
  return (
    <svg className="point" viewBox="0 0 40 40" width="40" height="40" aria-hidden>
      {point.background === "square" ? (
        <rect x="4" y="4" width="32" height="32" rx="5" fill={fill} />
      ) : point.background === "octagon" ? (
        <polygon points="13,4 27,4 36,13 36,27 27,36 13,36 4,27 4,13" fill={fill} />
      ) : (
        <circle cx="20" cy="20" r="16" fill={fill} />
      )}
      <path d="M20 10.5l2.9 6 6.6.9-4.8 4.6 1.2 6.5-5.9-3.1-5.9 3.1 1.2-6.5-4.8-4.6 6.6-.9z" fill="#fff" />
    </svg>
  );
}

interface Points {
  points: Waypoint[];
  /** Present if the points can be changed. */
  change?: { edit: (point: Waypoint, index: number) => void; remove: (point: Waypoint) => void };
}

/** Favourites or waypoints with icon, colour and coordinates. */
export function Waypoints({ points, change }: Points) {
  const { t } = useWording();
  const tell = useToast();
  const nameOf = (point: Waypoint) => isolated(plainName(point.name)) || t("point.unnamed");
  const lines = points.map((point, index) => ({ key: String(index), item: { point, index } }));
  const copy = (point: Waypoint) => navigator.clipboard.writeText(coordinates(point)).then(() => tell(t("point.copied", { coordinates: coordinates(point) })), () => tell(t("point.not_copied")));
  return (
    <WindowedList dense lines={lines} name={({ point }) => point.name}>
      {({ point, index }) => {
        const about = point.desc ?? point.address;
        return (
          <div className="row">
            <Mark point={point} />
            <span className="body">
              <span className="name one-line" title={plainName(point.name)}>
                <bdi>{nameOf(point)}</bdi>
              </span>
              <span className="line details">
                {point.hidden && <span>{t("point.hidden")}</span>}
                {about && <span className="shrinks">{plainName(about)}</span>}
                <span className={point.hidden || about ? "less" : undefined}>{coordinates(point)}</span>
              </span>
            </span>
            <a className="icon" href={mapLink(point)} target="_blank" rel="noreferrer noopener" aria-label={`${t("point.open", { name: nameOf(point) })} ${t("action.new_tab")}`} title={t("point.open_short")}>
              <ExternalLink size={18} aria-hidden />
            </a>
            <Menu
              label={t("action.menu_of", { name: nameOf(point) })}
              items={[
                { label: t("point.copy"), icon: <Copy size={18} aria-hidden />, onSelect: () => void copy(point) },
                ...(change
                  ? [
                      { label: t("action.edit"), icon: <PencilLine size={18} aria-hidden />, onSelect: () => change.edit(point, index) },
                      { label: t("action.delete"), icon: <Trash2 size={18} aria-hidden />, danger: true, onSelect: () => change.remove(point) },
                    ]
                  : []),
              ]}
            />
          </div>
        );
      }}
    </WindowedList>
  );
}
