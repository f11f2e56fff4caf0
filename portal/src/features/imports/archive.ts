import { BlobReader, BlobWriter, configure, TextWriter, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { contents, MANIFEST, type Restorable } from "./contents.ts";

// Workers are off: they would be scripts from blob: addresses, which the content security policy refuses.
configure({ useWebWorkers: false });

/** An opened backup. Files are unpacked one at a time, so its size does not matter. */
export interface Backup {
  files: Restorable[];
  /** The content of a file; rejects if the entry is damaged. */
  read: (file: Restorable) => Promise<Blob>;
  close: () => Promise<void>;
}

/** Opens a backup made by OsmAnd, its website or "Download all". Rejects if the file is not a ZIP. */
export async function openBackup(file: Blob): Promise<Backup> {
  const zip = new ZipReader(new BlobReader(file));
  const entries = new Map<string, FileEntry>();
  for (const entry of await zip.getEntries()) if (!entry.directory) entries.set(entry.filename, entry);
  const manifest = entries.get(MANIFEST);
  const found = contents(
    [...entries.values()].map(entry => ({ path: entry.filename, size: entry.uncompressedSize, time: entry.lastModDate.getTime() })),
    manifest && JSON.parse(await manifest.getData(new TextWriter())),
  );
  return {
    files: found,
    read: async one => {
      if (one.text !== undefined) return new Blob([one.text]);
      const entry = entries.get(one.path ?? "");
      if (!entry) throw new Error(`the archive has no entry ${one.path}`);
      return entry.getData(new BlobWriter(), { checkSignature: true });
    },
    close: () => zip.close(),
  };
}
