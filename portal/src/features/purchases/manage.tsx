import { ExternalLink } from "lucide-react";
import type { PurchaseDetail } from "../../api/types.ts";
import { type Key, useWording } from "../../lib/i18n.tsx";
import { isSubscription } from "./purchase.ts";

const instructions: Record<string, Key> = {
  google: "manage.google",
  apple: "manage.apple",
  huawei: "manage.huawei",
  amazon: "manage.amazon",
  fastspring: "manage.fastspring",
};

/** A link to the store's page about a purchase, if the store has one. */
export function ManageLink({ url, className, label = "manage.link" }: { url: string | null | undefined; className?: string; label?: Key }) {
  const { t } = useWording();
  if (!url?.startsWith("https://")) return null;
  return (
    <a className={className} href={url} target="_blank" rel="noopener noreferrer">
      {t(label)}
      {className && <ExternalLink size={18} aria-hidden />}
      <span className="hidden">{t("action.new_tab")}</span>
    </a>
  );
}

/** How to manage a subscription at its store, unless it has ended, or where to find the invoice of a one-time purchase. */
export function Manage({ purchase }: { purchase: PurchaseDetail }) {
  const { t } = useWording();
  const instruction = instructions[purchase.store];
  const subscription = isSubscription(purchase);
  const ended = subscription && purchase.status === "expired" && purchase.state !== "on_hold" && purchase.state !== "paused";
  // Only FastSpring has a page about a one-time purchase.
  if (!instruction || ended || (!subscription && purchase.store !== "fastspring")) return null;
  return (
    <section className="card pad stack" aria-labelledby="manage">
      <h2 id="manage">{t(subscription ? "manage.title" : "manage.invoice_title")}</h2>
      <p className="soft">{t(subscription ? instruction : "manage.invoice_text")}</p>
      <div className="buttons fill">
        <ManageLink url={purchase.manage.url} className="button" label={subscription ? "manage.link" : "manage.invoice"} />
      </div>
    </section>
  );
}
