import { type ReactNode } from "react";
import { PasswordField } from "../../components/field.tsx";
import { type Key, useWording } from "../../lib/i18n.tsx";

/** The problem with a new password, once both fields are filled: equality first, then length. */
export function passwordFault(password: string, again: string): Key | undefined {
  if (!password || !again) return undefined;
  if (password !== again) return "error.password_unequal";
  return password.length < 8 ? "error.password_short" : undefined;
}

interface Passwords {
  password: string;
  again: string;
  set: (password: string, again: string) => void;
  error?: ReactNode;
  /** Whether these are the first fields of the form. */
  first?: boolean;
}

export function NewPasswords({ password, again, set, error, first = false }: Passwords) {
  const { t } = useWording();
  const fault = passwordFault(password, again);
  return (
    <>
      <PasswordField
        autoFocus={first}
        label={t("field.new_password")}
        autoComplete="new-password"
        help={t("password.hint")}
        value={password}
        onChange={value => set(value, again)}
        error={error ?? (fault === "error.password_short" ? t(fault) : undefined)}
      />
      <PasswordField
        label={t("field.repeat_password")}
        autoComplete="new-password"
        value={again}
        onChange={value => set(password, value)}
        error={fault === "error.password_unequal" ? t(fault) : undefined}
      />
    </>
  );
}
