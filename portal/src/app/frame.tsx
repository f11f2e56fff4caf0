import { Menu as MenuIcon, WifiOff } from "lucide-react";
import { Suspense, useEffect, useRef } from "react";
import { Link, Outlet, useLocation } from "react-router";
import { Boundary, Broken } from "../components/boundary.tsx";
import { Waiting } from "../components/skeleton.tsx";
import { useSession } from "../features/auth/session.tsx";
import { useWording } from "../lib/i18n.tsx";
import { useOnline } from "../lib/online.ts";
import { fetchAhead } from "./screens.ts";
import { useScroll } from "./scroll.ts";
import { Side } from "./side.tsx";
import { useTheme } from "./theme.ts";
import brand from "../components/brand.svg";
import "./frame.css";

/** Pages that use the width of a large window. */
const WIDE = ["/map/pricing/", "/map/tracks/", "/map/favorites/", "/map/files/"];

export function Frame() {
  const { t } = useWording();
  const [theme, setTheme] = useTheme();
  useScroll();
  const online = useOnline();
  const { pathname } = useLocation();
  const drawer = useRef<HTMLDialogElement>(null);
  const signedIn = useSession().session.state === "signed-in";
  useEffect(() => {
    if (signedIn) fetchAhead();
  }, [signedIn]);
  useEffect(() => {
    drawer.current?.close();
  }, [pathname]);
  useEffect(() => {
    // A file dropped beside the drop zone would replace the page.
    const stay = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "none";
    };
    addEventListener("dragover", stay);
    addEventListener("drop", stay);
    return () => {
      removeEventListener("dragover", stay);
      removeEventListener("drop", stay);
    };
  }, []);
  return (
    <>
      <a className="skip" href="#content">
        {t("action.skip_to_content")}
      </a>
      <div className="shell">
        <Side theme={theme} setTheme={setTheme} />
        <header className="top">
          <Link className="brand" to="/map/account/">
            <img src={brand} width="28" height="28" alt="" />
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
          <main id="content" tabIndex={-1} className={WIDE.includes(pathname) ? "content wide" : "content"}>
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
