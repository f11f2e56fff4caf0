import { X } from "lucide-react";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { useTopDialog } from "./dialog.tsx";
import { useWording } from "../lib/i18n.tsx";
import "./toast.css";

/** An action offered with the message, such as undo. */
export interface Act {
  label: string;
  onSelect: () => void;
}
const Context = createContext<(text: string, act?: Act) => void>(() => undefined);

/** Short messages about completed actions, announced by screen readers. They disappear after a time or when closed. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<{ id: number; text: string; act: Act | undefined }[]>([]);
  const { t } = useWording();
  // A dialog covers the page and makes it inert, so messages move into the dialog.
  const dialog = useTopDialog();
  const drop = (id: number) => setToasts(before => before.filter(toast => toast.id !== id));
  const tell = useCallback((text: string, act?: Act) => {
    const id = Date.now() + Math.random();
    setToasts(before => [...before.slice(-2), { id, text, act }]);
    setTimeout(() => drop(id), act ? 12_000 : 7000);
  }, []);
  const list = (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(toast => (
        <div className="toast" key={toast.id}>
          <span>{toast.text}</span>
          <div>
            {toast.act && (
              <button type="button" className="act" onClick={() => (drop(toast.id), toast.act?.onSelect())}>
                {toast.act.label}
              </button>
            )}
            <button type="button" className="icon" aria-label={t("action.close")} onClick={() => drop(toast.id)}>
              <X size={18} aria-hidden />
            </button>
          </div>
        </div>
      ))}
    </div>
  );
  return (
    <Context.Provider value={tell}>
      {children}
      {dialog ? createPortal(list, dialog) : list}
    </Context.Provider>
  );
}

export const useToast = () => useContext(Context);
