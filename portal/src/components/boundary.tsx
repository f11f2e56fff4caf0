import { Component, type ReactNode } from "react";
import { useWording } from "../lib/i18n.tsx";
import { Note } from "./note.tsx";

/**
 * Shows the fallback if its content throws, or can't be fetched after an update of the portal. Another route renders
 * again.
 */
export class Boundary extends Component<{ children: ReactNode; fallback: ReactNode; place?: string }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidUpdate(before: { place?: string }) {
    if (this.state.broken && before.place !== this.props.place) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken ? this.props.fallback : this.props.children;
  }
}

/** A heading, a sentence, and a link or button to continue. */
export function Broken() {
  const { t } = useWording();
  return (
    <div className="stack">
      <h1>OsmAnd Account</h1>
      <Note kind="bad">
        <p>{t("error.unexpected")}</p>
        <button type="button" className="link" onClick={() => location.reload()}>
          {t("action.reload")}
        </button>
      </Note>
    </div>
  );
}
