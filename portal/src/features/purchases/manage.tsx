import { ExternalLink } from "lucide-react";
import { type Key, useWording } from "../../lib/i18n.tsx";

export const instructions: Record<string, Key> = {
  google: "manage.google",
  apple: "manage.apple",
  huawei: "manage.huawei",
  amazon: "manage.amazon",
  fastspring: "manage.fastspring",
};

/** A link to the store's page about a purchase, if the store has one. */
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
