import { type ReactNode } from "react";
import { Picture } from "./picture.tsx";
import "./empty.css";

export function Empty({ icon, title, children, action }: { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="card empty">
      <Picture>{icon}</Picture>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
