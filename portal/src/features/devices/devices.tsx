import { Globe, Smartphone } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import type { Device } from "../../api/types.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Empty } from "../../components/empty.tsx";
import { Head } from "../../components/head.tsx";
import { Moment } from "../../components/moment.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { deviceName } from "../../lib/names.ts";
import { HOME } from "../../lib/paths.ts";
import { useSession } from "../auth/session.tsx";
import "./devices.css";

/** The devices of the account, last used first. All browsers together are one device. */
export function Devices() {
  const wording = useWording();
  const { t } = wording;
  const tell = useToast();
  const { loaded, again, put } = useLoaded(api.devices, "devices");
  const { forget } = useSession();
  const navigate = useNavigate();
  const [all, setAll] = useState(false);
  const [ending, setEnding] = useState(false);
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
  const everywhere = async () => {
    if (loaded.state !== "ready") return;
    setEnding(true);
    try {
      // The browsers come last: their session makes these calls.
      for (const device of [...loaded.value].sort((one, other) => Number(one.current) - Number(other.current))) await api.revoke(device.id);
      forget();
      tell(t("devices.everywhere_done"));
      void navigate(HOME, { replace: true });
    } catch (error) {
      tell(sentence(error, wording));
      again();
    } finally {
      setEnding(false);
      setAll(false);
    }
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
                  {device.current && <>{t("devices.browsers_this")} · </>}
                  {device.last_used && (
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
      {loaded.state === "ready" && loaded.value.length > 0 && (
        <p className="everywhere">
          <button type="button" className="button" onClick={() => setAll(true)}>
            {t("devices.everywhere")}
          </button>
        </p>
      )}
      {all && (
        <Confirm
          title={t("devices.everywhere_title")}
          text={t("devices.everywhere_text")}
          button={t("devices.everywhere")}
          busy={ending}
          onConfirm={() => void everywhere()}
          onClose={() => setAll(false)}
        />
      )}
      {asked && (
        <Confirm
          title={t("devices.revoke_title")}
          text={t("devices.revoke_text", { name: name(asked) })}
          button={t("devices.revoke")}
          busy={false}
          onConfirm={() => revoke(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
