import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Entry } from "../../api/types.ts";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { fileName } from "../../lib/names.ts";
import { save } from "../../lib/save.ts";
import { useName } from "./use-name.ts";

export function useDownload() {
  const wording = useWording();
  const nameOf = useName();
  const tell = useToast();
  return async (entry: Pick<Entry, "type" | "name" | "updatetime">, deleted: boolean) => {
    try {
      save(await api.download(entry.name, entry.type, entry.updatetime, deleted), fileName(entry.type, entry.name));
    } catch (error) {
      tell(wording.t("download.failed", { name: nameOf(entry), why: sentence(error, wording) }));
    }
  };
}
