import { api } from "../../api/api.ts";
import type { Purchase, PurchaseDetail, Purchases } from "../../api/types.ts";
import type { Key, Wording } from "../../lib/i18n.tsx";

export const LIST = "/map/account/purchases/";

const MONTH = 30 * 86_400_000;

/** One of the three badges of the product page. The state of a payment has its own line. */
export function badgeOf(status: string): { label: Key; tone: string } {
  switch (status) {
    case "active":
      return { label: "state.active", tone: "good" };
    case "cancelled":
      return { label: "state.cancelled", tone: "warn" };
    case "expired":
      return { label: "state.expired", tone: "bad" };
    default:
      return { label: "state.unknown", tone: "" };
  }
}

const types: Record<string, Key> = { monthly: "type.monthly", annual: "type.annual", one_time: "type.one_time", free: "type.free" };

export const typeOf = (type: string): Key => types[type] ?? "type.other";

export const isSubscription = (purchase: Purchase) => purchase.type === "monthly" || purchase.type === "annual" || purchase.kind === "subscription";

const isCurrent = (purchase: Purchase) => purchase.status === "active" || purchase.status === "cancelled";

/** A purchase with its route. */
export interface Listed {
  place: string;
  purchase: Purchase;
}

/**
 * The purchases in the order of the list: current ones before ended ones, subscriptions before one-time purchases. Subscriptions
 * that ended more than 30 days ago are left out. The latest of them stays if no purchase is current.
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

/** The purchase that grants the plan, for the account panel. */
export function main(purchases: Purchases): Purchase | undefined {
  return purchases.cloud.tier === "START" ? undefined : purchases.items.find(isCurrent);
}

export function free(registered?: number): Purchase {
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

/** End of the plan that a purchase grants. */
export const untilOf = (purchases: Purchases, purchase: Purchase) => (purchases.plan.purchaseId === purchase.id ? purchases.plan.until : null);

/** The subscription that still renews, with the link to cancel it. Deleting the account does not cancel it. */
export async function renewingSubscription(): Promise<PurchaseDetail | undefined> {
  const found = (await api.purchases()).items.find(purchase => isSubscription(purchase) && purchase.status === "active" && purchase.nextBillingAt);
  return found && api.purchase(found.id);
}

/** The purchases and, for the free plan, the time of the sign-up. */
export async function load(): Promise<{ purchases: Purchases; registered?: number }> {
  const purchases = await api.purchases();
  if (purchases.cloud.tier !== "START") return { purchases };
  const registered = await api.accountInfo().then(
    info => Number(info.regtime) || undefined,
    () => undefined,
  );
  return { purchases, ...(registered ? { registered } : {}) };
}

/** The date that is relevant in a purchase's state. */
export function dateLine(purchase: Purchase, { t, date }: Pick<Wording, "t" | "date">): string {
  if (purchase.type === "free") return purchase.purchasedAt ? t("date.registered", { date: date(purchase.purchasedAt) }) : "";
  if (!isSubscription(purchase)) return purchase.purchasedAt ? t("date.purchased", { date: date(purchase.purchasedAt) }) : "";
  if (purchase.status === "active") {
    return purchase.nextBillingAt && purchase.state !== "trial" ? t("date.next_billing", { date: date(purchase.nextBillingAt) }) : "";
  }
  // The line about the problem has the date.
  if (!purchase.expiresAt || ["on_hold", "paused", "refunded", "charged_back"].includes(purchase.state)) return "";
  return t(purchase.status === "cancelled" ? "date.ends" : "date.expired", { date: date(purchase.expiresAt) });
}
