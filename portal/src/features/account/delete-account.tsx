import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { fieldOf } from "../../api/errors.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField } from "../../components/field.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { HOME } from "../../lib/paths.ts";
import { forgetEmail, useSession } from "../auth/session.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { ManageLink } from "../purchases/manage.tsx";
import { renewingSubscription } from "../purchases/purchase.ts";
import { Mailed, useMailedCode } from "./mailed-code.tsx";

export function DeleteAccountDialog() {
  const { t } = useWording();
  const { session, forget } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [code, setCode] = useState("");
  const renewing = useLoaded(renewingSubscription, "renewing").loaded;
  const { busy, error, clear, submit, at, above, codeSent } = useSubmit("delete");
  const mailed = useMailedCode("delete", codeSent);
  return (
    <Dialog title={t("delete.title")} busy={busy} onClose={() => void navigate(HOME)}>
      <form
        noValidate
        onSubmit={event =>
          submit(event, async () => {
            await api.deleteAccount(code);
            forgetEmail();
            forget("deleted");
            tell(t("delete.done"));
          })
        }
      >
        <p>{t("delete.text")}</p>
        {renewing.state === "ready" && renewing.value && (
          <Note kind="warn">
            <p>{t("delete.subscription", { name: renewing.value.name, store: renewing.value.storeName })}</p>
            <ManageLink url={renewing.value.manage.url} />
          </Note>
        )}
        <Mailed code={mailed} email={session.state === "signed-in" ? session.email : ""} />
        {above !== undefined && fieldOf(error) !== "code" && <Failure error={above} />}
        <CodeField label={t("delete.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code")} />
        <button className="button bad block" disabled={busy || code.length < 6}>
          {t("delete.button")}
        </button>
      </form>
    </Dialog>
  );
}
