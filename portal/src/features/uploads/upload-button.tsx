import { FileUp, FolderUp, Upload as UploadIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { Menu } from "../../components/menu.tsx";
import { useToast } from "../../components/toast.tsx";
import { useWording } from "../../lib/i18n.tsx";
import { FileInput } from "./file-input.tsx";
import { add, useUploads } from "./uploads.ts";

/** Uploads files or a whole folder to the folder on the screen. The list is loaded again after each stored file. */
export function UploadButton({ folder, onStored }: { folder: string; onStored: () => void }) {
  const { t, number } = useWording();
  const tell = useToast();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLInputElement>(null);
  const stored = useUploads().filter(one => one.state === "stored").length;
  const told = useRef(stored);
  useEffect(() => {
    if (stored > told.current) onStored();
    told.current = stored;
  }, [stored, onStored]);
  const choose = (files: File[]) => {
    add(files, folder);
    tell(t("upload.started", { count: files.length, files: number(files.length) }), { label: t("upload.see"), onSelect: () => void navigate("/map/account/data/") });
  };
  return (
    <>
      <Menu
        label={t("upload.title")}
        icon={<UploadIcon size={22} aria-hidden />}
        items={[
          { label: t("upload.choose"), icon: <FileUp size={18} aria-hidden />, onSelect: () => input.current?.click() },
          { label: t("upload.folder"), icon: <FolderUp size={18} aria-hidden />, onSelect: () => whole.current?.click() },
        ]}
      />
      <FileInput input={input} label={t("upload.choose")} onChoose={choose} />
      <FileInput input={whole} label={t("upload.folder")} folder onChoose={choose} />
    </>
  );
}
