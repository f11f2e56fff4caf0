import { Globe, Smartphone } from "lucide-react";
import type { BrowserSession, Device } from "../../api/types.ts";
import { Day, Moment } from "../../components/moment.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { deviceName } from "../../lib/names.ts";

/** A browser or device to log out. */
export type Ended = { browser: BrowserSession } | { device: Device };

/** The display name of a browser or device. */
export function useAccessNames(): (one: Ended) => string {
  const { t } = useWording();
  return one => {
    if ("device" in one) return deviceName(one.device) || t("devices.unknown");
    const { browser, system } = one.browser;
    if (browser && system) return t("devices.browser_on", { browser, system });
    return browser || system || t("devices.browser_unknown");
  };
}

function LogOut({ name, end }: { name: string; end: () => void }) {
  const { t } = useWording();
  return (
    <button type="button" className="button" aria-label={t("devices.revoke_of", { name })} onClick={end}>
      {t("devices.revoke")}
    </button>
  );
}

export function BrowserRow({ browser, end }: { browser: BrowserSession; end: () => void }) {
  const { t, date } = useWording();
  const name = useAccessNames()({ browser });
  return (
    <li className="row">
      <span className={browser.current ? "tile accent" : "tile"}>
        <Globe size={20} aria-hidden />
      </span>
      <span className="body">
        <span className="name">{name}</span>
        <span className="line parted">
          {browser.current ? (
            <span>{t("devices.this")}</span>
          ) : (
            <span>
              {t("devices.last_used")} <Day time={browser.last_used} />
            </span>
          )}{" "}
          <span>{t("devices.since", { date: date(browser.started_at) })}</span>
        </span>
      </span>
      <LogOut name={name} end={end} />
    </li>
  );
}

export function DeviceRow({ device, end }: { device: Device; end: () => void }) {
  const { t } = useWording();
  const name = useAccessNames()({ device });
  return (
    <li className="row">
      <span className="tile">
        <Smartphone size={20} aria-hidden />
      </span>
      <span className="body">
        <span className="name">{name}</span>
        <span className="line">
          {device.last_used && (
            <>
              {t("devices.last_used")} <Moment time={device.last_used} ago />
            </>
          )}
        </span>
      </span>
      <LogOut name={name} end={end} />
    </li>
  );
}
