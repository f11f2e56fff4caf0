import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { type ReactNode } from "react";
import { sentence } from "../api/errors.ts";
import { useWording } from "../lib/i18n.tsx";
import "./note.css";

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

export function Note({ kind = "info", children }: { kind?: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[kind];
  return (
    <div className={`note ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      <Icon size={20} aria-hidden />
      <div>{children}</div>
    </div>
  );
}

/** The sentence for an error, with a button to retry. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const wording = useWording();
  return (
    <Note kind="bad">
      <p>{sentence(error, wording)}</p>
      {again && (
        <button type="button" className="link" onClick={again}>
          {wording.t("action.try_again")}
        </button>
      )}
    </Note>
  );
}
