import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import brand from "../../components/brand.svg";
import { Note } from "../../components/note.tsx";
import { Landscape } from "../../components/picture.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { useSession } from "./session.tsx";
import "./welcome.css";

/** The screen for anonymous visitors. After logging in they return to the requested page. */
export function Welcome() {
  const { t } = useWording();
  const { session } = useSession();
  const { pathname, state } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = "OsmAnd Account";
    if (!document.querySelector("dialog[open]")) heading.current?.focus({ preventScroll: true });
  }, []);
  const changed = (state as { changed?: string } | null)?.changed;
  const elsewhere = !/^\/map\/account\/((login|sign-up|reset)\/)?$/.test(pathname);
  const query = elsewhere ? `?from=${encodeURIComponent(pathname)}` : "";
  return (
    <div className="stack">
      {session.state === "anonymous" && (session.ended === "server" || session.ended === "elsewhere") && (
        <Note kind="warn">
          <p>{t(session.ended === "server" ? "session.ended_by_server" : "session.ended_elsewhere")}</p>
        </Note>
      )}
      {changed && (
        <Note kind="good">
          <p>{t("change.done", { email: changed })}</p>
        </Note>
      )}
      <div className="card welcome">
        <Landscape />
        <img className="logo" src={brand} width="72" height="72" alt="" />
        <h1 ref={heading} tabIndex={-1}>
          OsmAnd Account
        </h1>
        <p>{t("welcome.text")}</p>
        <div className="buttons">
          <Link className="button main" to={`/map/account/login/${query}`}>
            {t("login.title")}
          </Link>
          <Link className="button" to="/map/account/sign-up/">
            {t("signup.title")}
          </Link>
        </div>
        <Link className="small" to="/map/account/take-back/">
          {t("takeback.row")}
        </Link>
      </div>
    </div>
  );
}
