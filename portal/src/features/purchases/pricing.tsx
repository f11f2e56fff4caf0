import { Check, ExternalLink } from "lucide-react";
import { api } from "../../api/api.ts";
import type { Plan } from "../../api/types.ts";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { useSession } from "../auth/session.tsx";
import { usePlans } from "./plans.ts";
import "./pricing.css";

const FASTSPRING = "https://osmand.onfastspring.com/account";

const about: Record<Plan["code"], { price: Key; points: Key[] }> = {
  START: { price: "plan.start_for", points: ["plan.start_types"] },
  MAPS_PLUS: { price: "plan.maps_for", points: ["plan.maps_downloads", "plan.maps_updates", "plan.start_types"] },
  PRO: { price: "plan.pro_for", points: ["plan.pro_types", "plan.pro_devices", "plan.pro_maps"] },
};

/** The plans with this server's limits and a link to the shop. */
export function Pricing() {
  const { t, number, room } = useWording();
  const { loaded, again } = usePlans();
  const { session } = useSession();
  const email = session.state === "signed-in" ? session.email : "";
  const own = useLoaded(async () => (email ? (await api.purchases()).plan.code : undefined), email).loaded;
  const ownCode = own.state === "ready" ? own.value : undefined;
  const buyable = (code: Plan["code"]) => code !== "START" && code !== ownCode && ownCode !== "PRO";
  return (
    <>
      <Head title={t("pricing.title")} />
      <div className="stack">
        <p className="soft">{t("pricing.text")}</p>
        {loaded.state === "loading" && <Skeleton rows={3} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {loaded.state === "ready" && (
          <div className="plans">
            {loaded.value.plans.map(plan => {
              const { price, points } = about[plan.code];
              const best = plan.code === "PRO";
              const limits = [
                plan.maxFileBytes !== null && t("plan.file", { size: room(plan.maxFileBytes) }),
                plan.maxFiles !== null && t("plan.files", { files: number(plan.maxFiles) }),
                t("plan.trash", { count: loaded.value.trashDays, days: number(loaded.value.trashDays) }),
              ].filter(text => text !== false);
              return (
                <section key={plan.code} className={best ? "card plan best" : "card plan"} aria-label={plan.name}>
                  <div>
                    <h2 className="titled">
                      {plan.name}
                      {plan.code === ownCode && <span className="badge good">{t("plan.own")}</span>}
                    </h2>
                    <p className="soft small">{t(price)}</p>
                  </div>
                  <p className="figure">
                    {room(plan.quotaBytes)} <small>{t("plan.room")}</small>
                  </p>
                  <ul>
                    {[...points.map(point => t(point)), ...limits].map(text => (
                      <li key={text}>
                        <Check size={18} aria-hidden />
                        <span>{text}</span>
                      </li>
                    ))}
                  </ul>
                  {buyable(plan.code) && (
                    <a className={best ? "button main" : "button"} href={loaded.value.shopUrl} target="_blank" rel="noopener noreferrer">
                      {t("pricing.shop", { plan: plan.name })}
                      <ExternalLink size={18} aria-hidden />
                      <span className="hidden">{t("action.new_tab")}</span>
                    </a>
                  )}
                </section>
              );
            })}
          </div>
        )}
        <p className="soft small">
          {t("pricing.bought")}{" "}
          <a href={FASTSPRING} target="_blank" rel="noopener noreferrer">
            {t("manage.link")}
            <span className="hidden">{t("action.new_tab")}</span>
          </a>
        </p>
      </div>
    </>
  );
}
