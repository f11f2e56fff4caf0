import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { api } from "../../api/api.ts";
import { showAccount, watchSession } from "../../api/client.ts";
import { forgetKept } from "../../lib/kept.ts";
import { HOME } from "../../lib/paths.ts";

/** `unknown` until the server has answered; `unreachable` if the request failed. */
export type Session =
  | { state: "unknown" }
  | { state: "unreachable"; error: unknown }
  | { state: "anonymous"; ended: Ending | undefined }
  | { state: "signed-in"; email: string; account: string | undefined; unproven: boolean };

/** Why a session ended: by the server, in another tab, or because its account was deleted here. */
export type Ending = "server" | "elsewhere" | "deleted";

interface Sessions {
  session: Session;
  refresh: () => Promise<void>;
  /** Ends the session on the page and in the other tabs. */
  forget: (ended?: Ending) => void;
}

const Context = createContext<Sessions | null>(null);

/** URL fragment after a reload because another tab signed in to another account. */
export const OTHER_ACCOUNT = "#other-account";

type SignedIn = Extract<Session, { state: "signed-in" }>;
const isSame = (one: SignedIn, other: SignedIn) => one.email === other.email && one.account === other.account && one.unproven === other.unproven;
/** An account keeps its number when its address changes. */
const isSameAccount = (one: SignedIn, other: SignedIn) => one.account === other.account && (one.account !== undefined || one.email === other.email);

const endings = new Set<() => void>();
/** Registers a function that clears account data when the session ends. */
export function whenSessionEnds(forget: () => void): void {
  endings.add(forget);
}

/** Keeps the address for 30 days, only to fill in the log-in form. */
export function rememberEmail(email: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `email=${encodeURIComponent(email)}; Max-Age=${30 * 86_400}; Path=/; SameSite=Strict${secure}`;
}
export function rememberedEmail(): string {
  const found = document.cookie.split("; ").find(pair => pair.startsWith("email="));
  return found ? decodeURIComponent(found.slice("email=".length)) : "";
}
export function forgetEmail(): void {
  document.cookie = "email=; Max-Age=0; Path=/; SameSite=Strict";
}

/**
 * Notifies the other tabs of this browser of a changed session. In old browsers without BroadcastChannel a tab checks
 * when it gets the focus.
 */
const channel = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("session");
const announce = () => channel?.postMessage("changed");

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: "unknown" });
  const shown = useRef(session);
  shown.current = session;
  const put = useCallback((next: Session) => {
    const before = shown.current;
    if (before.state === "signed-in" && next.state === "signed-in" && isSame(before, next)) return;
    showAccount(next.state === "signed-in" ? next.account : undefined);
    if (before.state === "signed-in" && !(next.state === "signed-in" && isSameAccount(before, next))) {
      forgetKept();
      for (const end of endings) end();
    }
    shown.current = next;
    setSession(next);
  }, []);
  const turn = useRef(0);
  /** Loads the signed-in user. `reason` explains a session that ended without a click in this tab. */
  const ask = useCallback(
    async (reason: Ending) => {
      const mine = ++turn.current;
      try {
        const person = await api.me();
        if (mine !== turn.current) return;
        const before = shown.current;
        if (!person) return before.state === "anonymous" ? undefined : put({ state: "anonymous", ended: before.state === "signed-in" ? reason : undefined });
        rememberEmail(person.username);
        const next = { state: "signed-in", email: person.username, account: person.account, unproven: person.unproven === true } as const;
        if (before.state !== "signed-in" || isSameAccount(before, next)) return put(next);
        // No data of the old account may remain on the page or in memory.
        put({ state: "unknown" });
        history.replaceState(null, "", HOME + OTHER_ACCOUNT);
        location.reload();
      } catch (error) {
        if (mine === turn.current && shown.current.state !== "signed-in" && shown.current.state !== "anonymous") put({ state: "unreachable", error });
      }
    },
    [put],
  );
  const refresh = useCallback(async () => {
    await ask("server");
    announce();
  }, [ask]);
  const forget = useCallback(
    (ended?: Ending) => {
      turn.current++;
      put({ state: "anonymous", ended });
      announce();
    },
    [put],
  );
  useEffect(() => {
    watchSession({
      signedOut: () => shown.current.state === "signed-in" && put({ state: "anonymous", ended: "server" }),
      conflict: () => void ask("elsewhere"),
    });
    const changed = () => void ask("elsewhere");
    const seen = () => document.visibilityState === "visible" && shown.current.state !== "unknown" && void ask("server");
    channel?.addEventListener("message", changed);
    addEventListener("focus", seen);
    addEventListener("online", seen);
    document.addEventListener("visibilitychange", seen);
    void ask("server");
    return () => {
      channel?.removeEventListener("message", changed);
      removeEventListener("focus", seen);
      removeEventListener("online", seen);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [ask, put]);
  const value = useMemo(() => ({ session, refresh, forget }), [session, refresh, forget]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSession(): Sessions {
  const sessions = useContext(Context);
  if (!sessions) throw new Error("no SessionProvider around");
  return sessions;
}
