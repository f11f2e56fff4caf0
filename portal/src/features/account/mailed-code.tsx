import { api } from "../../api/api.ts";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";

/** Mails a code when a dialog opens, once, and says where a failure leaves the person. */
export function useMailedCode(action: "change" | "delete"): { sent: "waiting" | "sent" | "failed"; error: unknown; resend: () => void } {
  const { language } = useWording();
  const { loaded, again } = useLoaded(() => mailOnce(action, language), action);
  return {
    sent: loaded.state === "ready" ? "sent" : loaded.state === "failed" ? "failed" : "waiting",
    error: loaded.state === "failed" ? loaded.error : undefined,
    resend: again,
  };
}

/** React mounts twice in development: one opening is one mail. */
const underWay = new Map<string, Promise<void>>();

function mailOnce(action: "change" | "delete", language: string): Promise<void> {
  const running = underWay.get(action);
  if (running) return running;
  const mail = api.sendCode(action, language).finally(() => underWay.delete(action));
  underWay.set(action, mail);
  return mail;
}

export function Mailed({ code, email }: { code: ReturnType<typeof useMailedCode>; email: string }) {
  const { t } = useWording();
  if (code.sent === "failed") return <Failure error={code.error} again={code.resend} />;
  return (
    <div role="status">
      <p className="soft small">{t(code.sent === "sent" ? "code.sent_to" : "code.sending", { email })}</p>
      <button type="button" className="link small" disabled={code.sent !== "sent"} onClick={code.resend}>
        {t("code.resend")}
      </button>
    </div>
  );
}
