import { useEffect, type RefObject } from "react";

/** A hidden input for several files, or for all files of a folder. React does not know the attribute for folders, which all browsers have. */
export function FileInput({ input, label, folder = false, onChoose }: { input: RefObject<HTMLInputElement | null>; label: string; folder?: boolean; onChoose: (files: File[]) => void }) {
  useEffect(() => {
    if (folder) input.current?.setAttribute("webkitdirectory", "");
  }, [input, folder]);
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={event => {
        onChoose([...(event.target.files ?? [])]);
        event.target.value = "";
      }}
    />
  );
}
