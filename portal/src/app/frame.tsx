import { Menu as MenuIcon, WifiOff } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { Boundary, Broken } from "../components/boundary.tsx";
import { Waiting } from "../components/skeleton.tsx";
import { useSession } from "../features/auth/session.tsx";
import { useWording } from "../lib/i18n.tsx";
import { useOnline } from "../lib/online.ts";
import { fetchAhead } from "./screens.ts";
import { Side } from "./side.tsx";
import { useTheme } from "./theme.ts";
import "./frame.css";

export function Frame() {
  const { t } = useWording();
  const [theme, setTheme] = useTheme();
  const online = useOnline();
  const { pathname } = useLocation();
  const drawer = useRef<HTMLDialogElement>(null);
  const signedIn = useSession().session.state === "signed-in";
  useEffect(() => {
    if (signedIn) fetchAhead();
  }, [signedIn]);
  useEffect(() => {
    drawer.current?.close();
    // A dialog does not scroll the page below it.
    if (!document.querySelector("dialog[open]")) scrollTo(0, 0);
  }, [pathname]);
  return (
    <>
      <a className="skip" href="#content">
        {t("action.skip_to_content")}
      </a>
      <div className="shell">
        <Side theme={theme} setTheme={setTheme} />
        <header className="top">
          <Link className="brand" to="/map/account/">
            <img src="/favicon.svg" width="28" height="28" alt="" />
            OsmAnd
          </Link>
          <button type="button" className="icon" aria-label={t("menu.open")} aria-haspopup="dialog" onClick={() => drawer.current?.showModal()}>
            <MenuIcon size={24} aria-hidden />
          </button>
        </header>
        <dialog
          ref={drawer}
          className="drawer"
          aria-label={t("menu.label")}
          onClick={event => {
            if (event.target === drawer.current) drawer.current.close();
          }}
        >
          <Side theme={theme} setTheme={setTheme} />
        </dialog>
        <div>
          {!online && (
            <div className="offline" role="alert">
              <WifiOff size={18} aria-hidden />
              {t("state.offline")}
            </div>
          )}
          <main id="content" tabIndex={-1} className={pathname === "/map/pricing/" ? "content wide" : "content"}>
            <Boundary place={pathname} fallback={<Broken />}>
              <Suspense fallback={<Waiting rows={5} />}>
                <Outlet />
              </Suspense>
            </Boundary>
          </main>
        </div>
      </div>
    </>
  );
}
