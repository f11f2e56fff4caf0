import { useEffect, type ReactNode } from "react";
import { Navigate, Route, Routes, useLocation, useNavigate } from "react-router";
import { useToast } from "../components/toast.tsx";
import { Account } from "../features/account/account.tsx";
import { ConfirmEmailDialog } from "../features/account/confirm-email.tsx";
import { TakeBackDialog } from "../features/account/take-back.tsx";
import { ChangeEmailDialog } from "../features/account/change-email.tsx";
import { DeleteAccountDialog } from "../features/account/delete-account.tsx";
import { PasswordDialog } from "../features/account/password.tsx";
import { Gate } from "../features/auth/gate.tsx";
import { LoginDialog } from "../features/auth/login.tsx";
import { ResetDialog } from "../features/auth/reset.tsx";
import { OTHER_ACCOUNT, useSession } from "../features/auth/session.tsx";
import { SignUpDialog } from "../features/auth/sign-up.tsx";
import { Frame } from "./frame.tsx";
import { useWording } from "../lib/i18n.tsx";
import { HOME } from "../lib/paths.ts";
import { Backups, Changes, Devices, DownloadAllDialog, Files, FileScreen, Import, MyData, Pricing, PurchaseDetail, PurchaseList, Settings, TrashScreen } from "./screens.ts";

/** A page for signed-in users, with an optional dialog on top. */
function Own({ children, over }: { children: ReactNode; over?: ReactNode }) {
  return (
    <Gate>
      {children}
      {over}
    </Gate>
  );
}

/** Forms for anonymous users, shown over the account's current page. */
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

/** A visitor logs in first, then the dialog opens. After the deletion, or a log-out in another tab, the start screen appears. */
function DeleteAccount() {
  const { session } = useSession();
  if (session.state === "anonymous") {
    const over = session.ended === "deleted" || session.ended === "elsewhere";
    return <Navigate to={over ? HOME : "/map/account/login/?from=/map/delete-account/"} replace />;
  }
  return (
    <Own over={<DeleteAccountDialog />}>
      <Account />
    </Own>
  );
}

/** Shows a message after the page switched to another account. */
function useOtherAccount(): void {
  const { t } = useWording();
  const { session } = useSession();
  const tell = useToast();
  const navigate = useNavigate();
  const { hash, pathname } = useLocation();
  const email = session.state === "signed-in" && hash === OTHER_ACCOUNT ? session.email : undefined;
  useEffect(() => {
    if (email === undefined) return;
    tell(t("session.other_account", { email }));
    void navigate(pathname, { replace: true });
  }, [email, pathname, navigate, tell, t]);
}

export function App() {
  useOtherAccount();
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route path="/map/account/" element={<Own><Account /></Own>} />
        <Route path="/map/account/login/" element={<Form><LoginDialog /></Form>} />
        <Route path="/map/account/sign-up/" element={<Form><SignUpDialog /></Form>} />
        <Route path="/map/account/reset/" element={<Form><ResetDialog /></Form>} />
        <Route path="/map/account/email/" element={<Own over={<ChangeEmailDialog />}><Account /></Own>} />
        <Route path="/map/account/confirm/" element={<Own over={<ConfirmEmailDialog />}><Account /></Own>} />
        <Route path="/map/account/take-back/" element={<Form><TakeBackDialog /></Form>} />
        <Route path="/map/account/password/" element={<Own over={<PasswordDialog />}><Account /></Own>} />
        <Route path="/map/account/data/" element={<Own><MyData /></Own>} />
        <Route path="/map/account/data/download/" element={<Own over={<DownloadAllDialog />}><MyData /></Own>} />
        <Route path="/map/account/data/import/" element={<Own><Import /></Own>} />
        <Route path="/map/account/devices/" element={<Own><Devices /></Own>} />
        <Route path="/map/account/purchases/" element={<Own><PurchaseList /></Own>} />
        <Route path="/map/account/purchases/:place" element={<Own><PurchaseDetail /></Own>} />
        <Route path="/map/delete-account/" element={<DeleteAccount />} />
        <Route path="/map/favorites/" element={<Own><Files type="FAVOURITES" /></Own>} />
        <Route path="/map/tracks/" element={<Own><Files type="GPX" /></Own>} />
        <Route path="/map/file/" element={<Own><FileScreen /></Own>} />
        <Route path="/map/files/" element={<Own><Files /></Own>} />
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
