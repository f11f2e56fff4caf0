import { ChevronRight, Crown, ExternalLink, LifeBuoy, Map as MapIcon, PackageOpen, Sprout } from "lucide-react";
import { Link, Navigate, useParams } from "react-router";
import { api, type Purchase, type PurchaseDetail as Detail, type Purchases } from "../../api/api.ts";
import { useWording, type Key, type Wording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { useSession } from "../auth/session.tsx";
import { Empty, Failure, Head, Skeleton } from "../../components/parts.tsx";

const LIST = "/map/account/purchases/";
const SUPPORT = "support@osmand.net";
const MONTH = 30 * 86_400_000;

export function badgeOf(status: string): { label: Key; tone: string } {
  switch (status) {
    case "active":
    case "in_grace_period":
    case "trial":
      return { label: "state.active", tone: "good" };
    case "cancelled":
      return { label: "state.cancelled", tone: "warn" };
    case "expired":
    case "on_hold":
    case "paused":
    case "refunded":
    case "charged_back":
      return { label: "state.expired", tone: "bad" };
    default:
      return { label: "state.unknown", tone: "" };
  }
}

const types: Record<string, Key> = { monthly: "type.monthly", annual: "type.annual", one_time: "type.one_time", free: "type.free" };
const typeOf = (type: string): Key => types[type] ?? "type.other";
const isSubscription = (purchase: Purchase) => purchase.type === "monthly" || purchase.type === "annual" || purchase.kind === "subscription";
const isCurrent = (purchase: Purchase) => purchase.status === "active" || purchase.status === "cancelled";

/** A purchase with the place in the address bar that leads to it. */
export interface Listed {
  place: string;
  purchase: Purchase;
}

/**
 * What the list shows, in its order: what is current before what is over, subscriptions before one-time purchases. What ended
 * more than 30 days ago is left out, except the latest of it where nothing is current.
 */
export function listed(purchases: Purchases, now: number): Listed[] {
  const counts = { sub: 0, inapp: 0 };
  const all = purchases.items.map(purchase => {
    const kind = isSubscription(purchase) ? "sub" : "inapp";
    return { place: `${kind}${counts[kind]++}`, purchase };
  });
  const current = all.filter(({ purchase }) => isCurrent(purchase));
  const over = all.filter(({ purchase }) => !isCurrent(purchase));
  const latest = over.reduce<Listed | undefined>(
    (best, one) => ((one.purchase.expiresAt ?? 0) > (best?.purchase.expiresAt ?? -1) ? one : best),
    undefined,
  );
  const kept = over.filter(
    one => !isSubscription(one.purchase) || (one.purchase.expiresAt ?? now) > now - MONTH || (current.length === 0 && one === latest),
  );
  const subscriptionsFirst = (lines: Listed[]) => [
    ...lines.filter(line => isSubscription(line.purchase)),
    ...lines.filter(line => !isSubscription(line.purchase)),
  ];
  return [...subscriptionsFirst(current), ...subscriptionsFirst(kept)];
}

/** The purchase that carries the plan, for the account panel's one line. */
export function main(purchases: Purchases): Purchase | undefined {
  return purchases.cloud.tier === "START" ? undefined : purchases.items.find(isCurrent);
}

function free(registered?: number): Purchase {
  return {
    id: "free",
    kind: "free",
    type: "free",
    name: "OsmAnd Start",
    status: "active",
    state: "active",
    store: "fastspring",
    storeName: "OsmAnd Web",
    purchasedAt: registered ?? null,
  };
}

/** A subscription that goes on being paid whatever happens to the account, with where to end it. */
export async function renewingSubscription(): Promise<Detail | undefined> {
  const found = (await api.purchases()).items.find(purchase => isSubscription(purchase) && purchase.status === "active" && purchase.nextBillingAt);
  return found && api.purchase(found.id);
}

/** The purchases and, for the free plan, when the account was made. */
async function load(): Promise<{ purchases: Purchases; registered?: number }> {
  const purchases = await api.purchases();
  if (purchases.cloud.tier !== "START") return { purchases };
  const registered = await api.accountInfo().then(
    info => Number(info.regtime) || undefined,
    () => undefined,
  );
  return { purchases, ...(registered ? { registered } : {}) };
}

/** The one date that matters in a purchase's state. */
export function dateLine(purchase: Purchase, { t, date }: Pick<Wording, "t" | "date">): string {
  if (purchase.type === "free") return purchase.purchasedAt ? t("date.registered", { date: date(purchase.purchasedAt) }) : "";
  if (!isSubscription(purchase)) return purchase.purchasedAt ? t("date.purchased", { date: date(purchase.purchasedAt) }) : "";
  if (purchase.status === "active") {
    return purchase.nextBillingAt ? t("date.next_billing", { date: date(purchase.nextBillingAt) }) : t("date.next_billing", { date: t("date.none") });
  }
  if (!purchase.expiresAt) return "";
  return t(purchase.status === "cancelled" ? "date.ends" : "date.expired", { date: date(purchase.expiresAt) });
}

function Product({ purchase }: { purchase: Purchase }) {
  const maps = /maps/i.test(purchase.name);
  const Icon = purchase.type === "free" ? Sprout : maps ? MapIcon : Crown;
  return (
    <span className={`tile ${purchase.type === "free" ? "good" : maps ? "blue" : "accent"}`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}

function PurchaseBody({ purchase }: { purchase: Purchase }) {
  const wording = useWording();
  const badge = badgeOf(purchase.status);
  const line = dateLine(purchase, wording);
  return (
    <>
      <Product purchase={purchase} />
      <span className="body">
        <span className="name titled">
          {purchase.name}
          <span className={`badge ${badge.tone}`}>{wording.t(badge.label)}</span>
        </span>
        <span className="line">{wording.t(typeOf(purchase.type))}</span>
        {line && <span className="line">{line}</span>}
      </span>
    </>
  );
}

export function PurchaseList() {
  const { t } = useWording();
  const { loaded, again } = useLoaded(load, "purchases");
  return (
    <>
      <Head title={t("purchases.title")} back="/map/account/" />
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={3} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {loaded.state === "ready" && (
          <>
            <div className="card rows">
              {loaded.value.purchases.cloud.tier === "START" && (
                <Link className="row" to={`${LIST}free`}>
                  <PurchaseBody purchase={free(loaded.value.registered)} />
                  <ChevronRight size={20} className="soft" aria-hidden />
                </Link>
              )}
              {listed(loaded.value.purchases, Date.now()).map(({ place, purchase }) => (
                <Link className="row" key={place} to={LIST + place}>
                  <PurchaseBody purchase={purchase} />
                  <ChevronRight size={20} className="soft" aria-hidden />
                </Link>
              ))}
            </div>
            {loaded.value.purchases.items.length === 0 && (
              <Empty
                icon={<PackageOpen size={30} />}
                title={t("purchases.empty")}
                action={
                  <Link className="button main" to="/map/pricing/">
                    {t("action.more_information")}
                  </Link>
                }
              >
                {t("purchases.empty_text")}
              </Empty>
            )}
          </>
        )}
        <div className="card rows">
          <a className="row" href={`mailto:${SUPPORT}`}>
            <span className="tile">
              <LifeBuoy size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("purchases.trouble")}</span>
              <span className="line">{t("purchases.trouble_text", { address: SUPPORT })}</span>
            </span>
          </a>
        </div>
      </div>
    </>
  );
}

const instructions: Record<string, Key> = {
  google: "manage.google",
  apple: "manage.apple",
  huawei: "manage.huawei",
  amazon: "manage.amazon",
  fastspring: "manage.fastspring",
};

/** To the store's own page about a purchase, where it has one on the web. */
export function ManageLink({ url, className }: { url: string | null | undefined; className?: string }) {
  const { t } = useWording();
  if (!url?.startsWith("https://")) return null;
  return (
    <a className={className} href={url} target="_blank" rel="noopener noreferrer">
      {t("manage.link")}
      {className && <ExternalLink size={18} aria-hidden />}
      <span className="hidden">{t("action.new_tab")}</span>
    </a>
  );
}

export function PurchaseDetail() {
  const { t, date } = useWording();
  const { session } = useSession();
  const { place = "" } = useParams();
  const { loaded, again } = useLoaded(async () => {
    const { purchases, registered } = await load();
    if (place === "free") return purchases.cloud.tier === "START" ? free(registered) : undefined;
    const counts = { sub: 0, inapp: 0 };
    const found = purchases.items.find(purchase => {
      const kind = isSubscription(purchase) ? "sub" : "inapp";
      return `${kind}${counts[kind]++}` === place;
    });
    return found && api.purchase(found.id);
  }, place + (session.state === "signed-in" ? session.email : ""));
  if (loaded.state === "ready" && !loaded.value) return <Navigate to={LIST} replace />;
  const purchase = loaded.state === "ready" ? loaded.value : undefined;
  const instruction = purchase && instructions[purchase.store];
  return (
    <>
      <Head key={purchase?.id} title={purchase?.name ?? t("purchases.title")} back={LIST} />
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={4} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {purchase && (
          <>
            <div className="card rows">
              <div className="row">
                <PurchaseBody purchase={purchase} />
              </div>
              <dl className="facts rows">
                <div>
                  <dt>{t("detail.type")}</dt>
                  <dd>{t(typeOf(purchase.type))}</dd>
                </div>
                {isSubscription(purchase) && purchase.expiresAt && (
                  <div>
                    <dt>{t("detail.expires")}</dt>
                    <dd>{date(purchase.expiresAt)}</dd>
                  </div>
                )}
                {purchase.purchasedAt && (
                  <div>
                    <dt>{t("detail.purchased")}</dt>
                    <dd>{date(purchase.purchasedAt)}</dd>
                  </div>
                )}
                <div>
                  <dt>{t("detail.store")}</dt>
                  <dd>{purchase.storeName}</dd>
                </div>
              </dl>
            </div>
            {instruction && (isSubscription(purchase) || (purchase as Detail).manage?.url) && (
              <section className="card pad stack" aria-labelledby="manage">
                <h2 id="manage">{t("manage.title")}</h2>
                <p className="soft">{t(instruction)}</p>
                <p>
                  <ManageLink url={(purchase as Detail).manage?.url} className="button" />
                </p>
              </section>
            )}
            {purchase.type === "free" && (
              <p>
                <Link className="button" to="/map/pricing/">
                  {t("action.more_information")}
                </Link>
              </p>
            )}
          </>
        )}
      </div>
    </>
  );
}
