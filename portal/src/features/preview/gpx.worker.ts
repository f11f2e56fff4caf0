import { read } from "./gpx.ts";
import { preview, type Preview } from "./preview.ts";

/** Parses a GPX file in a worker, so the page stays responsive. The answer is empty if the file is not GPX. */
onmessage = async (event: MessageEvent<Blob>) => {
  let answer: Preview | undefined;
  try {
    const bytes = new Uint8Array(await event.data.arrayBuffer());
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
    answer = preview(read(new TextDecoder(encoding).decode(bytes)));
  } catch {
    // The file is not GPX. The page shows a message.
    answer = undefined;
  }
  postMessage(answer);
};
