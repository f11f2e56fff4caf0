import { useEffect, useRef, useState, type FormEvent } from "react";
import { fieldOf, sentence } from "../../api/errors.ts";
import { useWording, type Key } from "../../lib/i18n.tsx";
import { CodeState, type CodePurpose } from "./code.ts";

export type FieldName = "email" | "code" | "password";

/** The state of a form: one request at a time, and its error until a field changes. `purpose` is that of its code, if it has one. */
export function useSubmit(purpose: CodePurpose = "signUp"): {
  busy: boolean;
  error: unknown;
  clear: () => void;
  submit: (event: FormEvent | undefined, act: () => Promise<void>) => void;
  /** The sentence below a field. */
  at: (field: FieldName) => string | undefined;
  /** An error that belongs to no field. */
  above: unknown;
  /** Call it after a new code was mailed. It resets the number of wrong tries. */
  codeSent: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown; code: Key | undefined }>();
  const codes = useRef<CodeState>(undefined);
  codes.current ??= new CodeState(purpose);
  const form = useRef<EventTarget>(undefined);
  useEffect(() => {
    if (failure && form.current instanceof HTMLElement) form.current.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [failure]);
  const wording = useWording();
  const field = failure && fieldOf(failure.error);
  return {
    busy,
    error: failure?.error,
    clear: () => setFailure(undefined),
    at: which => (failure && field === which ? (failure.code ? wording.t(failure.code) : sentence(failure.error, wording)) : undefined),
    above: failure && !field ? failure.error : undefined,
    codeSent: () => codes.current?.sent(),
    submit: (event, act) => {
      event?.preventDefault();
      if (busy) return;
      form.current = event?.currentTarget;
      setBusy(true);
      setFailure(undefined);
      act()
        .catch((error: unknown) => setFailure({ error, code: codes.current?.refused(error) }))
        .finally(() => setBusy(false));
    },
  };
}
