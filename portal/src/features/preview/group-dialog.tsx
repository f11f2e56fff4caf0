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

/** OsmAnd's yellow of favourites. */
const YELLOW = "#eecc22";

interface Props {
  title: string;
  /** The plain name before; undefined for a new group, empty for the default group, whose name stays. */
  name: string | undefined;
  /** The colour before. Undefined if it is not known, and then it is not asked for. */
  color?: string | undefined;
  /** Names of the files that exist. */
  taken: ReadonlySet<string>;
  /** `color` is undefined if a known group keeps its own. */
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
