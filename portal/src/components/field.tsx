import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { useId, useState, type InputHTMLAttributes, type ReactNode } from "react";
import { codeOf } from "../lib/names.ts";
import { useWording } from "../lib/i18n.tsx";
import "./field.css";

type Native = Pick<InputHTMLAttributes<HTMLInputElement>, "autoComplete" | "autoFocus" | "inputMode" | "spellCheck" | "autoCapitalize" | "maxLength">;
interface Props extends Native {
  label: string;
  value: string;
  onChange: (value: string) => void;
  kind?: "email" | "password" | "text" | "code";
  error?: ReactNode;
  help?: string | undefined;
  /** Whether this field has the focus when a dialog opens. */
  first?: boolean;
}

/** A labelled field; screen readers announce its help and its error. */
export function Field({ label, value, onChange, kind = "text", error, help, first = false, ...native }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const { t } = useWording();
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={error ? "field wrong" : "field"}>
      <label htmlFor={id}>{label}</label>
      <div className="box">
        <input
          id={id}
          className={kind === "code" ? "code" : undefined}
          type={kind === "password" && !shown ? "password" : kind === "email" ? "email" : "text"}
          value={value}
          onChange={event => onChange(event.target.value)}
          data-focus={first || undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
          {...native}
        />
        {kind === "password" && (
          <button
            type="button"
            className="icon"
            aria-label={t(shown ? "action.hide_password" : "action.show_password")}
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff size={20} aria-hidden /> : <Eye size={20} aria-hidden />}
          </button>
        )}
      </div>
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <div id={`${id}-error`} role="alert">
        {error && (
          <div className="error">
            <CircleAlert size={16} aria-hidden />
            <span>{error}</span>
          </div>
        )}
      </div>
    </div>
  );
}

export function EmailField(props: Omit<Props, "kind">) {
  return <Field autoComplete="username" spellCheck={false} autoCapitalize="none" inputMode="email" {...props} kind="email" />;
}

/** Takes 6 to 8 digits, typed, pasted with spaces or dashes, or filled in from a message. */
export function CodeField(props: Omit<Props, "kind">) {
  return (
    <Field
      autoComplete="one-time-code"
      inputMode="numeric"
      spellCheck={false}
      {...props}
      kind="code"
      onChange={text => props.onChange(codeOf(text))}
    />
  );
}

export function PasswordField(props: Omit<Props, "kind">) {
  return <Field autoComplete="current-password" spellCheck={false} autoCapitalize="none" {...props} kind="password" />;
}
