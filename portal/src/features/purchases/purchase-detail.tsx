import { Link, Navigate, useParams } from "react-router";
import { api } from "../../api/api.ts";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { Purchase, PurchaseDetail as PurchaseDetails } from "../../api/types.ts";
import { useWording, type Key, type Wording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { useSession } from "../auth/session.tsx";
import { Manage } from "./manage.tsx";
import { PurchaseBody } from "./purchase-body.tsx";
import { free, isSubscription, LIST, load, typeOf, untilOf } from "./purchase.ts";

export function PurchaseDetail() {
  const wording = useWording();
  const { t } = wording;
  const { session } = useSession();
  const { place = "" } = useParams();
  const { loaded, again } = useLoaded(() => find(place), place + (session.state === "signed-in" ? session.email : ""));
  if (loaded.state === "ready" && !loaded.value) return <Navigate to={LIST} replace />;
  const found = loaded.state === "ready" ? loaded.value : undefined;
  return (
    <>
      <Head key={found?.purchase.id} title={found?.purchase.name ?? t("purchases.title")} back={LIST} />
      <div className="stack">
        {loaded.state === "loading" && <Skeleton rows={4} />}
        {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
        {found && (
          <>
            <div className="card rows">
              <div className="row">
                <PurchaseBody purchase={found.purchase} refundedAt={found.detail?.refundedAt ?? null} until={found.until} />
              </div>
              <dl className="facts rows">
                {facts(found, wording).map(([label, value]) => (
                  <div key={label}>
                    <dt>{t(label)}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
            {found.detail && <Manage purchase={found.detail} />}
            {!found.detail && (
              <div className="buttons fill">
                <Link className="button" to="/map/pricing/">
                  {t("action.more_information")}
                </Link>
              </div>
            )}
          </>
        )}
      </div>
    </>
  );
}

interface Found {
  purchase: Purchase;
  /** Absent for the free plan, which is not a purchase. */
  detail?: PurchaseDetails;
  until?: number | null;
}

async function find(place: string): Promise<Found | undefined> {
  const { purchases, registered } = await load();
  if (place === "free") return purchases.cloud.tier === "START" ? { purchase: free(registered) } : undefined;
  const counts = { sub: 0, inapp: 0 };
  const found = purchases.items.find(purchase => {
    const kind = isSubscription(purchase) ? "sub" : "inapp";
    return `${kind}${counts[kind]++}` === place;
  });
  if (!found) return undefined;
  const detail = await api.purchase(found.id);
  return { purchase: detail, detail, until: untilOf(purchases, found) };
}

/** Labels and values, with at most one date besides the purchase date. */
function facts({ purchase, detail }: Found, { t, date }: Pick<Wording, "t" | "date">): [Key, string][] {
  const end: Key = purchase.status === "active" ? "detail.expires" : purchase.status === "cancelled" && purchase.state === "cancelled" ? "detail.ends" : "detail.expired";
  const rows: [Key, string | number | null | undefined][] = [
    ["detail.type", t(typeOf(purchase.type))],
    ...(purchase.nextBillingAt
      ? [["detail.next_billing", purchase.nextBillingAt] satisfies [Key, number]]
      : !["in_grace_period", "on_hold", "paused"].includes(purchase.state)
        ? [[end, purchase.expiresAt] satisfies [Key, number | null | undefined]]
        : []),
    [detail ? "detail.purchased" : "detail.registered", purchase.purchasedAt],
    ["detail.store", detail?.storeName],
    ["detail.order", detail?.orderReference],
    ["detail.buyer", detail?.buyerEmailMasked],
  ];
  return rows.flatMap(([label, value]): [Key, string][] => (value ? [[label, typeof value === "number" ? date(value) : value]] : []));
}
