import { type ReactNode } from "react";
import { Failure } from "../../components/note.tsx";
import { Waiting } from "../../components/skeleton.tsx";
import { useSession } from "./session.tsx";
import { Welcome } from "./welcome.tsx";

/** A page for signed-in users: a skeleton until the session is known, the welcome screen for anonymous users. */
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
