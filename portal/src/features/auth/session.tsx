import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { api } from "../../api/api.ts";
import { whenSignedOut } from "../../api/client.ts";

/** `unknown` until the server has answered; `unreachable` if the request failed. */
export type Session =
  | { state: "unknown" }
  | { state: "unreachable"; error: unknown }
  | { state: "anonymous"; endedByServer: boolean }
  | { state: "signed-in"; email: string };

interface Sessions {
  session: Session;
  refresh: () => Promise<void>;
  forget: () => void;
}

const Context = createContext<Sessions | null>(null);

const endings = new Set<() => void>();
/** Registers a function that clears account data when the session ends. */
export function whenSessionEnds(forget: () => void): void {
  endings.add(forget);
}

/** The address is kept to fill in the log-in form, for 30 days; it opens nothing. */
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

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: "unknown" });
  const refresh = useCallback(async () => {
    try {
      const person = await api.me();
      if (person) rememberEmail(person.username);
      setSession(person ? { state: "signed-in", email: person.username } : { state: "anonymous", endedByServer: false });
    } catch (error) {
      setSession(before => (before.state === "signed-in" ? before : { state: "unreachable", error }));
    }
  }, []);
  const forget = useCallback(() => setSession({ state: "anonymous", endedByServer: false }), []);
  useEffect(() => {
    whenSignedOut(() =>
      setSession(before => (before.state === "signed-in" ? { state: "anonymous", endedByServer: true } : before)),
    );
    void refresh();
  }, [refresh]);
  useEffect(() => {
    if (session.state === "anonymous") for (const end of endings) end();
  }, [session]);
  const value = useMemo(() => ({ session, refresh, forget }), [session, refresh, forget]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function useSession(): Sessions {
  const sessions = useContext(Context);
  if (!sessions) throw new Error("no SessionProvider around");
  return sessions;
}
