import { X } from "lucide-react";
import { useEffect, useId, useRef, useSyncExternalStore, type ReactNode } from "react";
import { useWording } from "../lib/i18n.tsx";
import "./dialog.css";

/** The open dialogs, the topmost last. */
let open: HTMLDialogElement[] = [];
const listeners = new Set<() => void>();

function put(next: HTMLDialogElement[]): void {
  open = next;
  for (const listener of listeners) listener();
}

/** The topmost open dialog. The rest of the page is inert, so messages must be inside the dialog. */
export function useTopDialog(): HTMLDialogElement | undefined {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open.at(-1),
  );
}

/** The browser's modal dialog. It traps the focus and restores it; Escape and the backdrop close it. */
export function Dialog({ title, onClose, busy = false, children }: { title: string; onClose: () => void; busy?: boolean; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { t } = useWording();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    if (!element.open) element.showModal();
    put([...open, element]);
    (element.querySelector<HTMLElement>("[data-focus]") ?? element.querySelector<HTMLElement>("form input") ?? element.querySelector<HTMLElement>("h2"))?.focus();
    return () => {
      put(open.filter(one => one !== element));
      element.close();
      (opener?.isConnected && opener !== document.body ? opener : document.querySelector<HTMLElement>("main h1"))?.focus();
    };
  }, []);
  useEffect(() => {
    const before = document.title;
    const own = `${title} · OsmAnd`;
    document.title = own;
    return () => {
      if (document.title === own) document.title = before;
    };
  }, [title]);
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
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="icon" aria-label={t("action.close")} disabled={busy} onClick={onClose}>
          <X size={20} aria-hidden />
        </button>
      </div>
      <div className="inside">{children}</div>
    </dialog>
  );
}
