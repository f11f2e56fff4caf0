import { useWording } from "../lib/i18n.tsx";
import { Dialog } from "./dialog.tsx";

export function Confirm({ title: heading, text, button, busy, onConfirm, onClose }: { title: string; text: string; button: string; busy: boolean; onConfirm: () => void; onClose: () => void }) {
  const { t } = useWording();
  return (
    <Dialog title={heading} busy={busy} onClose={onClose}>
      <p>{text}</p>
      <div className="buttons end fill">
        <button type="button" className="button" data-focus disabled={busy} onClick={onClose}>
          {t("action.cancel")}
        </button>
        <button type="button" className="button bad" disabled={busy} onClick={onConfirm}>
          {button}
        </button>
      </div>
    </Dialog>
  );
}
