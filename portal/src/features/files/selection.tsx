import { Download, FolderInput, ListChecks, Trash2, X } from "lucide-react";
import type { CloudFile } from "../../api/types.ts";
import { useWording } from "../../lib/i18n.tsx";
import type { Asked } from "./file-dialogs.tsx";
import type { FileActions } from "./use-file-actions.ts";

/** The actions for the selected files. The bar stays at the top while the list scrolls. */
export function Selection({ files, all, movable, actions, choose, ask }: { files: CloudFile[]; all: CloudFile[]; movable: boolean; actions: FileActions; choose: (files: CloudFile[]) => void; ask: (what: Asked) => void }) {
  const { t, number } = useWording();
  return (
    <div className="selection" role="toolbar" aria-label={t("files.chosen_label")}>
      <button type="button" className="icon" aria-label={t("files.choose_none")} title={t("files.choose_none")} onClick={() => choose([])}>
        <X size={20} aria-hidden />
      </button>
      <span role="status">{t("files.chosen", { count: files.length, files: number(files.length) })}</span>
      <span className="acts">
        {files.length < all.length && (
          <button type="button" className="icon" aria-label={t("files.choose_all")} title={t("files.choose_all")} onClick={() => choose(all)}>
            <ListChecks size={20} aria-hidden />
          </button>
        )}
        <button type="button" className="icon" aria-label={t("action.download")} title={t("action.download")} onClick={() => void actions.downloadAll(files)}>
          <Download size={20} aria-hidden />
        </button>
        {movable && (
          <button type="button" className="icon" aria-label={t("action.move")} title={t("action.move")} onClick={() => ask({ what: "move", files })}>
            <FolderInput size={20} aria-hidden />
          </button>
        )}
        <button type="button" className="icon" aria-label={t("action.delete")} title={t("action.delete")} onClick={() => void actions.remove(files)}>
          <Trash2 size={20} aria-hidden />
        </button>
      </span>
    </div>
  );
}
