import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { HOME } from "../../lib/paths.ts";
import { NewPasswords, passwordFault } from "../auth/new-passwords.tsx";
import { useSession } from "../auth/session.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { Mailed, useMailedCode } from "./mailed-code.tsx";

/** Sets or changes the password against a mailed code. The server ends all sessions; this browser logs in again at once. */
export function PasswordDialog() {
  const { t, language } = useWording();
  const { session, refresh, forget } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [email] = useState(session.state === "signed-in" ? session.email : "");
  const [code, setCode] = useState("");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const { busy, clear, submit, at, above, codeSent } = useSubmit("reset");
  const mailed = useMailedCode("setup", codeSent);
  const save = async () => {
    await api.activate(email, passwords[0], code, language);
    tell(t("password.set"));
    try {
      await api.login(email, passwords[0], language);
      await refresh();
      void navigate(HOME, { replace: true });
    } catch {
      // The password is set, only the new session is missing.
      forget();
      void navigate("/map/account/login/", { replace: true });
    }
  };
  return (
    <Dialog title={t("password.title")} busy={busy} onClose={() => void navigate(HOME)}>
      <form noValidate onSubmit={event => submit(event, save)}>
        <Mailed code={mailed} email={email} />
        {above !== undefined && <Failure error={above} />}
        <CodeField label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code")} />
        {/* A password manager files the new password under this name. */}
        <input className="hidden" type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden />
        <NewPasswords
          password={passwords[0]}
          again={passwords[1]}
          set={(first, second) => (setPasswords([first, second]), clear())}
          error={at("password")}
        />
        <p className="soft small">{t("password.ends")}</p>
        <div className="buttons end fill">
          <button type="button" className="button" onClick={() => void navigate(HOME)}>
            {t("action.cancel")}
          </button>
          <button className="button main" disabled={busy || code.length < 6 || !passwords[0] || !passwords[1] || !!passwordFault(...passwords)}>
            {t("password.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
