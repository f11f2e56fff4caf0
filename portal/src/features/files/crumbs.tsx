import { ChevronRight } from "lucide-react";
import { Link } from "react-router";
import { useWording } from "../../lib/i18n.tsx";
import { plainName } from "../../lib/names.ts";

/** The path of a folder. Every part except the last is a link. */
export function Crumbs({ title, folder }: { title: string; folder: string }) {
  const { t } = useWording();
  const parts = folder.split("/");
  return (
    <nav className="crumbs" aria-label={t("folders.path")}>
      <ol>
        <li>
          <Link to="?">{title}</Link>
        </li>
        {parts.map((part, index) => {
          const path = parts.slice(0, index + 1).join("/");
          return (
            <li key={path}>
              <ChevronRight size={16} aria-hidden />
              {index === parts.length - 1 ? (
                <span aria-current="page">
                  <bdi>{plainName(part)}</bdi>
                </span>
              ) : (
                <Link to={`?folder=${encodeURIComponent(path)}`}>
                  <bdi>{plainName(part)}</bdi>
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
