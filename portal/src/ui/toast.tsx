import { X } from "lucide-react";
import { createContext, useCallback, useContext, useState, type ReactNode } from "react";
import { useWording } from "../i18n.tsx";

const Context = createContext<(text: string) => void>(() => undefined);

/** Short messages that something was done, said aloud too; they go by themselves or when closed. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<{ id: number; text: string }[]>([]);
  const { t } = useWording();
  const drop = (id: number) => setToasts(before => before.filter(toast => toast.id !== id));
  const tell = useCallback((text: string) => {
    const id = Date.now() + Math.random();
    setToasts(before => [...before.slice(-2), { id, text }]);
    setTimeout(() => drop(id), 7000);
  }, []);
  return (
    <Context.Provider value={tell}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(toast => (
          <div className="toast" key={toast.id}>
            <span>{toast.text}</span>
            <button type="button" className="icon" aria-label={t("action.close")} onClick={() => drop(toast.id)}>
              <X size={18} aria-hidden />
            </button>
          </div>
        ))}
      </div>
    </Context.Provider>
  );
}

export const useToast = () => useContext(Context);
