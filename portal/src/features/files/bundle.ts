import { BlobReader, BlobWriter, configure, ZipWriter } from "@zip.js/zip.js";
import { api } from "../../api/api.ts";
import type { CloudFile } from "../../api/types.ts";
import { plainName } from "../../lib/names.ts";

// Workers are off: they would be scripts from blob: addresses, which the content security policy refuses.
configure({ useWebWorkers: false });

/** Makes one ZIP of several files, with the paths of "Download all". */
export async function bundle(files: CloudFile[]): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter("application/zip"));
  for (const file of files) {
    const content = await api.download(file.name, file.type, file.updatetimems, false);
    const path = plainName(file.name).split("/").filter(part => part !== "" && part !== "." && part !== "..").join("/");
    await zip.add(`${file.type}/${path}`, new BlobReader(content), { lastModDate: new Date(file.clienttimems || file.updatetimems) });
  }
  return zip.close();
}
