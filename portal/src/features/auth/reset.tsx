import { MailCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { Picture } from "../../components/picture.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { HOME } from "../../lib/paths.ts";
import { usePause } from "./code.ts";
import { NewPasswords, passwordFault } from "./new-passwords.tsx";
import { usePlace } from "./place.ts";
import { Resend, SentTo } from "./resend.tsx";
import { rememberedEmail } from "./session.tsx";
import { useSubmit } from "./use-submit.ts";
import "../../components/empty.css";

export function ResetDialog() {
  const { t, language } = useWording();
  const navigate = useNavigate();
  const [place, go] = usePlace();
  const [email, setEmail] = useState(() => place.email || rememberedEmail());
  const [code, setCode] = useState("");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const { busy, clear, submit, at, above, codeSent } = useSubmit("reset");
  const pause = usePause();
  const address = place.email ?? "";
  const done = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (place.step === "done") done.current?.focus();
  }, [place.step]);
  const send = async (to: string) => {
    await api.register(to, false, language);
    codeSent();
    pause.start();
    go({ step: "code", email: to, again: place.step === "resend" }, place.step === "resend");
  };
  return (
    <Dialog title={t("reset.title")} busy={busy} onClose={() => void navigate(HOME)}>
      {above !== undefined && <Failure error={above} />}
      {!place.step && (
        <form noValidate onSubmit={event => submit(event, () => send(email.trim().toLowerCase()))}>
          <p className="soft">{t("reset.hint")}</p>
          <EmailField label={t("field.email")} value={email} onChange={value => (setEmail(value), clear())} error={at("email")} />
          <button className="button main block" disabled={busy || !email.trim()}>
            {t("action.continue")}
          </button>
        </form>
      )}
      {place.step === "code" && (
        <form
          noValidate
          onSubmit={event =>
            submit(event, async () => {
              await api.activate(address, passwords[0], code, language);
              go({ step: "done", email: address }, true);
            })
          }
        >
          <SentTo purpose="reset" email={address} again={place.again} />
          <CodeField autoFocus label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code") ?? at("email")} />
          <button type="button" className="link" onClick={() => (clear(), go({ step: "resend", email: address }))}>
            {t("code.not_received")}
          </button>
          <input className="hidden" type="text" autoComplete="username" value={address} readOnly tabIndex={-1} aria-hidden />
          <NewPasswords
            password={passwords[0]}
            again={passwords[1]}
            set={(first, second) => (setPasswords([first, second]), clear())}
            error={at("password")}
          />
          <button
            className="button main block"
            disabled={busy || code.length < 6 || !passwords[0] || !passwords[1] || !!passwordFault(...passwords)}
          >
            {t("action.continue")}
          </button>
        </form>
      )}
      {place.step === "resend" && <Resend email={address} pause={pause.seconds} send={send} back={() => void navigate(-1)} />}
      {place.step === "done" && (
        <div className="empty">
          <Picture>
            <MailCheck size={30} />
          </Picture>
          <h3>{t("reset.done")}</h3>
          <p>{t("reset.done_text")}</p>
          <Link ref={done} className="button main" to="/map/account/login/" state={{ email: address }}>
            {t("login.title")}
          </Link>
        </div>
      )}
    </Dialog>
  );
}
