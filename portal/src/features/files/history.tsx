import { Download, RotateCcw } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { CloudFile } from "../../api/types.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Menu } from "../../components/menu.tsx";
import { Moment } from "../../components/moment.tsx";
import { Failure } from "../../components/note.tsx";
import { Progress } from "../../components/progress.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { deviceName, fileName } from "../../lib/names.ts";
import { upload, type Step } from "../uploads/upload.ts";
import { canDownload } from "./use-file-actions.ts";
import { useDownload } from "./use-download.ts";

/** Separates brand and model in the device of a version. */
const BETWEEN = "__model__";

function deviceOf(version: CloudFile): string {
  const [brand, model] = (version.deviceInfo ?? "").split(BETWEEN);
  return deviceName({ brand, model });
}

/** Lists all versions of a file. Making an older one current stores a copy, so no version is lost. */
export function HistoryDialog({ file, name, onChanged, onClose }: { file: CloudFile; name: string; onChanged: () => void; onClose: () => void }) {
  const wording = useWording();
  const { t, size, moment } = wording;
  const tell = useToast();
  const download = useDownload();
  const { loaded, again } = useLoaded(() => api.versions(file.type, file.name), `${file.type}|${file.name}`);
  const [step, setStep] = useState<Step>();
  const restore = async (version: CloudFile) => {
    setStep({ doing: "packing", done: 0, total: 0 });
    try {
      const content = await api.download(version.name, version.type, version.updatetimems, false);
      const copy = new File([content], fileName(version.type, version.name), { lastModified: version.clienttimems || version.updatetimems });
      await upload(copy, { type: version.type, name: version.name }, new AbortController().signal, setStep);
      tell(t("history.done", { name, time: moment(version.updatetimems) }));
      onChanged();
      again();
    } catch (error) {
      tell(sentence(error, wording));
    } finally {
      setStep(undefined);
    }
  };
  const versions = loaded.state === "ready" ? loaded.value : [];
  return (
    <Dialog title={t("history.title", { name })} busy={step !== undefined} onClose={onClose}>
      {loaded.state === "loading" && <Skeleton rows={3} />}
      {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
      {step && <Progress label={t("history.restoring")} done={step.done} total={step.total} />}
      <ol className="card rows versions">
        {versions.map((version, index) => {
          const deleted = version.filesize < 0;
          const device = deviceOf(version);
          return (
            <li className="row" key={version.updatetimems}>
              <span className="body">
                <span className="titled">
                  <span className="name">
                    <Moment time={version.updatetimems} />
                  </span>
                  {index === 0 && <span className="badge good">{t("history.current")}</span>}
                </span>
                <span className="line">
                  {deleted ? t("status.deleted") : size(version.filesize)}
                  {device && ` · ${device}`}
                </span>
              </span>
              {!deleted && (
                <Menu
                  label={t("action.menu_of", { name: moment(version.updatetimems) })}
                  items={[
                    {
                      label: t("action.download"),
                      icon: <Download size={18} aria-hidden />,
                      disabled: !canDownload(version),
                      onSelect: () => void download({ type: version.type, name: version.name, updatetime: version.updatetimems }, false),
                    },
                    ...(index === 0
                      ? []
                      : [
                          {
                            label: t("history.make_current"),
                            icon: <RotateCcw size={18} aria-hidden />,
                            disabled: step !== undefined || !canDownload(version),
                            onSelect: () => void restore(version),
                          },
                        ]),
                  ]}
                />
              )}
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
