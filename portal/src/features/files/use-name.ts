import { useCallback } from "react";
import { useWording } from "../../lib/i18n.tsx";
import { isolated, plainName, title } from "../../lib/names.ts";

/** Returns the name of a file on the screen. */
export function useName(): (file: { type: string; name: string }) => string {
  const { t } = useWording();
  return useCallback(file => isolated(plainName(title(file.type, file.name))) || t("menu.favourites"), [t]);
}
