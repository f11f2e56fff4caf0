import { useState } from "react";
import { EmailField } from "../../components/field.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isEmail } from "../../lib/names.ts";
import { validity, type CodePurpose } from "./code.ts";
import { useSubmit } from "./use-submit.ts";

/** Shows the address of the code and its validity; `again` confirms a second mail. */
export function SentTo({ email, purpose, again = false }: { email: string; purpose: CodePurpose; again?: boolean | undefined }) {
  const wording = useWording();
  const { t } = wording;
  return (
    <Note kind={again ? "good" : "info"}>
      <p>{t(again ? "code.sent_again" : "code.sent_to", { email, time: validity(purpose, wording) })}</p>
    </Note>
  );
}

/**
 * "I did not get the code": sends another one, also to another address. The same address must wait for `pause` seconds.
 */
export function Resend({ email, pause, send, back }: { email: string; pause: number; send: (email: string) => Promise<void>; back: () => void }) {
  const { t, number } = useWording();
  const [address, setAddress] = useState(email);
  const { busy, clear, submit, at, above } = useSubmit();
  const paused = pause > 0 && address.trim().toLowerCase() === email;
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
        help={paused ? `${t("code.wait")} ${t("code.pause", { seconds: number(pause) })}` : t("code.wait")}
        error={at("email")}
      />
      <div className="buttons end fill">
        <button type="button" className="button" onClick={back}>
          {t("action.back")}
        </button>
        <button className="button main" disabled={busy || paused || !isEmail(address.trim())}>
          {t("code.resend")}
        </button>
      </div>
    </form>
  );
}
