import { CircleAlert, CircleCheck, FolderUp, Upload as UploadIcon, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { ApiError } from "../../api/client.ts";
import { sentence } from "../../api/errors.ts";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { keyLabel } from "../../lib/keys.ts";
import { isolated, plainName } from "../../lib/names.ts";
import { Progress } from "../../components/progress.tsx";
import { add, again, cancel, clear, useUploads, type Upload } from "./uploads.ts";
import { KindTile } from "../files/kind-tile.tsx";
import { useName } from "../files/use-name.ts";
import { FileProblem } from "./check.ts";
import { FileInput } from "./file-input.tsx";
import "./uploads.css";

/** A drop zone for files, and the state of each upload. */
export function Uploads({ onStored }: { onStored: () => void }) {
  const { t } = useWording();
  const uploads = useUploads();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const stored = uploads.filter(one => one.state === "stored").length;
  const told = useRef(stored);
  useEffect(() => {
    if (stored > told.current) onStored();
    told.current = stored;
  }, [stored, onStored]);
  return (
    <section className="section" aria-labelledby="upload">
      <h2 id="upload">{t("upload.title")}</h2>
      <div className="card rows">
        <div
          className={over ? "drop over" : "drop"}
          onDragOver={event => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={event => {
            if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
          }}
          onDrop={event => {
            event.preventDefault();
            setOver(false);
            add(event.dataTransfer.files);
          }}
        >
          <div className="buttons middle fill">
            <button type="button" className="button" onClick={() => input.current?.click()}>
              <UploadIcon size={20} aria-hidden />
              {t("upload.choose")}
            </button>
            <button type="button" className="button" onClick={() => folder.current?.click()}>
              <FolderUp size={20} aria-hidden />
              {t("upload.folder")}
            </button>
          </div>
          <p className="small soft">
            <span className="mouse">{t("upload.drop")} </span>
            {t("upload.kinds")}
          </p>
          <FileInput input={input} label={t("upload.choose")} onChoose={add} />
          <FileInput input={folder} label={t("upload.folder")} folder onChoose={add} />
        </div>
        {uploads.length > 0 && (
          <ul className="uploads">
            {uploads.map(one => (
              <UploadRow key={one.id} upload={one} />
            ))}
          </ul>
        )}
        {uploads.some(one => one.state !== "waiting" && one.state !== "running") && (
          <div className="cleared">
            <button type="button" className="link small" onClick={clear}>
              {t("upload.clear")}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}

const doing: Record<NonNullable<Upload["step"]>["doing"], Key> = {
  packing: "upload.packing",
  sending: "upload.sending",
  checking: "upload.checking",
};
const ended: Partial<Record<Upload["state"], Key>> = { stored: "upload.stored", "in-catalogue": "upload.in_catalogue", cancelled: "upload.cancelled" };

function UploadRow({ upload }: { upload: Upload }) {
  const { t, size } = useWording();
  const nameOf = useName();
  const { id, file, place, state, step } = upload;
  const name = place ? nameOf(place) : isolated(plainName(file.name));
  const end = ended[state];
  const row = useRef<HTMLLIElement>(null);
  // The clicked button is removed, so the next one of the row gets the focus.
  useEffect(() => {
    if (state === "cancelled" && document.activeElement === document.body) row.current?.querySelector("button")?.focus();
  }, [state]);
  return (
    <li className="row" ref={row}>
      <KindTile type={place?.type ?? ""} name={file.name} />
      <div className="body">
        <span className="name"><bdi>{name}</bdi></span>
        {state === "running" && <Progress label={t(step ? doing[step.doing] : "upload.packing")} done={step?.done ?? 0} total={step?.total ?? 0} />}
        {state === "waiting" && <span className="line">{t("upload.waiting")}</span>}
        <div role="status">
          {end && (
            <span className="line parted">
              <span>
                {state === "stored" && <CircleCheck size={16} className="mark" aria-hidden />} {t(end)}
              </span>{" "}
              {state === "stored" && <span>{size(file.size)}</span>}
            </span>
          )}
        </div>
        {state === "failed" && <Refusal upload={upload} />}
      </div>
      {(state === "running" || state === "waiting") && (
        <button type="button" className="icon" aria-label={t("upload.cancel", { name })} onClick={() => cancel(id)}>
          <X size={20} aria-hidden />
        </button>
      )}
      {state === "cancelled" && <Again id={id} />}
    </li>
  );
}

/** The reason why a file was not uploaded, and the next step. */
function Refusal({ upload: { id, place, error } }: { upload: Upload }) {
  const wording = useWording();
  const { t } = wording;
  const reason = error instanceof ApiError ? error.reason : "";
  const plan = reason === "102" || reason === "108";
  const unfit = error instanceof FileProblem;
  const why = unfit
    ? t(error.key)
    : !place
    ? t("upload.unknown")
    : reason === "102"
      ? t("upload.needs_pro", { kind: keyLabel(place.type, t) })
      : reason === "108"
        ? t("upload.no_room")
        : sentence(error, wording);
  return (
    <div role="alert" className="refusal small">
      <CircleAlert size={16} aria-hidden />
      <div>
        <p>{why}</p>
        {plan && <Link to="/map/pricing/">{t("action.more_information")}</Link>}
        {place && !plan && !unfit && <Again id={id} />}
      </div>
    </div>
  );
}

function Again({ id }: { id: number }) {
  const { t } = useWording();
  return (
    <button type="button" className="link" onClick={() => again(id)}>
      {t("action.try_again")}
    </button>
  );
}
