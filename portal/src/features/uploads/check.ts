import type { Key } from "../../lib/i18n.tsx";

/** A file that is refused before its upload, with the sentence for the reason. */
export class FileProblem extends Error {
  constructor(readonly key: Key) {
    super(key);
  }
}

/** Bytes within which the root element of a GPX file must begin, after comments and a declaration. */
const HEAD = 64 * 1024;

/** Refuses an empty file, and a file named .gpx without a `<gpx` element. */
export async function check(file: File): Promise<void> {
  if (file.size === 0) throw new FileProblem("upload.empty");
  if (!/\.gpx$/i.test(file.name)) return;
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  if (!/<(\w+:)?gpx[\s/>]/i.test(new TextDecoder(encoding).decode(bytes))) throw new FileProblem("upload.no_gpx");
}
