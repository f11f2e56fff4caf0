import { useState } from "react";
import { EmailField } from "../../components/field.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isEmail } from "../../lib/names.ts";
import { useSubmit } from "./use-submit.ts";

export function SentTo({ email }: { email: string }) {
  const { t } = useWording();
  return (
    <Note>
      <p>{t("code.sent_to", { email })}</p>
    </Note>
  );
}

/** "I did not get the code": wait, look into spam, or have it sent again, to another address too. */
export function Resend({ email, send, back }: { email: string; send: (email: string) => Promise<void>; back: () => void }) {
  const { t } = useWording();
  const [address, setAddress] = useState(email);
  const { busy, clear, submit, at, above } = useSubmit();
  return (
    <form
      noValidate
      onSubmit={event => submit(event, () => send(address.trim().toLowerCase()))}
    >
      {above !== undefined && <Failure error={above} />}
      <EmailField
        autoFocus
        label={t("field.email")}
        value={address}
        onChange={value => (setAddress(value), clear())}
        help={t("code.wait")}
        error={at("email")}
      />
      <div className="buttons end fill">
        <button type="button" className="button" onClick={back}>
          {t("action.back")}
        </button>
        <button className="button main" disabled={busy || !isEmail(address.trim())}>
          {t("code.resend")}
        </button>
      </div>
    </form>
  );
}
