import { useEffect, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api } from "../../api/api.ts";
import { errorKey } from "../../api/errors.ts";
import { Dialog } from "../../components/dialog.tsx";
import { EmailField, PasswordField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { HOME } from "../../lib/paths.ts";
import { usePlace } from "./place.ts";
import { rememberedEmail, useSession } from "./session.tsx";
import { useSubmit } from "./use-submit.ts";

export function LoginDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [place] = usePlace();
  const [email, setEmail] = useState(() => place.email ?? rememberedEmail());
  const [prefilled] = useState(email !== "");
  const [password, setPassword] = useState("");
  const { busy, error, clear, submit, at, above } = useSubmit();
  const wanted = query.get("from") ?? "";
  const target = /^\/map\/[\w/-]*$/.test(wanted) ? wanted : HOME;
  useEffect(() => {
    if (session.state === "signed-in") void navigate(target, { replace: true });
  }, [session.state, target, navigate]);
  return (
    <Dialog title={t("login.title")} busy={busy} onClose={() => void navigate(HOME)}>
      <form
        noValidate
        onSubmit={event =>
          submit(event, async () => {
            await api.login(email.trim().toLowerCase(), password, language);
            await refresh();
          })
        }
      >
        {above !== undefined && <Failure error={above} />}
        <EmailField
          label={t("field.email")}
          value={email}
          onChange={value => (setEmail(value), clear())}
          error={
            at("email") && (
              <>
                {at("email")}{" "}
                {errorKey(error) === "error.email_unknown" && <Link to="/map/account/sign-up/" state={{ email }}>{t("signup.title")}</Link>}
              </>
            )
          }
        />
        <PasswordField first={prefilled} label={t("field.password")} value={password} onChange={value => (setPassword(value), clear())} error={at("password")} />
        <Link to="/map/account/reset/" state={{ email }}>{t("login.forgot")}</Link>
        <button className="button main block" disabled={busy || !email.trim() || !password}>
          {t("action.continue")}
        </button>
      </form>
    </Dialog>
  );
}
