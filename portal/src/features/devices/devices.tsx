import { useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../../api/api.ts";
import { sentence } from "../../api/errors.ts";
import { Confirm } from "../../components/confirm.tsx";
import { Head } from "../../components/head.tsx";
import { Failure } from "../../components/note.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useLoaded } from "../../lib/load.ts";
import { HOME } from "../../lib/paths.ts";
import { useSession } from "../auth/session.tsx";
import { BrowserRow, DeviceRow, useAccessNames, type Ended } from "./access-rows.tsx";
import "./devices.css";

/** Every browser and device that is logged in, last used first. */
export function Devices() {
  const wording = useWording();
  const { t } = wording;
  const tell = useToast();
  const { loaded, again, put } = useLoaded(api.access, "access");
  const { forget } = useSession();
  const navigate = useNavigate();
  const names = useAccessNames();
  const [asked, setAsked] = useState<Ended | "all">();
  const [busy, setBusy] = useState(false);
  const access = loaded.state === "ready" ? loaded.value : undefined;
  /** Leaves the page after this browser's session has ended. */
  const leave = (text: string) => {
    forget();
    tell(text);
    void navigate(HOME, { replace: true });
  };
  const act = async (call: () => Promise<void>, done: () => void) => {
    setBusy(true);
    try {
      await call();
      done();
    } catch (error) {
      tell(sentence(error, wording));
      again();
    } finally {
      setBusy(false);
      setAsked(undefined);
    }
  };
  const end = (ended: Ended) => {
    if (!access) return;
    const done = () => tell(t("devices.revoked", { name: names(ended) }));
    if ("device" in ended) {
      const { device } = ended;
      void act(() => api.endDevice(device.id), () => (put({ ...access, devices: access.devices.filter(one => one !== device) }), done()));
    } else {
      const { browser } = ended;
      void act(
        () => api.endSession(browser.id),
        () => (browser.current ? leave(t("logout.done")) : (put({ ...access, sessions: access.sessions.filter(one => one !== browser) }), done())),
      );
    }
  };
  return (
    <>
      <Head title={t("devices.row")} back={HOME} />
      {loaded.state === "loading" && <Skeleton rows={3} />}
      {loaded.state === "failed" && <Failure error={loaded.error} again={again} />}
      {access && (
        <div className="stack">
          <section className="section" aria-labelledby="browsers">
            <h2 id="browsers">{t("devices.browsers")}</h2>
            <ul className="card rows">
              {access.sessions.map(browser => (
                <BrowserRow key={browser.id} browser={browser} end={() => setAsked({ browser })} />
              ))}
            </ul>
          </section>
          <section className="section" aria-labelledby="devices">
            <h2 id="devices">{t("devices.title")}</h2>
            {access.devices.length === 0 ? (
              <p className="card pad soft">{t("devices.none_text")}</p>
            ) : (
              <ul className="card rows">
                {access.devices.map(device => (
                  <DeviceRow key={device.id} device={device} end={() => setAsked({ device })} />
                ))}
              </ul>
            )}
          </section>
          <div className="buttons fill everywhere">
            <button type="button" className="button" onClick={() => setAsked("all")}>
              {t("devices.everywhere")}
            </button>
          </div>
        </div>
      )}
      {asked === "all" && (
        <Confirm
          title={t("devices.everywhere_title")}
          text={t("devices.everywhere_text")}
          button={t("devices.everywhere")}
          busy={busy}
          onConfirm={() => void act(api.endAll, () => leave(t("devices.everywhere_done")))}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked && asked !== "all" && (
        <Confirm
          title={t("devices.end_title", { name: names(asked) })}
          text={t("device" in asked ? "devices.revoke_text" : "devices.browser_text", { name: names(asked) })}
          button={t("devices.revoke")}
          busy={busy}
          onConfirm={() => end(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
