import { useLocation, useNavigate } from "react-router";

/** Where a form stands is kept in the browser's history: back, and a reload after a look at the mail, keep the place. */
interface Place {
  step?: "code" | "resend" | "password" | "done";
  email?: string;
  code?: string;
  /** A second code was mailed. */
  again?: boolean;
}

export function usePlace(): [Place, (place: Place, replace?: boolean) => void] {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  return [(state as Place | null) ?? {}, (place, replace = false) => void navigate(pathname, { state: place, replace })];
}
