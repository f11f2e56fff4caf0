import { useLocation, useNavigate } from "react-router";

/** The step of a form, kept in the browser's history. So Back and a reload keep it. */
interface Place {
  step?: "code" | "resend" | "password" | "done";
  email?: string;
  code?: string;
  /** Whether a second code was mailed. */
  again?: boolean;
}

export function usePlace(): [Place, (place: Place, replace?: boolean) => void] {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  return [(state as Place | null) ?? {}, (place, replace = false) => void navigate(pathname, { state: place, replace })];
}
