import { ChevronRight, Cloud, CreditCard, KeyRound, LogOut, Mail, MonitorSmartphone, PencilLine, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Purchases } from "../../api/types.ts";
import { Head } from "../../components/head.tsx";
import { Menu } from "../../components/menu.tsx";
import { Note } from "../../components/note.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { HOME } from "../../lib/paths.ts";
import { useSession } from "../auth/session.tsx";
import { StorageWarning } from "../files/usage.tsx";
import { isUrgent, problemLine } from "../purchases/problem.ts";
import { badgeOf, main, untilOf } from "../purchases/purchase.ts";
import "../purchases/purchase.css";

export function Account() {
  const wording = useWording();
  const { t, size } = wording;
  const { session, forget, refresh } = useSession();
  const navigate = useNavigate();
  const changed = (useLocation().state as { changed?: string } | null)?.changed;
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
        {changed === email && (
          <Note kind="good">
            <p>{t("change.done_inside", { email })}</p>
          </Note>
        )}
        {session.state === "signed-in" && session.unproven && (
          <Note kind="warn">
            <p>{t("confirm.banner", { email })}</p>
            <Link to="/map/account/confirm/">{t("confirm.title")}</Link>
          </Note>
        )}
        {usage.state === "ready" && <StorageWarning usage={usage.value} />}
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
          <Link className="row" to="/map/account/password/">
            <span className="tile">
              <KeyRound size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("field.password")}</span>
              <span className="line">{t("password.row_line")}</span>
            </span>
            <ChevronRight size={20} className="soft" aria-hidden />
          </Link>
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
                <PlanLine purchases={purchases.state === "ready" ? purchases.value : undefined} />
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
}

/** The plan, or the problem that the user must solve. */
function PlanLine({ purchases }: { purchases: Purchases | undefined }) {
  const wording = useWording();
  const { t } = wording;
  if (!purchases) return <span className="line">{t("purchases.line")}</span>;
  const urgent = purchases.items.find(isUrgent);
  if (urgent) return <span className="line problem urgent">{problemLine(urgent, wording, { until: untilOf(purchases, urgent) })}</span>;
  const plan = main(purchases);
  return <span className="line">{plan ? `${t(badgeOf(plan.status).label)} · ${plan.name}` : "OsmAnd Start"}</span>;
}
