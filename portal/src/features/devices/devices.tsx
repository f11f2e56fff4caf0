import { Globe, Smartphone } from "lucide-react";
import { useState } from "react";
import { api } from "../../api/api.ts";
import { type Device } from "../../api/types.ts";
import { sentence } from "../../api/errors.ts";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { deviceName } from "../../lib/names.ts";
import { Dialog } from "../../components/dialog.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/note.tsx";
import { Head } from "../../components/head.tsx";
import { Moment } from "../../components/moment.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";

export function Devices() {
  const wording = useWording();
  const { t } = wording;
  const tell = useToast();
  const { loaded, again, put } = useLoaded(api.devices, "devices");
  const [asked, setAsked] = useState<Device>();
  const name = (device: Device) => deviceName(device) || t("devices.unknown");
  const revoke = (device: Device) => {
    setAsked(undefined);
    if (loaded.state !== "ready") return;
    put(loaded.value.filter(one => one !== device));
    api.revoke(device.id).then(
      () => tell(t("devices.revoked", { name: name(device) })),
      (error: unknown) => {
        tell(sentence(error, wording));
        again();
      },
    );
  };
  return (
    <>
      <Head title={t("devices.title")} back="/map/account/" />
      {loaded.state === "loading" && <Skeleton rows={3} />}
      {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
      {loaded.state === "ready" && loaded.value.length === 0 && (
        <Empty icon={<Smartphone size={30} />} title={t("devices.none")}>
          {t("devices.none_text")}
        </Empty>
      )}
      {loaded.state === "ready" && loaded.value.length > 0 && (
        <ul className="card rows">
          {loaded.value.map(device => (
            <li className="row" key={device.id}>
              <span className="tile">{device.brand === "OsmAnd" ? <Globe size={20} aria-hidden /> : <Smartphone size={20} aria-hidden />}</span>
              <span className="body">
                <span className="name">{name(device)}</span>
                <span className="line">
                  {device.current && t("devices.current")}
                  {!device.current && device.last_used && (
                    <>
                      {t("devices.last_used")} <Moment time={device.last_used} ago />
                    </>
                  )}
                </span>
              </span>
              {!device.current && (
                <button type="button" className="button" aria-label={t("devices.revoke_of", { name: name(device) })} onClick={() => setAsked(device)}>
                  {t("devices.revoke")}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {asked && (
        <Dialog title={t("devices.revoke_title")} onClose={() => setAsked(undefined)}>
          <p>{t("devices.revoke_text", { name: name(asked) })}</p>
          <div className="buttons end fill">
            <button type="button" className="button" data-focus onClick={() => setAsked(undefined)}>
              {t("action.cancel")}
            </button>
            <button type="button" className="button bad" onClick={() => revoke(asked)}>
              {t("devices.revoke")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
