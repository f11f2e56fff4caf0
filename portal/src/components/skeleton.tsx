import { useWording } from "../lib/i18n.tsx";
import "./skeleton.css";

/** Placeholder rows of the same size as the real ones. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  const { t } = useWording();
  return (
    <div className="card rows" role="status">
      <span className="hidden">{t("state.loading")}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div className="row" key={index} aria-hidden>
          <div className="bone square" />
          <div className="body stack">
            <div className="bone long" />
            <div className="bone short" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** A loading page: a heading for screen readers, and a skeleton. */
export function Waiting({ rows }: { rows: number }) {
  const { t } = useWording();
  return (
    <div className="stack">
      <h1 className="hidden">{t("state.loading")}</h1>
      <Skeleton rows={rows} />
    </div>
  );
}
