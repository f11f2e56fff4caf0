import { ArrowLeft, CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Link } from "react-router";
import { sentence } from "../api/errors.ts";
import { useWording } from "../lib/i18n.tsx";
import { Picture } from "./picture.tsx";

/** A screen's heading: it names the page and takes the focus when the person comes to it. */
export function Head({ title, back, children }: { title: string; back?: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useWording();
  useEffect(() => {
    document.title = `${title} · OsmAnd`;
  }, [title]);
  useEffect(() => {
    if (!document.querySelector("dialog[open]")) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="head">
      {back && (
        <Link className="icon back" to={back} aria-label={t("action.back")}>
          <ArrowLeft size={22} aria-hidden />
        </Link>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </header>
  );
}

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

export function Note({ kind = "info", children }: { kind?: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[kind];
  return (
    <div className={`note ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <Icon size={20} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** What went wrong, in a sentence, and the way to try again. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const wording = useWording();
  return (
    <Note kind="bad">
      <p>{sentence(error, wording)}</p>
      {again && (
        <button type="button" className="link" onClick={again}>
          {wording.t("action.try_again")}
        </button>
      )}
    </Note>
  );
}

export function Empty({ icon, title, children, action }: { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="card empty">
      <Picture>{icon}</Picture>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** The shape of rows that are on their way, so that nothing jumps when they come. */
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

/** A page on its way: its heading is for screen readers, the skeleton for the eye. */
export function Waiting({ rows }: { rows: number }) {
  const { t } = useWording();
  return (
    <div className="stack">
      <h1 className="hidden">{t("state.loading")}</h1>
      <Skeleton rows={rows} />
    </div>
  );
}

/** A share of the way with its percentage, or just that something goes on while the total is not known. */
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

/** A moment in words, and in full when pointed at. */
export function Moment({ time, ago = false }: { time: number; ago?: boolean }) {
  const { moment, ago: sinceThen, full } = useWording();
  return (
    <time dateTime={new Date(time).toISOString()} title={full(time)}>
      {ago ? sinceThen(time) : moment(time)}
    </time>
  );
}

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  return online;
}
