import { useLayoutEffect, type RefObject } from "react";

/**
 * A hidden input for several files, or for all files of a folder. All browsers support the attribute for folders, but
 * React does not know it.
 */
export function FileInput({ input, label, folder = false, onChoose }: { input: RefObject<HTMLInputElement | null>; label: string; folder?: boolean; onChoose: (files: File[]) => void }) {
  // In the same task as the input: without the attribute it would choose files.
  useLayoutEffect(() => {
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
