import { CircleUserRound, CloudDownload, LogIn, Menu as MenuIcon, Monitor, Moon, Route as Track, Settings as Cog, Star, Sun, Tag, WifiOff } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { Navigate, NavLink, Link, Outlet, Route, Routes, useLocation } from "react-router";
import { useWording, type Language } from "../lib/i18n.tsx";
import { Account, ChangeEmailDialog, DeleteAccountDialog } from "../features/account/account.tsx";
import { Devices } from "../features/devices/devices.tsx";
import { LoginDialog, ResetDialog, SignUpDialog } from "../features/auth/sign-up.tsx";
import { Gate } from "../features/auth/gate.tsx";
import { Pricing } from "../features/purchases/pricing.tsx";
import { PurchaseDetail, PurchaseList } from "../features/purchases/purchases.tsx";
import { useSession } from "../features/auth/session.tsx";
import { useTheme, type Theme } from "./theme.ts";
import { Boundary, Broken } from "../components/boundary.tsx";
import { useOnline, Waiting } from "../components/parts.tsx";

// What only the signed in see comes after the first page; it is fetched as soon as somebody is signed in.
const cloud = () => import("../features/changes/changes.tsx");
const data = () => import("../features/exports/download-all.tsx");
const files = () => import("../features/files/files.tsx");
const Settings = lazy(async () => ({ default: (await cloud()).Settings }));
const Changes = lazy(async () => ({ default: (await cloud()).Changes }));
const TrashScreen = lazy(async () => ({ default: (await cloud()).TrashScreen }));
const MyData = lazy(async () => ({ default: (await data()).MyData }));
const DownloadAllDialog = lazy(async () => ({ default: (await data()).DownloadAllDialog }));
const Backups = lazy(async () => ({ default: (await data()).Backups }));
const Files = lazy(async () => ({ default: (await files()).Files }));
/** One that does not come now is asked for again by the screen that needs it. */
const fetchAhead = () => void Promise.allSettled([cloud(), data(), files()]);

function Side({ theme, setTheme }: { theme: Theme; setTheme: (theme: Theme) => void }) {
  const { t, language, setLanguage } = useWording();
  const { session } = useSession();
  const signedIn = session.state === "signed-in";
  const themes: { value: Theme; label: string; icon: ReactNode }[] = [
    { value: "auto", label: t("theme.auto"), icon: <Monitor size={18} aria-hidden /> },
    { value: "light", label: t("theme.light"), icon: <Sun size={18} aria-hidden /> },
    { value: "dark", label: t("theme.dark"), icon: <Moon size={18} aria-hidden /> },
  ];
  const languages: { value: Language; label: string }[] = [
    { value: "nl", label: "Nederlands" },
    { value: "en", label: "English" },
  ];
  return (
    <aside className="side" aria-label={t("menu.label")}>
      <Link className="brand" to="/map/account/">
        <img src="/favicon.svg" width="32" height="32" alt="" />
        OsmAnd
      </Link>
      <nav className="menu" aria-label={t("menu.label")}>
        <NavLink to="/map/account/">
          {signedIn ? <CircleUserRound size={20} aria-hidden /> : <LogIn size={20} aria-hidden />}
          <span>
            {signedIn ? t("menu.account") : t("login.title")}
            {signedIn && <small>{session.email}</small>}
          </span>
        </NavLink>
        {signedIn && (
          <>
            <h2>{t("menu.my_cloud")}</h2>
            <NavLink to="/map/favorites/">
              <Star size={20} aria-hidden />
              {t("menu.favourites")}
            </NavLink>
            <NavLink to="/map/tracks/">
              <Track size={20} aria-hidden />
              {t("menu.tracks")}
            </NavLink>
            <NavLink to="/map/backups/">
              <CloudDownload size={20} aria-hidden />
              {t("menu.backups")}
            </NavLink>
          </>
        )}
        <h2>{t("menu.more")}</h2>
        {signedIn && (
          <NavLink to="/map/settings/">
            <Cog size={20} aria-hidden />
            {t("settings.title")}
          </NavLink>
        )}
        <NavLink to="/map/pricing/">
          <Tag size={20} aria-hidden />
          {t("pricing.title")}
        </NavLink>
      </nav>
      <div className="prefs">
        <div className="segments" role="group" aria-label={t("theme.label")}>
          {themes.map(one => (
            <button key={one.value} type="button" aria-pressed={theme === one.value} aria-label={one.label} title={one.label} onClick={() => setTheme(one.value)}>
              {one.icon}
            </button>
          ))}
        </div>
        <div className="segments" role="group" aria-label={t("language.label")}>
          {languages.map(one => (
            <button key={one.value} type="button" lang={one.value} aria-pressed={language === one.value} onClick={() => setLanguage(one.value)}>
              {one.label}
            </button>
          ))}
        </div>
      </div>
    </aside>
  );
}

function Frame() {
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
    // A dialog over a page keeps the page where it was.
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

/** A page for the signed in; what is given after it opens on top. */
function Own({ children, over }: { children: ReactNode; over?: ReactNode }) {
  return (
    <Gate>
      {children}
      {over}
    </Gate>
  );
}

/** Forms of the anonymous stand over whatever the account's page is at the time. */
function Form({ children }: { children: ReactNode }) {
  const { session } = useSession();
  return (
    <>
      <Gate>
        <Account />
      </Gate>
      {session.state !== "unknown" && children}
    </>
  );
}

/** Signed out while it was open, or never signed in: log in first, then the dialog. */
function DeleteAccount() {
  const { session } = useSession();
  if (session.state === "anonymous") return <Navigate to="/map/account/login/?from=/map/delete-account/" replace />;
  return (
    <Own over={<DeleteAccountDialog />}>
      <Account />
    </Own>
  );
}

export function App() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/map/account/" element={<Own><Account /></Own>} />
        <Route path="/map/account/login/" element={<Form><LoginDialog /></Form>} />
        <Route path="/map/account/sign-up/" element={<Form><SignUpDialog /></Form>} />
        <Route path="/map/account/reset/" element={<Form><ResetDialog /></Form>} />
        <Route path="/map/account/email/" element={<Own over={<ChangeEmailDialog />}><Account /></Own>} />
        <Route path="/map/account/data/" element={<Own><MyData /></Own>} />
        <Route path="/map/account/data/download/" element={<Own over={<DownloadAllDialog />}><MyData /></Own>} />
        <Route path="/map/account/devices/" element={<Own><Devices /></Own>} />
        <Route path="/map/account/purchases/" element={<Own><PurchaseList /></Own>} />
        <Route path="/map/account/purchases/:place" element={<Own><PurchaseDetail /></Own>} />
        <Route path="/map/delete-account/" element={<DeleteAccount />} />
        <Route path="/map/favorites/" element={<Own><Files type="FAVOURITES" /></Own>} />
        <Route path="/map/tracks/" element={<Own><Files type="GPX" /></Own>} />
        <Route path="/map/backups/" element={<Own><Backups /></Own>} />
        <Route path="/map/settings/" element={<Own><Settings /></Own>} />
        <Route path="/map/settings/changes/" element={<Own><Changes /></Own>} />
        <Route path="/map/settings/trash/" element={<Own><TrashScreen /></Own>} />
        <Route path="/map/pricing/" element={<Pricing />} />
        <Route path="*" element={<Navigate to="/map/account/" replace />} />
      </Route>
    </Routes>
  );
}
