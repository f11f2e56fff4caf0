import { ChevronRight, Cloud, CreditCard, LogOut, Mail, MonitorSmartphone, PencilLine, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { fieldOf, sentence } from "../../api/errors.ts";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { isEmail } from "../../lib/names.ts";
import { forgetEmail, rememberEmail, useSession } from "../auth/session.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { CodeField, EmailField } from "../../components/field.tsx";
import { Menu } from "../../components/menu.tsx";
import { Failure, Head, Note } from "../../components/parts.tsx";
import { useToast } from "../../components/toast.tsx";
import { useSubmit } from "../auth/sign-up.tsx";
import { badgeOf, main, ManageLink, renewingSubscription } from "../purchases/purchases.tsx";

const HOME = "/map/account/";

export function Account() {
  const wording = useWording();
  const { t, size } = wording;
  const { session, forget, refresh } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [leaving, setLeaving] = useState(false);
  const email = session.state === "signed-in" ? session.email : "";
  const usage = useLoaded(api.usage, email).loaded;
  const purchases = useLoaded(api.purchases, email).loaded;

  const logout = async () => {
    setLeaving(true);
    try {
      await api.logout();
      forget();
      tell(t("logout.done"));
      void navigate(HOME);
    } catch (error) {
      tell(sentence(error, wording));
      void refresh();
    } finally {
      setLeaving(false);
    }
  };
  return (
    <>
      <Head title="OsmAnd Account">
        <button type="button" className="icon" aria-label={t("logout.title")} title={t("logout.title")} disabled={leaving} onClick={() => void logout()}>
          <LogOut size={22} aria-hidden />
        </button>
      </Head>
      <div className="stack">
        <div className="card rows">
          <div className="row">
            <span className="tile accent">
              <Mail size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="line">{t("field.email")}</span>
              <span className="name">{email}</span>
            </span>
            <Menu
              label={t("account.email_menu")}
              items={[{ label: t("change.title"), icon: <PencilLine size={18} aria-hidden />, onSelect: () => void navigate("/map/account/email/") }]}
            />
          </div>
        </div>
        <section className="section" aria-labelledby="my-data">
          <h2 id="my-data">{t("data.title")}</h2>
          <div className="card rows">
            <Link className="row" to="/map/account/data/">
              <span className="tile blue">
                <Cloud size={20} aria-hidden />
              </span>
              <span className="body">
                <span className="name">OsmAnd Cloud</span>
                <span className="line">{t("data.line")}</span>
              </span>
              {usage.state === "ready" && <span className="value">{size(usage.value.zip_bytes)}</span>}
              <ChevronRight size={20} className="soft" aria-hidden />
            </Link>
          </div>
        </section>
        <section className="section" aria-labelledby="purchases">
          <h2 id="purchases">{t("purchases.title")}</h2>
          <div className="card rows">
            <Link className="row" to="/map/account/purchases/">
              <span className="tile accent">
                <CreditCard size={20} aria-hidden />
              </span>
              <span className="body">
                <span className="name">{t("purchases.row")}</span>
                <span className="line">{purchases.state === "ready" ? planLine() : t("purchases.line")}</span>
              </span>
              <ChevronRight size={20} className="soft" aria-hidden />
            </Link>
          </div>
        </section>
        <section className="section" aria-labelledby="devices">
          <h2 id="devices">{t("devices.title")}</h2>
          <div className="card rows">
            <Link className="row" to="/map/account/devices/">
              <span className="tile">
                <MonitorSmartphone size={20} aria-hidden />
              </span>
              <span className="body">
                <span className="name">{t("devices.row")}</span>
                <span className="line">{t("devices.line")}</span>
              </span>
              <ChevronRight size={20} className="soft" aria-hidden />
            </Link>
          </div>
        </section>
        <div className="card rows">
          <Link className="row danger" to="/map/delete-account/">
            <span className="tile bad">
              <Trash2 size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("delete.row")}</span>
            </span>
          </Link>
        </div>
      </div>
    </>
  );

  function planLine(): string {
    if (purchases.state !== "ready") return "";
    const plan = main(purchases.value);
    return plan ? `${t(badgeOf(plan.status).label)} · ${plan.name}` : "OsmAnd Start";
  }
}

/** Mails a code when a dialog opens, once, and says where a failure leaves the person. */
function useMailedCode(action: "change" | "delete"): { sent: "waiting" | "sent" | "failed"; error: unknown; resend: () => void } {
  const { language } = useWording();
  const { loaded, again } = useLoaded(() => mailOnce(action, language), action);
  return {
    sent: loaded.state === "ready" ? "sent" : loaded.state === "failed" ? "failed" : "waiting",
    error: loaded.state === "failed" ? loaded.error : undefined,
    resend: again,
  };
}

/** React mounts twice in development: one opening is one mail. */
const underWay = new Map<string, Promise<void>>();
function mailOnce(action: "change" | "delete", language: string): Promise<void> {
  const running = underWay.get(action);
  if (running) return running;
  const mail = api.sendCode(action, language).finally(() => underWay.delete(action));
  underWay.set(action, mail);
  return mail;
}

function Mailed({ code, email }: { code: ReturnType<typeof useMailedCode>; email: string }) {
  const { t } = useWording();
  if (code.sent === "failed") return <Failure error={code.error} again={code.resend} />;
  return (
    <div role="status">
      <p className="soft small">{t(code.sent === "sent" ? "code.sent_to" : "code.sending", { email })}</p>
      <button type="button" className="link small" disabled={code.sent !== "sent"} onClick={code.resend}>
        {t("code.resend")}
      </button>
    </div>
  );
}

export function ChangeEmailDialog() {
  const { t, language } = useWording();
  const { session, forget } = useSession();
  const navigate = useNavigate();
  const [old] = useState(session.state === "signed-in" ? session.email : "");
  const [code, setCode] = useState("");
  const [email, setEmail] = useState("");
  const [changed, setChanged] = useState("");
  const mailed = useMailedCode("change");
  const { busy, clear, submit, at, above } = useSubmit();
  const same = email.trim().toLowerCase() === old;
  const local = same ? t("error.same_email") : undefined;
  const close = () => {
    if (changed) forget();
    void navigate(HOME);
  };
  return (
    <Dialog title={t("change.title")} busy={busy} onClose={close}>
      {changed ? (
        <>
          <Note kind="good">
            <p>{t("change.done", { email: changed })}</p>
          </Note>
          <div className="buttons end fill">
            <button
              type="button"
              className="button main"
              data-focus
              onClick={() => {
                forget();
                void navigate("/map/account/login/");
              }}
            >
              {t("login.title")}
            </button>
          </div>
        </>
      ) : (
        <form
          noValidate
          onSubmit={event =>
            submit(event, async () => {
              const next = email.trim().toLowerCase();
              await api.changeEmail(next, code, language);
              rememberEmail(next);
              setChanged(next);
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
      )}
    </Dialog>
  );
}

export function DeleteAccountDialog() {
  const { t } = useWording();
  const { session, forget } = useSession();
  const navigate = useNavigate();
  const tell = useToast();
  const [code, setCode] = useState("");
  const mailed = useMailedCode("delete");
  const renewing = useLoaded(renewingSubscription, "renewing").loaded;
  const { busy, error, clear, submit, at, above } = useSubmit();
  useEffect(() => {
    document.title = `${t("delete.row")} · OsmAnd`;
  }, [t]);
  return (
    <Dialog title={t("delete.title")} busy={busy} onClose={() => void navigate(HOME)}>
      <form
        noValidate
        onSubmit={event =>
          submit(event, async () => {
            await api.deleteAccount(code);
            forgetEmail();
            forget();
            tell(t("delete.done"));
            void navigate(HOME, { replace: true });
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
