import { useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import { nameFault } from "../files/folders.ts";
import { groupFile } from "./favourites.ts";
import { plainColor } from "./waypoints.tsx";
import "./preview.css";

/** OsmAnd's default colour of favourites, yellow. */
const YELLOW = "#eecc22";

interface Props {
  title: string;
  /** The old plain name; undefined for a new group, empty for the default group, which can't be renamed. */
  name: string | undefined;
  /** The old colour. Undefined if it is unknown; then the dialog has no field for it. */
  color?: string | undefined;
  /** Names of the existing files. */
  taken: ReadonlySet<string>;
  /** `color` is undefined if an existing group keeps its colour. */
  save: (name: string, color: string | undefined) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name and the colour of a group of favourites. */
export function GroupDialog({ title, name: before, color: shown, taken, save, onClose }: Props) {
  const { t } = useWording();
  const [name, setName] = useState(before ?? "");
  const [color, setColor] = useState(plainColor(shown) ?? YELLOW);
  const [recoloured, setRecoloured] = useState(before === undefined);
  const { busy, error, clear, submit } = useSubmit();
  const plain = name.trim();
  const fault = nameFault(plain.replaceAll("/", "-"));
  const isDefault = before === "";
  const wrong = fault === "long" ? t("name.long") : plain !== before && plain !== "" && taken.has(groupFile(plain)) ? t("name.taken") : undefined;
  return (
    <Dialog title={title} busy={busy} onClose={onClose}>
      <form noValidate onSubmit={event => submit(event, () => save(plain, recoloured ? color : undefined))}>
        {error !== undefined && <Failure error={error} />}
        {!isDefault && <Field first label={t("field.name")} value={name} autoComplete="off" onChange={value => (setName(value), clear())} error={wrong} />}
        {(before === undefined || shown !== undefined) && (
          <div className="field">
            <label htmlFor="group-color">{t("point.color")}</label>
            <input id="group-color" className="color" type="color" value={color} onChange={event => (setColor(event.target.value), setRecoloured(true), clear())} />
          </div>
        )}
        <div className="buttons end fill">
          <button type="button" className="button" disabled={busy} onClick={onClose}>
            {t("action.cancel")}
          </button>
          <button className="button main" disabled={busy || (!isDefault && (fault !== undefined || wrong !== undefined))}>
            {t("action.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
