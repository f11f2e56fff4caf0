import { Upload as UploadIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { add, useUploads } from "./uploads.ts";

/** Uploads files to the folder on the screen. The list is read again when one is stored. */
export function UploadButton({ folder, onStored }: { folder: string; onStored: () => void }) {
  const { t, number } = useWording();
  const tell = useToast();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const stored = useUploads().filter(one => one.state === "stored").length;
  const told = useRef(stored);
  useEffect(() => {
    if (stored > told.current) onStored();
    told.current = stored;
  }, [stored, onStored]);
  return (
    <>
      <button type="button" className="icon" aria-label={t("upload.title")} title={t("upload.title")} onClick={() => input.current?.click()}>
        <UploadIcon size={22} aria-hidden />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("upload.title")}
        onChange={event => {
          const files = [...(event.target.files ?? [])];
          add(files, folder);
          event.target.value = "";
          tell(t("upload.started", { count: files.length, files: number(files.length) }), { label: t("upload.see"), onSelect: () => void navigate("/map/account/data/") });
        }}
      />
    </>
  );
}
