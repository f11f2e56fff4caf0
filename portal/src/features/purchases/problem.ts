import type { Purchase } from "../../api/types.ts";
import type { Wording } from "../../lib/i18n.tsx";

/** Dates that only the detail of a purchase, or only the plan that it grants, has. */
export interface MoreDates {
  refundedAt?: number | null;
  /** End of the plan, if this purchase grants it. */
  until?: number | null | undefined;
}

/** The line about a trial or a problem: its date and the next step. The badge stays one of three. */
export function problemLine(purchase: Purchase, { t, date }: Pick<Wording, "t" | "date">, { refundedAt, until }: MoreDates = {}): string {
  const name = purchase.name;
  switch (purchase.state) {
    case "trial":
      return purchase.nextBillingAt ? t("problem.trial", { date: date(purchase.nextBillingAt) }) : t("problem.trial_undated");
    case "in_grace_period":
      return until ? t("problem.grace", { date: date(until), name }) : t("problem.grace_undated", { name });
    case "on_hold":
      return purchase.expiresAt ? t("problem.hold", { date: date(purchase.expiresAt), name }) : t("problem.hold_undated", { name });
    case "paused":
      return purchase.resumesAt ? t("problem.paused", { date: date(purchase.resumesAt) }) : t("problem.paused_undated");
    case "refunded":
      return refundedAt ? t("problem.refunded", { date: date(refundedAt) }) : t("problem.refunded_undated");
    case "charged_back":
      return t("problem.charged_back");
    default:
      return "";
  }
}

/** Problems that the buyer must solve, in contrast to facts such as a trial. */
export const isUrgent = (purchase: Purchase) => ["in_grace_period", "on_hold", "charged_back"].includes(purchase.state);
