import { ChevronRight, History, Trash2 } from "lucide-react";
import { Link } from "react-router";
import { Head } from "../../components/head.tsx";
import { useWording } from "../../lib/i18n.tsx";

export function Settings() {
  const { t } = useWording();
  return (
    <>
      <Head title={t("settings.title")} />
      <section className="section" aria-labelledby="cloud">
        <h2 id="cloud">OsmAnd Cloud</h2>
        <div className="card rows">
          <Link className="row" to="/map/settings/changes/">
            <span className="tile blue">
              <History size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("changes.title")}</span>
              <span className="line">{t("changes.line")}</span>
            </span>
            <ChevronRight size={20} className="soft" aria-hidden />
          </Link>
          <Link className="row" to="/map/settings/trash/">
            <span className="tile">
              <Trash2 size={20} aria-hidden />
            </span>
            <span className="body">
              <span className="name">{t("trash.title")}</span>
              <span className="line">{t("trash.line")}</span>
            </span>
            <ChevronRight size={20} className="soft" aria-hidden />
          </Link>
        </div>
      </section>
    </>
  );
}
