import { useState } from "react";
import type { CloudFile } from "../../api/types.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { isolated, plainName } from "../../lib/names.ts";
import { useSubmit } from "../auth/use-submit.ts";
import { groupName } from "../preview/favourites.ts";
import { GroupDialog } from "../preview/group-dialog.tsx";
import { allFolders, baseOf, folderOf, nameFault, renamed, stemOf, type Folder } from "./folders.ts";
import { FolderJobDialog } from "./folder-job.tsx";
import { HistoryDialog } from "./history.tsx";
import type { FileActions } from "./use-file-actions.ts";

/** The dialog of an action on a row or on the selection. */
export type Asked =
  | { what: "rename"; file: CloudFile }
  | { what: "move"; files: CloudFile[] }
  | { what: "history"; file: CloudFile }
  | { what: "rename-folder"; folder: Folder }
  | { what: "delete-folder"; folder: Folder }
  | { what: "folder-job"; job: string }
  | { what: "new-group" }
  | { what: "rename-group"; file: CloudFile };

interface Props {
  asked: Asked;
  files: CloudFile[];
  actions: FileActions;
  nameOf: (file: CloudFile) => string;
  ask: (what: Asked) => void;
  onClose: () => void;
}

export function FileDialogs({ asked, files, actions, nameOf, ask, onClose }: Props) {
  const { t, number } = useWording();
  const changeFolder = async (folder: Folder, newPath?: string) => {
    const job = await actions.changeFolder(folder, newPath);
    if (job === undefined) onClose();
    else ask({ what: "folder-job", job });
  };
  const taken = new Set(files.filter(file => file.filesize >= 0).map(file => file.name));
  switch (asked.what) {
    case "history":
      return <HistoryDialog file={asked.file} name={nameOf(asked.file)} onChanged={() => void actions.changed()} onClose={onClose} />;
    case "rename": {
      const { file } = asked;
      return (
        <NameDialog
          title={t("rename.title")}
          start={stemOf(file.name)}
          isTaken={typed => renamed(file.name, typed) !== file.name && taken.has(renamed(file.name, typed))}
          act={async typed => {
            if (renamed(file.name, typed) !== file.name) await actions.rename(file, renamed(file.name, typed));
            onClose();
          }}
          onClose={onClose}
        />
      );
    }
    case "rename-folder": {
      const { folder } = asked;
      const path = (typed: string) => [folderOf(folder.path), typed.trim()].filter(Boolean).join("/");
      const known = new Set(allFolders(files));
      return (
        <NameDialog
          title={t("rename.folder_title")}
          start={baseOf(folder.path)}
          isTaken={typed => path(typed) !== folder.path && known.has(path(typed))}
          act={async typed => (path(typed) === folder.path ? onClose() : changeFolder(folder, path(typed)))}
          onClose={onClose}
        />
      );
    }
    case "new-group":
      return <GroupDialog title={t("group.add")} name={undefined} taken={taken} save={async (name, color) => (await actions.addGroup(name, color), onClose())} onClose={onClose} />;
    case "rename-group": {
      const { file } = asked;
      const before = groupName(file.name);
      return (
        <GroupDialog
          title={t("group.rename")}
          name={before}
          taken={taken}
          save={async name => {
            if (name !== before) await actions.renameGroup(file, name);
            onClose();
          }}
          onClose={onClose}
        />
      );
    }
    case "move":
      return <MoveDialog files={asked.files} folders={allFolders(files)} taken={taken} actions={actions} onClose={onClose} />;
    case "folder-job":
      return <FolderJobDialog job={asked.job} onEnd={() => void actions.changed()} onClose={onClose} />;
    case "delete-folder":
      return (
        <Confirm
          title={t("folders.delete_title")}
          text={t("folders.delete_text", { count: asked.folder.files, files: number(asked.folder.files), name: isolated(plainName(baseOf(asked.folder.path))) })}
          button={t("action.delete")}
          busy={false}
          onConfirm={() => (onClose(), void changeFolder(asked.folder).catch(actions.fail))}
          onClose={onClose}
        />
      );
  }
}

const faults: Record<NonNullable<ReturnType<typeof nameFault>>, Key> = { empty: "name.empty", slash: "name.slash", long: "name.long" };

/** Asks for a new name of a file or folder. */
function NameDialog({ title, start, isTaken, act, onClose }: { title: string; start: string; isTaken: (name: string) => boolean; act: (name: string) => Promise<void>; onClose: () => void }) {
  const { t } = useWording();
  const [name, setName] = useState(start);
  const { busy, error, clear, submit } = useSubmit();
  const fault = nameFault(name);
  const wrong = fault && name !== "" ? t(faults[fault]) : isTaken(name) ? t("name.taken") : undefined;
  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      <form noValidate onSubmit={event => submit(event, () => act(name))}>
        {error !== undefined && <Failure error={error} />}
        <Field first label={t("field.name")} value={name} autoComplete="off" spellCheck={false} onChange={value => (setName(value), clear())} error={wrong} />
        <Buttons label={t("action.save")} disabled={busy || fault !== undefined || wrong !== undefined} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Moves files to an existing or a new folder. */
function MoveDialog({ files, folders, taken, actions, onClose }: { files: CloudFile[]; folders: string[]; taken: Set<string>; actions: FileActions; onClose: () => void }) {
  const { t } = useWording();
  const [folder, setFolder] = useState(folderOf(files[0]!.name));
  const [fresh, setFresh] = useState("");
  const { busy, error, clear, submit } = useSubmit();
  const target = [folder, fresh.trim()].filter(Boolean).join("/");
  const moved = files.filter(file => folderOf(file.name) !== target);
  const fault = fresh.trim() === "" ? undefined : nameFault(fresh);
  const wrong = fault ? t(faults[fault]) : moved.some(file => taken.has([target, baseOf(file.name)].filter(Boolean).join("/"))) ? t("move.taken") : undefined;
  return (
    <Dialog title={t("move.title")} busy={busy} onClose={onClose}>
      <form noValidate onSubmit={event => submit(event, async () => (await actions.move(moved, target), onClose()))}>
        {error !== undefined && <Failure error={error} />}
        <div className="field">
          <label htmlFor="move-to">{t("move.folder")}</label>
          <select id="move-to" data-focus value={folder} onChange={event => (setFolder(event.target.value), clear())}>
            <option value="">{t("move.no_folder")}</option>
            {folders.map(one => (
              <option key={one} value={one}>
                {plainName(one)}
              </option>
            ))}
          </select>
        </div>
        <Field label={t("move.new")} help={t("move.new_help")} value={fresh} autoComplete="off" spellCheck={false} onChange={value => (setFresh(value), clear())} error={wrong} />
        <Buttons label={t("action.move")} disabled={busy || moved.length === 0 || wrong !== undefined} busy={busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Buttons({ label, disabled, busy, onClose }: { label: string; disabled: boolean; busy: boolean; onClose: () => void }) {
  const { t } = useWording();
  return (
    <div className="buttons end fill">
      <button type="button" className="button" disabled={busy} onClick={onClose}>
        {t("action.cancel")}
      </button>
      <button className="button main" disabled={disabled}>
        {label}
      </button>
    </div>
  );
}
