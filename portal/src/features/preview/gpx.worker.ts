import { read } from "./gpx.ts";
import { preview, type Preview } from "./preview.ts";

/** Reads a GPX file away from the page, which stays responsive. The answer is empty if the file is no GPX. */
onmessage = async (event: MessageEvent<Blob>) => {
  let answer: Preview | undefined;
  try {
    const bytes = new Uint8Array(await event.data.arrayBuffer());
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
    answer = preview(read(new TextDecoder(encoding).decode(bytes)));
  } catch {
    // The file is no GPX. The page says so.
    answer = undefined;
  }
  postMessage(answer);
};
