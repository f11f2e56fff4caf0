import { ArrowLeft } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useWording } from "../lib/i18n.tsx";
import "./head.css";

/**
 * A screen's heading. It sets the page's title and takes the focus when the screen opens. `back` is the address of the
 * page above. With `previous`, that page is also the previous entry of the browser's history, which keeps its state.
 */
export function Head({ title, back, previous = false, children }: { title: string; back?: string; previous?: boolean; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useWording();
  const navigate = useNavigate();
  const goBack = (event: MouseEvent) => {
    const otherWindow = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!previous || otherWindow) return;
    event.preventDefault();
    void navigate(-1);
  };
  useEffect(() => {
    document.title = `${title} · OsmAnd`;
  }, [title]);
  useEffect(() => {
    if (!document.querySelector("dialog[open]")) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className="head">
      {back && (
        <Link className="icon back" to={back} aria-label={t("action.back")} onClick={goBack}>
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

export const focusHeading = () => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
