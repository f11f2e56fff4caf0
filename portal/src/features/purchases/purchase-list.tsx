import { ChevronRight, LifeBuoy, PackageOpen } from "lucide-react";
import { Link } from "react-router";
import { Empty } from "../../components/empty.tsx";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { PurchaseBody } from "./purchase-body.tsx";
import { free, LIST, listed, load, untilOf } from "./purchase.ts";

const SUPPORT = "support@osmand.net";

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
                  <PurchaseBody purchase={purchase} until={untilOf(loaded.value.purchases, purchase)} />
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
