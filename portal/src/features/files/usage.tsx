import { Link } from "react-router";
import type { Usage } from "../../api/types.ts";
import { Note } from "../../components/note.tsx";
import { useWording, type Key } from "../../lib/i18n.tsx";
import "./usage.css";

/** The shares of the capacity from which the portal shows a warning, and a stronger one. */
const WARN = 0.8;
const ALARM = 0.95;
/** The smallest share that the bar draws, so a few files are visible in a large quota. */
const VISIBLE = 0.01;

const categories: Record<Usage["categories"][number]["category"], Key> = {
  MY_PLACES: "category.my_places",
  SETTINGS: "category.settings",
  RESOURCES: "category.resources",
  MAPS: "category.maps",
};

/** A warning from 80 % on. Full storage has its own sentence. */
export function StorageWarning({ usage }: { usage: Usage }) {
  const { t, percent } = useWording();
  const share = usage.zip_bytes / Math.max(1, usage.capacity);
  if (share < WARN) return null;
  return (
    <Note kind={share < ALARM ? "warn" : "bad"}>
      <p>{share < 1 ? t("data.nearly_full", { percent: percent(share) }) : t("data.full")}</p>
      <Link to="/map/pricing/">{t("action.more_information")}</Link>
    </Note>
  );
}

/** Used and free cloud storage, in total and by category. */
export function UsageCard({ usage }: { usage: Usage }) {
  const { t, number, size, room } = useWording();
  const { capacity, zip_bytes: used } = usage;
  const shown = used === 0 ? 0 : Math.min(capacity, Math.max(used, capacity * VISIBLE));
  return (
    <>
      <div className="card rows">
        <div className="pad stack tight">
          <h2 id="used">{t("data.used_title")}</h2>
          <meter className="usage" aria-labelledby="used" min={0} max={Math.max(1, capacity)} low={capacity * WARN} high={capacity * ALARM} optimum={0} value={shown} />
          {used < capacity && <p className="small soft">{t("data.left", { size: size(capacity - used) })}</p>}
        </div>
        <dl className="facts rows">
          <div>
            <dt>{t("data.files")}</dt>
            <dd>{t("data.files_value", { count: usage.versions, files: number(usage.files), versions: number(usage.versions) })}</dd>
          </div>
          <div>
            <dt>{t("data.storage")}</dt>
            <dd>{size(usage.bytes)}</dd>
          </div>
          <div>
            <dt>{t("data.cloud_used")}</dt>
            <dd>{t("data.of", { used: size(used), capacity: room(capacity) })}</dd>
          </div>
        </dl>
        {used < usage.bytes && <p className="pad small soft">{t("data.explained")}</p>}
      </div>
      {usage.categories.length > 0 && (
        <section className="section" aria-labelledby="categories">
          <h2 id="categories">{t("data.categories")}</h2>
          <dl className="card facts rows">
            {usage.categories.map(one => (
              <div key={one.category}>
                <dt>{t(categories[one.category])}</dt>
                <dd>{t("data.category_line", { count: one.files, files: number(one.files), size: size(one.zip_bytes) })}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
