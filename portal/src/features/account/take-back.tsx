import { ShieldCheck } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { Picture } from "../../components/picture.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { isEmail } from "../../lib/names.ts";
import { HOME } from "../../lib/paths.ts";
import { usePlace } from "../auth/place.ts";
import { useSubmit } from "../auth/use-submit.ts";
import "../../components/empty.css";

/** Undoes a change of address, with the code of the notice that was mailed to the old address. */
export function TakeBackDialog() {
  const { t, language } = useWording();
  const navigate = useNavigate();
  const [place, go] = usePlace();
  const [email, setEmail] = useState("");
  const [code, setCode] = useState("");
  const { busy, clear, submit, at, above } = useSubmit("undo");
  const done = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (place.step === "done") done.current?.focus();
  }, [place.step]);
  const takeBack = async () => {
    const address = email.trim().toLowerCase();
    await api.takeBack(address, code, language);
    go({ step: "done", email: address }, true);
  };
  return (
    <Dialog title={t("takeback.title")} busy={busy} onClose={() => void navigate(HOME)}>
      {place.step === "done" ? (
        <div className="empty">
          <Picture>
            <ShieldCheck size={30} />
          </Picture>
          <h3>{t("takeback.done")}</h3>
          <p>{t("takeback.done_text", { email: place.email ?? "" })}</p>
          <Link ref={done} className="button main" to="/map/account/reset/" state={{ email: place.email }}>
            {t("takeback.password")}
          </Link>
        </div>
      ) : (
        <form noValidate onSubmit={event => submit(event, takeBack)}>
          <p className="soft">{t("takeback.text")}</p>
          {above !== undefined && <Failure error={above} />}
          <EmailField label={t("takeback.email")} value={email} onChange={value => (setEmail(value), clear())} error={at("email")} />
          <CodeField label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code")} />
          <button className="button main block" disabled={busy || code.length < 6 || !isEmail(email.trim())}>
            {t("action.continue")}
          </button>
        </form>
      )}
    </Dialog>
  );
}
