import { Link, Navigate, useParams } from "react-router";
import { api } from "../../api/api.ts";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import type { PurchaseDetail as PurchaseDetails } from "../../api/types.ts";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { useSession } from "../auth/session.tsx";
import { instructions, ManageLink } from "./manage.tsx";
import { PurchaseBody } from "./purchase-body.tsx";
import { free, isSubscription, LIST, load, typeOf } from "./purchase.ts";

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
            {instruction && (isSubscription(purchase) || (purchase as PurchaseDetails).manage?.url) && (
              <section className="card pad stack" aria-labelledby="manage">
                <h2 id="manage">{t("manage.title")}</h2>
                <p className="soft">{t(instruction)}</p>
                <p>
                  <ManageLink url={(purchase as PurchaseDetails).manage?.url} className="button" />
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
