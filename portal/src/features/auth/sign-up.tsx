import { MailCheck } from "lucide-react";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Link, useLocation, useNavigate, useSearchParams } from "react-router";
import { api } from "../../api/api.ts";
import { errorKey, fieldOf, sentence } from "../../api/errors.ts";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { isEmail } from "../../lib/names.ts";
import { rememberedEmail, useSession } from "./session.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField, PasswordField } from "../../components/field.tsx";
import { Failure, Note } from "../../components/parts.tsx";
import { Picture } from "../../components/picture.tsx";
import { useToast } from "../../components/toast.tsx";

const HOME = "/map/account/";

/** Where a form stands is kept in the browser's history: back, and a reload after a look at the mail, keep the place. */
interface Place {
  step?: "code" | "resend" | "password" | "done";
  email?: string;
  code?: string;
}

/** One send at a time; the error belongs to a field until something is edited. */
export function useSubmit(): {
  busy: boolean;
  error: unknown;
  clear: () => void;
  submit: (event: FormEvent | undefined, act: () => Promise<void>) => void;
  at: (field: "email" | "code" | "password") => string | undefined;
  above: unknown;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wording = useWording();
  const field = error === undefined ? undefined : fieldOf(error);
  return {
    busy,
    error,
    clear: () => setError(undefined),
    at: which => (field === which ? sentence(error, wording) : undefined),
    above: error !== undefined && !field ? error : undefined,
    submit: (event, act) => {
      event?.preventDefault();
      if (busy) return;
      setBusy(true);
      setError(undefined);
      act()
        .catch(setError)
        .finally(() => setBusy(false));
    },
  };
}

/** The fault in a new password, once both fields are filled: equality first, then length. */
export function passwordFault(password: string, again: string): Key | undefined {
  if (!password || !again) return undefined;
  if (password !== again) return "error.password_unequal";
  return password.length < 8 ? "error.password_short" : undefined;
}

export function LoginDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [place] = usePlace();
  const [email, setEmail] = useState(() => place.email ?? rememberedEmail());
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
        <PasswordField label={t("field.password")} value={password} onChange={value => (setPassword(value), clear())} error={at("password")} />
        <Link to="/map/account/reset/" state={{ email }}>{t("login.forgot")}</Link>
        <button className="button main block" disabled={busy || !email.trim() || !password}>
          {t("action.continue")}
        </button>
      </form>
    </Dialog>
  );
}

function usePlace(): [Place, (place: Place, replace?: boolean) => void] {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  return [(state as Place | null) ?? {}, (place, replace = false) => void navigate(pathname, { state: place, replace })];
}

function SentTo({ email }: { email: string }) {
  const { t } = useWording();
  return (
    <Note>
      <p>{t("code.sent_to", { email })}</p>
    </Note>
  );
}

/** "I did not get the code": wait, look into spam, or have it sent again, to another address too. */
function Resend({ email, send, back }: { email: string; send: (email: string) => Promise<void>; back: () => void }) {
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

interface Passwords {
  password: string;
  again: string;
  set: (password: string, again: string) => void;
  error?: ReactNode;
  /** Whether the form begins with them. */
  first?: boolean;
}

function NewPasswords({ password, again, set, error, first = false }: Passwords) {
  const { t } = useWording();
  const fault = passwordFault(password, again);
  return (
    <>
      <PasswordField
        autoFocus={first}
        label={t("field.new_password")}
        autoComplete="new-password"
        help={t("password.hint")}
        value={password}
        onChange={value => set(value, again)}
        error={error ?? (fault === "error.password_short" ? t(fault) : undefined)}
      />
      <PasswordField
        label={t("field.repeat_password")}
        autoComplete="new-password"
        value={again}
        onChange={value => set(password, value)}
        error={fault === "error.password_unequal" ? t(fault) : undefined}
      />
    </>
  );
}

export function SignUpDialog() {
  const { t, language } = useWording();
  const { session, refresh } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [place, go] = usePlace();
  const [email, setEmail] = useState(place.email ?? "");
  const [code, setCode] = useState(place.code ?? "");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const { busy, error, clear, submit, at, above } = useSubmit();
  const address = place.email ?? "";
  const signedInAlready = session.state === "signed-in" && place.step !== "password" && !busy;
  useEffect(() => {
    if (signedInAlready) void navigate(HOME, { replace: true });
  }, [signedInAlready, navigate]);

  const send = async (to: string) => {
    await api.register(to, true, language);
    setCode("");
    go({ step: "code", email: to }, place.step === "resend");
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
          <SentTo email={address} />
          <CodeField autoFocus label={t("field.code")} value={code} onChange={value => (setCode(value), clear())} error={at("code") ?? at("email")} />
          <button type="button" className="link" onClick={() => (clear(), go({ step: "resend", email: address }))}>
            {t("code.not_received")}
          </button>
          <button className="button main block" disabled={busy || code.length < 6}>
            {t("action.continue")}
          </button>
        </form>
      )}
      {place.step === "resend" && <Resend email={address} send={send} back={() => void navigate(-1)} />}
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
          {/* A password manager files the new password under this name. */}
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

export function ResetDialog() {
  const { t, language } = useWording();
  const navigate = useNavigate();
  const [place, go] = usePlace();
  const [email, setEmail] = useState(() => place.email || rememberedEmail());
  const [code, setCode] = useState("");
  const [passwords, setPasswords] = useState<[string, string]>(["", ""]);
  const { busy, clear, submit, at, above } = useSubmit();
  const address = place.email ?? "";
  const done = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (place.step === "done") done.current?.focus();
  }, [place.step]);
  const send = async (to: string) => {
    await api.register(to, false, language);
    go({ step: "code", email: to }, place.step === "resend");
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
          <SentTo email={address} />
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
      {place.step === "resend" && <Resend email={address} send={send} back={() => void navigate(-1)} />}
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
