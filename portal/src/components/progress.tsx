import { useWording } from "../lib/i18n.tsx";
import "./progress.css";

/** A progress bar with its percentage. Without a known total it only moves. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  const { number } = useWording();
  const known = total > 0;
  const percent = known ? Math.min(100, Math.floor((100 * done) / total)) : 0;
  return (
    <div className="stack">
      <p className="small" role="status">
        {label} {known && <strong>{number(percent)}%</strong>}
      </p>
      <progress className="bar" aria-label={label} {...(known ? { value: done, max: total } : {})} />
    </div>
  );
}
