import { useWording } from "../lib/i18n.tsx";
import "./progress.css";

/** A progress bar with its percentage. Without a known total it only moves. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const { percent } = useWording();
  const known = total > 0;
  return (
    <div className="stack">
      <p className="small" role="status">
        {label} {known && <strong>{percent(Math.min(1, done / total))}</strong>}
      </p>
      <progress className="bar" aria-label={label} {...(known ? { value: done, max: total } : {})} />
    </div>
  );
}
