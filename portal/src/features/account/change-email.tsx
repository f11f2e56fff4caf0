import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isEmail } from "../../lib/names.ts";
import { HOME } from "../../lib/paths.ts";
import { rememberEmail, useSession } from "../auth/session.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { Mailed, useMailedCode } from "./mailed-code.tsx";

export function ChangeEmailDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const [old] = useState(session.state === "signed-in" ? session.email : "");
  const [code, setCode] = useState("");
  const [email, setEmail] = useState("");
  const { busy, clear, submit, at, above, codeSent } = useSubmit("change");
  const mailed = useMailedCode("change", codeSent);
  const same = email.trim().toLowerCase() === old;
  const local = same ? t("error.same_email") : undefined;
  const close = () => void navigate(HOME);
  return (
    <Dialog title={t("change.title")} busy={busy} onClose={close}>
      <form
        noValidate
        onSubmit={event =>
          submit(event, async () => {
            const next = email.trim().toLowerCase();
            await api.changeEmail(next, code, language);
            rememberEmail(next);
            // The answer has a new session. Without one, the start screen asks the user to log in again.
            await refresh();
            void navigate(HOME, { replace: true, state: { changed: next } });
          })
        }
      >
        <Mailed code={mailed} email={old} />
        {above !== undefined && <Failure error={above} />}
        <CodeField label={t("change.old_code")} value={code} onChange={value => (setCode(value), clear())} error={at("code")} />
        <EmailField
          label={t("change.new_email")}
          autoComplete="email"
          value={email}
          onChange={value => (setEmail(value), clear())}
          error={at("email") ?? local}
        />
        <div className="buttons end fill">
          <button type="button" className="button" onClick={close}>
            {t("action.cancel")}
          </button>
          <button className="button main" disabled={busy || code.length < 6 || !isEmail(email.trim()) || same || !!at("code") || !!at("email")}>
            {t("action.next")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
