import { useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { Field } from "../../components/field.tsx";
import { Failure } from "../../components/note.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useSubmit } from "../auth/use-submit.ts";
import type { Group } from "./favourites.ts";
import type { Waypoint } from "./gpx.ts";

/** Parses degrees, with a decimal comma or point; undefined if it is not a number or too large. */
export function degrees(text: string, most: number): number | undefined {
  const value = Number(text.trim().replace(",", "."));
  return text.trim() !== "" && Number.isFinite(value) && Math.abs(value) <= most ? value : undefined;
}

/** Adds or changes a favourite. An existing point keeps its colour and icon unless the user changes them. */
export function PointDialog({
  point,
  group,
  groups,
  save,
  onClose,
}: {
  point: Waypoint | undefined;
  group: Group;
  groups: { file: Group; label: string }[];
  save: (point: Waypoint, to: Group) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useWording();
  const [name, setName] = useState(point?.name ?? "");
  const [desc, setDesc] = useState(point?.desc ?? "");
  const [lat, setLat] = useState(point ? String(point.lat) : "");
  const [lon, setLon] = useState(point ? String(point.lon) : "");
  const [color, setColor] = useState(() => (/^#[0-9a-f]{6}$/i.test(point?.color ?? "") ? point!.color! : "#eecc22"));
  const [recoloured, setRecoloured] = useState(point === undefined);
  const [to, setTo] = useState(group.name);
  const { busy, error, clear, submit } = useSubmit();
  const [north, east] = [degrees(lat, 90), degrees(lon, 180)];
  const change = (set: (value: string) => void) => (value: string) => (set(value), clear());
  const target = groups.find(one => one.file.name === to)?.file ?? group;
  const done = async () => {
    const { desc: _, ...rest } = point ?? { icon: "special_star", background: "circle" };
    await save({ ...rest, name: name.trim(), lat: north!, lon: east!, ...(desc.trim() ? { desc: desc.trim() } : {}), ...(recoloured ? { color } : {}) }, target);
    onClose();
  };
  return (
    <Dialog title={t(point ? "point.edit" : "point.add")} busy={busy} onClose={onClose}>
      <form noValidate onSubmit={event => submit(event, done)}>
        {error !== undefined && <Failure error={error} />}
        <Field first label={t("field.name")} value={name} autoComplete="off" onChange={change(setName)} />
        <div className="pair">
          <Field label={t("point.lat")} inputMode="decimal" autoComplete="off" value={lat} onChange={change(setLat)} error={lat.trim() !== "" && north === undefined ? t("point.lat_wrong") : undefined} />
          <Field label={t("point.lon")} inputMode="decimal" autoComplete="off" value={lon} onChange={change(setLon)} error={lon.trim() !== "" && east === undefined ? t("point.lon_wrong") : undefined} />
        </div>
        <Field label={t("point.desc")} value={desc} autoComplete="off" onChange={change(setDesc)} />
        <div className="pair">
          <div className="field">
            <label htmlFor="point-group">{t("point.group")}</label>
            <select id="point-group" value={to} disabled={point === undefined} onChange={event => setTo(event.target.value)}>
              {groups.map(one => (
                <option key={one.file.name} value={one.file.name}>
                  {one.label}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor="point-color">{t("point.color")}</label>
            <input id="point-color" className="color" type="color" value={color} onChange={event => (setColor(event.target.value), setRecoloured(true))} />
          </div>
        </div>
        <div className="buttons end fill">
          <button type="button" className="button" disabled={busy} onClick={onClose}>
            {t("action.cancel")}
          </button>
          <button className="button main" disabled={busy || name.trim() === "" || north === undefined || east === undefined}>
            {t("action.save")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
