import { Check, ExternalLink } from "lucide-react";
import { useWording, type Key } from "../i18n.tsx";
import { Head } from "../ui/parts.tsx";

/** Where the plans are sold; said when the portal is built, and a plain link: the portal asks no other site for anything. */
const SHOP = import.meta.env.VITE_SHOP_URL ?? "https://osmand.net/pricing";
const FASTSPRING = "https://osmand.onfastspring.com/account";

const plans: { name: string; price: Key; points: Key[]; best?: boolean }[] = [
  { name: "OsmAnd Start", price: "plan.start_for", points: ["plan.start_types", "plan.start_room", "plan.start_file", "plan.trash"] },
  { name: "Maps+", price: "plan.maps_for", points: ["plan.maps_downloads", "plan.maps_updates", "plan.maps_cloud"] },
  { name: "OsmAnd Pro", price: "plan.pro_for", points: ["plan.pro_types", "plan.pro_room", "plan.pro_devices", "plan.pro_maps", "plan.trash"], best: true },
];

export function Pricing() {
  const { t } = useWording();
  return (
    <>
      <Head title={t("pricing.title")} />
      <div className="stack">
        <p className="soft">{t("pricing.text")}</p>
        <div className="plans">
          {plans.map(plan => (
            <section key={plan.name} className={plan.best ? "card plan best" : "card plan"} aria-label={plan.name}>
              <h2>{plan.name}</h2>
              <p className="soft small">{t(plan.price)}</p>
              <ul>
                {plan.points.map(point => (
                  <li key={point}>
                    <Check size={18} aria-hidden />
                    <span>{t(point)}</span>
                  </li>
                ))}
              </ul>
              {plan.name !== "OsmAnd Start" && (
                <a className={plan.best ? "button main" : "button"} href={SHOP} target="_blank" rel="noopener noreferrer">
                  {t("pricing.shop", { plan: plan.name })}
                  <ExternalLink size={18} aria-hidden />
                  <span className="hidden">{t("action.new_tab")}</span>
                </a>
              )}
            </section>
          ))}
        </div>
        <p className="soft small">
          {t("pricing.bought")}{" "}
          <a href={FASTSPRING} target="_blank" rel="noopener noreferrer">
            {t("manage.link")}
          </a>
        </p>
      </div>
    </>
  );
}
