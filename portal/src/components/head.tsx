import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router";
import { useWording } from "../lib/i18n.tsx";
import "./head.css";

/** A screen's heading. It sets the page's title and takes the focus when the screen opens. */
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

export const focusHeading = () => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
