import { type FormEvent, useState } from "react";
import { fieldOf, sentence } from "../../api/errors.ts";
import { useWording } from "../../lib/i18n.tsx";

/** One send at a time; the error belongs to a field until something is edited. */
export function useSubmit(): {
  busy: boolean;
  error: unknown;
  clear: () => void;
  submit: (event: FormEvent | undefined, act: () => Promise<void>) => void;
  at: (field: "email" | "code" | "password") => string | undefined;
  above: unknown;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wording = useWording();
  const field = error === undefined ? undefined : fieldOf(error);
  return {
    busy,
    error,
    clear: () => setError(undefined),
    at: which => (field === which ? sentence(error, wording) : undefined),
    above: error !== undefined && !field ? error : undefined,
    submit: (event, act) => {
      event?.preventDefault();
      if (busy) return;
      setBusy(true);
      setError(undefined);
      act()
        .catch(setError)
        .finally(() => setBusy(false));
    },
  };
}
