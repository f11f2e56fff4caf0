import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { HOME } from "../../lib/paths.ts";
import { useSession } from "../auth/session.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { Mailed, useMailedCode } from "./mailed-code.tsx";

/**
 * Proves the account's new address. The notice about the change already has a code, so another one is mailed only on
 * request.
 */
export function ConfirmEmailDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [code, setCode] = useState("");
  const { busy, clear, submit, at, above, codeSent } = useSubmit("confirm");
  const mailed = useMailedCode("confirm", codeSent, true);
  const email = session.state === "signed-in" ? session.email : "";
  const proven = session.state === "signed-in" && !session.unproven && !busy;
  useEffect(() => {
    if (proven) void navigate(HOME, { replace: true });
  }, [proven, navigate]);
  const confirm = async () => {
    await api.confirmEmail(email, code, language);
    tell(t("confirm.done", { email }));
    await refresh();
  };
  return (
    <Dialog title={t("confirm.title")} busy={busy} onClose={() => void navigate(HOME)}>
      <form noValidate onSubmit={event => submit(event, confirm)}>
        <Mailed code={mailed} email={email} />
        {above !== undefined && <Failure error={above} />}
        <CodeField label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code")} />
        <button className="button main block" disabled={busy || code.length < 6}>
          {t("action.continue")}
        </button>
      </form>
    </Dialog>
  );
}
