import { plainName } from "../../lib/names.ts";
import { useName } from "./use-name.ts";

/**
 * A file's name in a row, isolated from the writing direction of the text around it. Its tooltip includes the folder.
 */
export function FileName({ file }: { file: { type: string; name: string } }) {
  const nameOf = useName();
  return (
    <span className="name lines" title={plainName(file.name)}>
      <bdi>{nameOf(file)}</bdi>
    </span>
  );
}
