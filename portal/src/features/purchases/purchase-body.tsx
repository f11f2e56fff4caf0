import { Crown, Map as MapIcon, Sprout } from "lucide-react";
import type { Purchase } from "../../api/types.ts";
import { useWording } from "../../lib/i18n.tsx";
import { isUrgent, problemLine, type MoreDates } from "./problem.ts";
import { badgeOf, dateLine, typeOf } from "./purchase.ts";
import "./purchase.css";

function Product({ purchase }: { purchase: Purchase }) {
  const maps = /maps/i.test(purchase.name);
  const Icon = purchase.type === "free" ? Sprout : maps ? MapIcon : Crown;
  return (
    <span className={`tile ${purchase.type === "free" ? "good" : maps ? "blue" : "accent"}`}>
      <Icon size={20} aria-hidden />
    </span>
  );
}

/** Name, badge, type and date of a purchase, and its problem, if any. */
export function PurchaseBody({ purchase, ...more }: { purchase: Purchase } & MoreDates) {
  const wording = useWording();
  const badge = badgeOf(purchase.status);
  const line = dateLine(purchase, wording);
  const problem = problemLine(purchase, wording, more);
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
        {problem && <span className={isUrgent(purchase) ? "line problem urgent" : "line problem"}>{problem}</span>}
      </span>
    </>
  );
}
