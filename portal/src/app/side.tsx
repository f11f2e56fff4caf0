import { CircleUserRound, CloudDownload, Files, Languages, LogIn, Monitor, Moon, Route as Track, Settings as Cog, Star, Sun, Tag } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useToast } from "../components/toast.tsx";
import { rememberedEmail, useSession } from "../features/auth/session.tsx";
import { LANGUAGES, type Language, useWording } from "../lib/i18n.tsx";
import { HOME } from "../lib/paths.ts";
import brand from "../components/brand.svg";
import type { Theme } from "./theme.ts";

/** The address of the page in the menu: its own, or that of the page that leads to it. */
function usePlaceInMenu(): string {
  const { pathname, search } = useLocation();
  const path = `${pathname}/`;
  if (path.startsWith("/map/delete-account/")) return HOME;
  if (path.startsWith("/map/account/data/import/")) return "/map/backups/";
  if (path.startsWith("/map/file/")) return new URLSearchParams(search).get("type") === "FAVOURITES" ? "/map/favorites/" : "/map/tracks/";
  return path;
}

/** A link of the menu. It is current on its page and on the pages below. */
function Item({ to, children }: { to: string; children: ReactNode }) {
  const current = usePlaceInMenu().startsWith(to);
  return (
    <Link to={to} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}

export function Side({ theme, setTheme }: { theme: Theme; setTheme: (theme: Theme) => void }) {
  const { t, language, setLanguage } = useWording();
  const { session } = useSession();
  const tell = useToast();
  // Until the server answers, the menu shows the state of the last visit.
  const [returning] = useState(() => rememberedEmail() !== "");
  const signedIn = session.state === "signed-in" || (session.state !== "anonymous" && returning);
  const themes: { value: Theme; label: string; icon: ReactNode }[] = [
    { value: "auto", label: t("theme.auto"), icon: <Monitor size={18} aria-hidden /> },
    { value: "light", label: t("theme.light"), icon: <Sun size={18} aria-hidden /> },
    { value: "dark", label: t("theme.dark"), icon: <Moon size={18} aria-hidden /> },
  ];
  const choose = (chosen: Language) => void setLanguage(chosen).catch(() => tell(t("error.offline")));
  return (
    <aside className="side" aria-label={t("menu.label")}>
      <Link className="brand" to={HOME}>
        <img src={brand} width="32" height="32" alt="" />
        OsmAnd
      </Link>
      <nav className="menu" aria-label={t("menu.label")}>
        <Item to={HOME}>
          {session.state === "anonymous" ? <LogIn size={20} aria-hidden /> : <CircleUserRound size={20} aria-hidden />}
          <span>
            {session.state === "anonymous" ? t("login.title") : t("menu.account")}
            {session.state === "signed-in" ? <small>{session.email}</small> : signedIn && <small aria-hidden>&nbsp;</small>}
          </span>
        </Item>
        {signedIn && (
          <>
            <h2>{t("menu.my_cloud")}</h2>
            <Item to="/map/favorites/">
              <Star size={20} aria-hidden />
              {t("menu.favourites")}
            </Item>
            <Item to="/map/tracks/">
              <Track size={20} aria-hidden />
              {t("menu.tracks")}
            </Item>
            <Item to="/map/files/">
              <Files size={20} aria-hidden />
              {t("files.all")}
            </Item>
            <Item to="/map/backups/">
              <CloudDownload size={20} aria-hidden />
              {t("menu.backups")}
            </Item>
          </>
        )}
        <h2>{t("menu.more")}</h2>
        {signedIn && (
          <Item to="/map/settings/">
            <Cog size={20} aria-hidden />
            {t("settings.title")}
          </Item>
        )}
        <Item to="/map/pricing/">
          <Tag size={20} aria-hidden />
          {t("pricing.title")}
        </Item>
      </nav>
      <div className="prefs">
        <div className="segments" role="group" aria-label={t("theme.label")}>
          {themes.map(one => (
            <button key={one.value} type="button" aria-pressed={theme === one.value} aria-label={one.label} title={one.label} onClick={() => setTheme(one.value)}>
              {one.icon}
            </button>
          ))}
        </div>
        <label className="choice">
          <Languages size={18} aria-hidden />
          <span className="hidden">{t("language.label")}</span>
          <select value={language} onChange={event => choose(event.target.value as Language)}>
            {Object.entries(LANGUAGES).map(([value, name]) => (
              <option key={value} value={value} lang={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
    </aside>
  );
}
