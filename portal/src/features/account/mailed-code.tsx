import { useState } from "react";
import { api } from "../../api/api.ts";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { usePause, validity } from "../auth/code.ts";

type CodeAction = "change" | "confirm" | "delete" | "setup";

export interface MailedCode {
  action: CodeAction;
  /** `not-yet`: an earlier mail has a code, and the dialog has not requested another one. */
  sent: "not-yet" | "waiting" | "sent" | "failed";
  /** A second code was requested. */
  again: boolean;
  /** Seconds until another code may be requested. */
  pause: number;
  error: unknown;
  resend: () => void;
}

/** Mails a code when a dialog opens, and again on request; only on request if an earlier mail has a code. */
export function useMailedCode(action: CodeAction, codeSent: () => void, mailedBefore = false): MailedCode {
  const { language } = useWording();
  const pause = usePause();
  const [again, setAgain] = useState(false);
  const [asked, setAsked] = useState(!mailedBefore);
  const loaded = useLoaded(async () => {
    if (!asked) return;
    await mailOnce(action, language);
    codeSent();
    pause.start();
  }, `${action} ${asked}`);
  const { state } = loaded.loaded;
  return {
    action,
    sent: !asked ? "not-yet" : state === "ready" ? "sent" : state === "failed" ? "failed" : "waiting",
    again,
    pause: pause.seconds,
    error: loaded.loaded.state === "failed" ? loaded.loaded.error : undefined,
    resend: () => {
      if (!asked) return setAsked(true);
      setAgain(true);
      loaded.again();
    },
  };
}

/** Running requests. They prevent a second mail, because React mounts twice in development. */
const underWay = new Map<string, Promise<void>>();

function mailOnce(action: CodeAction, language: string): Promise<void> {
  const running = underWay.get(action);
  if (running) return running;
  const mail = api.sendCode(action, language).finally(() => underWay.delete(action));
  underWay.set(action, mail);
  return mail;
}

/** Shows the address of the code, its validity, and the button for another one or the seconds until then. */
export function Mailed({ code, email }: { code: MailedCode; email: string }) {
  const wording = useWording();
  const { t, number } = wording;
  if (code.sent === "failed") return <Failure error={code.error} again={code.resend} />;
  const key = code.sent === "not-yet" ? "code.earlier" : code.sent === "waiting" ? "code.sending" : code.again ? "code.sent_again" : "code.sent_to";
  const paused = code.sent === "sent" && code.pause > 0;
  return (
    <div>
      <p className="soft small" role="status">
        {t(key, { email, time: validity(code.action === "setup" ? "reset" : code.action, wording) })}
      </p>
      {paused ? (
        <p className="soft small">{t("code.pause", { seconds: number(code.pause) })}</p>
      ) : (
        <button type="button" className="link small" disabled={code.sent === "waiting"} onClick={code.resend}>
          {t(code.sent === "not-yet" ? "code.send" : "code.resend")}
        </button>
      )}
    </div>
  );
}
