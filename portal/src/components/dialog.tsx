import { X } from "lucide-react";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useWording } from "../lib/i18n.tsx";
import "./dialog.css";

/** The browser's own modal dialog: it keeps the focus inside and gives it back; Escape and the scrim close it. */
export function Dialog({ title, onClose, busy = false, edge, children }: { title: string; onClose: () => void; busy?: boolean; edge?: ReactNode; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useWording();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (element && !element.open) element.showModal();
    (element?.querySelector<HTMLElement>("[data-focus]") ?? element?.querySelector<HTMLElement>("form input"))?.focus();
    return () => {
      element?.close();
      (opener?.isConnected ? opener : document.querySelector<HTMLElement>("main h1"))?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      aria-busy={busy}
      onCancel={event => {
        event.preventDefault();
        if (!busy) onClose();
      }}
      onClose={() => {
        // Chromium closes a dialog at a repeated Escape without asking.
        const element = dialog.current;
        if (!element || element.open) return;
        if (busy) element.showModal();
        else onClose();
      }}
      onMouseDown={event => {
        if (event.target === dialog.current && !busy) onClose();
      }}
    >
      <div className="title">
        {edge}
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon" aria-label={t("action.close")} disabled={busy} onClick={onClose}>
          <X size={20} aria-hidden />
        </button>
      </div>
      <div className="inside">{children}</div>
    </dialog>
  );
}
