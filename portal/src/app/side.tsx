import { CircleUserRound, CloudDownload, Files, Languages, LogIn, Monitor, Moon, Route as Track, Settings as Cog, Star, Sun, Tag } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Link, NavLink } from "react-router";
import { useToast } from "../components/toast.tsx";
import { rememberedEmail, useSession } from "../features/auth/session.tsx";
import { LANGUAGES, type Language, useWording } from "../lib/i18n.tsx";
import brand from "../components/brand.svg";
import type { Theme } from "./theme.ts";

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
      <Link className="brand" to="/map/account/">
        <img src={brand} width="32" height="32" alt="" />
        OsmAnd
      </Link>
      <nav className="menu" aria-label={t("menu.label")}>
        <NavLink to="/map/account/">
          {session.state === "anonymous" ? <LogIn size={20} aria-hidden /> : <CircleUserRound size={20} aria-hidden />}
          <span>
            {session.state === "anonymous" ? t("login.title") : t("menu.account")}
            {session.state === "signed-in" ? <small>{session.email}</small> : signedIn && <small aria-hidden>&nbsp;</small>}
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
            <NavLink to="/map/files/">
              <Files size={20} aria-hidden />
              {t("files.all")}
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
