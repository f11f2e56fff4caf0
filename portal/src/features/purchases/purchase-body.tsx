import { Crown, Map as MapIcon, Sprout } from "lucide-react";
import type { Purchase } from "../../api/types.ts";
import { useWording } from "../../lib/i18n.tsx";
import { badgeOf, dateLine, typeOf } from "./purchase.ts";

function Product({ purchase }: { purchase: Purchase }) {
  const maps = /maps/i.test(purchase.name);
  const Icon = purchase.type === "free" ? Sprout : maps ? MapIcon : Crown;
  return (
    <span className={`tile ${purchase.type === "free" ? "good" : maps ? "blue" : "accent"}`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}

export function PurchaseBody({ purchase }: { purchase: Purchase }) {
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
