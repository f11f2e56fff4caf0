import { Component, type ReactNode } from "react";
import { useWording } from "../i18n.tsx";
import { Note } from "./parts.tsx";

/** Where a screen breaks, or can't be fetched after an update of the portal: a sentence, and the way on. */
export class Boundary extends Component<{ children: ReactNode; place: string }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidUpdate(before: { place: string }) {
    if (this.state.broken && before.place !== this.props.place) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const { t } = useWording();
  return (
    <Note kind="bad">
      <p>{t("error.unexpected")}</p>
      <button type="button" className="link" onClick={() => location.reload()}>
        {t("action.reload")}
      </button>
    </Note>
  );
}
