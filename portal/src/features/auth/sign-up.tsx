import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { errorKey } from "../../api/errors.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField } from "../../components/field.tsx";
import { Failure, Note } from "../../components/note.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { HOME } from "../../lib/paths.ts";
import { usePause } from "./code.ts";
import { NewPasswords, passwordFault } from "./new-passwords.tsx";
import { usePlace } from "./place.ts";
import { Resend, SentTo } from "./resend.tsx";
import { useSession } from "./session.tsx";
import { useSubmit } from "./use-submit.ts";

export function SignUpDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [place, go] = usePlace();
  const [email, setEmail] = useState(place.email ?? "");
  const [code, setCode] = useState(place.code ?? "");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const { busy, error, clear, submit, at, above, codeSent } = useSubmit();
  const pause = usePause();
  const address = place.email ?? "";
  const signedInAlready = session.state === "signed-in" && place.step !== "password" && !busy;
  useEffect(() => {
    if (signedInAlready) void navigate(HOME, { replace: true });
  }, [signedInAlready, navigate]);

  const send = async (to: string) => {
    await api.register(to, true, language);
    codeSent();
    pause.start();
    setCode("");
    go({ step: "code", email: to, again: place.step === "resend" }, place.step === "resend");
  };
  const title = place.step === "password" ? t("password.choose") : t("signup.title");
  return (
    <Dialog title={title} busy={busy} onClose={() => void navigate(HOME)}>
      {above !== undefined && <Failure error={above} />}
      {!place.step && (
        <form noValidate onSubmit={event => submit(event, () => send(email.trim().toLowerCase()))}>
          <p className="soft">{t("signup.hint")}</p>
          <EmailField
            label={t("field.email")}
            value={email}
            onChange={value => (setEmail(value), clear())}
            error={
              at("email") && (
                <>
                  {at("email")}{" "}
                  {errorKey(error) === "error.registered" && <Link to="/map/account/login/" state={{ email }}>{t("login.title")}</Link>}
                </>
              )
            }
          />
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
              await api.validateToken(address, code, language);
              go({ step: "password", email: address, code }, true);
              await refresh();
            })
          }
        >
          <SentTo purpose="signUp" email={address} again={place.again} />
          <CodeField autoFocus label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code") ?? at("email")} />
          <button type="button" className="link" onClick={() => (clear(), go({ step: "resend", email: address }))}>
            {t("code.not_received")}
          </button>
          <button className="button main block" disabled={busy || code.length < 6}>
            {t("action.continue")}
          </button>
        </form>
      )}
      {place.step === "resend" && <Resend email={address} pause={pause.seconds} send={send} back={() => void navigate(-1)} />}
      {place.step === "password" && (
        <form
          noValidate
          onSubmit={event =>
            submit(event, async () => {
              await api.activate(address, passwords[0], place.code ?? code, language);
              await refresh();
              tell(t("password.set"));
              void navigate(HOME, { replace: true });
            })
          }
        >
          <Note kind="good">
            <p>{t("signup.done")}</p>
          </Note>
          <p className="soft">{t("password.why")}</p>
          {/* A password manager stores the new password under this name. */}
          <input className="hidden" type="text" autoComplete="username" value={address} readOnly tabIndex={-1} aria-hidden />
          <NewPasswords
            first
            password={passwords[0]}
            again={passwords[1]}
            set={(first, second) => (setPasswords([first, second]), clear())}
            error={at("password") ?? at("code")}
          />
          <div className="buttons end fill">
            <button type="button" className="button" onClick={() => void navigate(HOME, { replace: true })}>
              {t("action.skip")}
            </button>
            <button className="button main" disabled={busy || !passwords[0] || !passwords[1] || !!passwordFault(...passwords)}>
              {t("password.save")}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
