import { CircleUserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useSession } from "./session.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { Failure, Note, Waiting } from "../../components/parts.tsx";
import { Landscape } from "../../components/picture.tsx";

/** What somebody sees who is not signed in; logging in leads back to where it was asked for. */
export function Welcome() {
  const { t } = useWording();
  const { session } = useSession();
  const { pathname } = useLocation();
  const elsewhere = !/^\/map\/account\/((login|sign-up|reset)\/)?$/.test(pathname);
  const query = elsewhere ? `?from=${encodeURIComponent(pathname)}` : "";
  return (
    <div className="stack">
      {session.state === "anonymous" && session.endedByServer && (
        <Note kind="warn">
          <p>{t("session.ended_by_server")}</p>
        </Note>
      )}
      <div className="card welcome">
        <Landscape />
        <img className="logo" src="/favicon.svg" width="72" height="72" alt="" />
        <h1>OsmAnd Account</h1>
        <p>{t("welcome.text")}</p>
        <div className="buttons">
          <Link className="button main" to={`/map/account/login/${query}`}>
            {t("login.title")}
          </Link>
          <Link className="button" to="/map/account/sign-up/">
            {t("signup.title")}
          </Link>
        </div>
      </div>
    </div>
  );
}

/** A page for the signed in: a skeleton until that is known, the welcome for all others. */
export function Gate({ children }: { children: ReactNode }) {
  const { session, refresh } = useSession();
  switch (session.state) {
    case "signed-in":
      return children;
    case "anonymous":
      return <Welcome />;
    case "unreachable":
      return (
        <div className="stack">
          <h1>OsmAnd Account</h1>
          <Failure error={session.error} again={() => void refresh()} />
        </div>
      );
    case "unknown":
      return <Waiting rows={4} />;
  }
}

export function AccountIcon() {
  return <CircleUserRound size={22} aria-hidden />;
}
