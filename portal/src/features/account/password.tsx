import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { errorKey } from "../../api/errors.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, PasswordField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { HOME } from "../../lib/paths.ts";
import { NewPasswords, passwordFault } from "../auth/new-passwords.tsx";
import { useSession } from "../auth/session.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { Mailed, useMailedCode } from "./mailed-code.tsx";

/** Sets or changes the password. The proof is the old one, or a mailed code if the user has none or forgot it. */
export function PasswordDialog() {
  const { t } = useWording();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const { loaded, again } = useLoaded(api.access, "access");
  const close = () => void navigate(HOME);
  return (
    <Dialog title={t("password.title")} busy={busy} onClose={close}>
      {loaded.state === "loading" && <Skeleton rows={3} />}
      {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
      {loaded.state === "ready" && <PasswordForm hasPassword={loaded.value.has_password} onBusy={setBusy} onClose={close} />}
    </Dialog>
  );
}

function PasswordForm({ hasPassword, onBusy, onClose }: { hasPassword: boolean; onBusy: (busy: boolean) => void; onClose: () => void }) {
  const { t } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [email] = useState(session.state === "signed-in" ? session.email : "");
  const [byCode, setByCode] = useState(!hasPassword);
  const [proof, setProof] = useState("");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const [endDevices, setEndDevices] = useState(false);
  const { busy, error, clear, submit, at, above, codeSent } = useSubmit("reset");
  const wrongOld = errorKey(error) === "error.password_wrong";
  const prove = (value: string) => (setProof(value), clear());
  const change = (next: boolean) => (setByCode(next), prove(""));
  const save = async () => {
    onBusy(true);
    try {
      await api.changePassword({ password: passwords[0], end_devices: endDevices, ...(byCode ? { code: proof } : { old_password: proof }) });
    } finally {
      onBusy(false);
    }
    tell(t("password.set"));
    // The answer has a new session. Without one, the start screen asks the user to log in again.
    await refresh();
    void navigate(HOME, { replace: true });
  };
  return (
    <form noValidate onSubmit={event => submit(event, save)}>
      {above !== undefined && <Failure error={above} />}
      {/* A password manager stores the new password under this name. */}
      <input className="hidden" type="text" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden />
      {byCode ? (
        <MailedProof email={email} codeSent={codeSent} value={proof} onChange={prove} error={at("code")} />
      ) : (
        <PasswordField autoFocus label={t("password.old")} value={proof} onChange={prove} error={wrongOld ? at("password") : undefined} />
      )}
      {hasPassword && (
        <button type="button" className="link small" disabled={busy} onClick={() => change(!byCode)}>
          {t(byCode ? "password.by_old" : "password.by_code")}
        </button>
      )}
      <NewPasswords
        password={passwords[0]}
        again={passwords[1]}
        set={(first, second) => (setPasswords([first, second]), clear())}
        error={wrongOld ? undefined : at("password")}
      />
      <label className="check">
        <input type="checkbox" checked={endDevices} onChange={event => setEndDevices(event.target.checked)} />
        <span className="body">{t("password.end_devices")}</span>
      </label>
      <p className="soft small">{t("password.ends")}</p>
      <div className="buttons end fill">
        <button type="button" className="button" disabled={busy} onClick={onClose}>
          {t("action.cancel")}
        </button>
        <button className="button main" disabled={busy || proof.length < (byCode ? 6 : 1) || !passwords[0] || !passwords[1] || !!passwordFault(...passwords)}>
          {t("password.save")}
        </button>
      </div>
    </form>
  );
}

/** Mails a code when it is mounted, and asks for it. */
function MailedProof({ email, codeSent, value, onChange, error }: { email: string; codeSent: () => void; value: string; onChange: (code: string) => void; error: string | undefined }) {
  const { t } = useWording();
  const mailed = useMailedCode("setup", codeSent);
  return (
    <>
      <Mailed code={mailed} email={email} />
      <CodeField autoFocus label={t("field.code")} value={value} onChange={onChange} error={error} />
    </>
  );
}
