import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Entry } from "../../api/types.ts";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useName } from "../files/use-name.ts";

/** Moves a restored file back to the trash. */
export function useRestored(reload: () => void): (entry: Entry) => void {
  const wording = useWording();
  const nameOf = useName();
  const tell = useToast();
  return entry => {
    const undo = () => void api.deleteFile(entry.name, entry.type).then(reload, (error: unknown) => tell(sentence(error, wording)));
    tell(wording.t("trash.restored", { name: nameOf(entry) }), { label: wording.t("action.undo"), onSelect: undo });
  };
}
