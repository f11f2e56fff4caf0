import { ApiError } from "../../api/client.ts";
import type { CloudFile } from "../../api/types.ts";
import type { Place } from "../uploads/upload.ts";
import type { Restorable } from "./contents.ts";

export interface Failed {
  file: Restorable;
  error: unknown;
}
/** `paused` with an error: the connection is lost or the storage is full. `done` counts files, `bytes` their bytes. */
export interface Progress {
  state: "running" | "paused" | "ended";
  done: number;
  total: number;
  bytes: number;
  allBytes: number;
  stored: number;
  skipped: number;
  failed: Failed[];
  error?: unknown;
}

export interface Cloud {
  list: () => Promise<CloudFile[]>;
  read: (file: CloudFile) => Promise<Blob>;
  store: (content: Blob, place: Required<Place>, signal: AbortSignal) => Promise<unknown>;
}

/** Milliseconds by which the time in an archive may differ, because ZIP times have steps of two seconds. */
const SAME_TIME = 2000;
/** Bytes up to which two files of the same size are compared by their content. */
const COMPARED = 4_000_000;
const keyOf = ({ type, name }: { type: string; name: string }) => `${type}|${name}`;

/**
 * Stores the files of a backup one by one. It can pause. It skips files that are in the cloud already, so a restart
 * continues.
 */
export class Restore {
  private progress: Progress;
  private readonly stopped = new AbortController();
  private resumed: (() => void) | undefined;
  private paused = false;

  constructor(
    private readonly files: Restorable[],
    private readonly content: (file: Restorable) => Promise<Blob>,
    private readonly cloud: Cloud,
    private readonly tell: (progress: Progress) => void,
  ) {
    const allBytes = files.reduce((sum, file) => sum + file.size, 0);
    this.progress = { state: "running", done: 0, total: files.length, bytes: 0, allBytes, stored: 0, skipped: 0, failed: [] };
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.resumed?.();
  }

  stop(): void {
    this.stopped.abort();
    this.resumed?.();
  }

  /** Resolves when all files are processed, or after a stop. */
  async run(): Promise<Progress> {
    this.put({ state: "running" });
    let known: Map<string, CloudFile> | undefined;
    for (let index = 0; index < this.files.length && !this.stopped.signal.aborted; ) {
      if (this.paused) await this.wait();
      if (this.stopped.signal.aborted) break;
      const file = this.files[index]!;
      try {
        known ??= new Map((await this.cloud.list()).map(one => [keyOf(one), one]));
        const outcome = await this.one(file, known.get(keyOf(file)));
        this.put({ [outcome]: this.progress[outcome] + 1 });
      } catch (error) {
        if (this.stopped.signal.aborted) break;
        if (isTemporary(error)) {
          this.paused = true;
          this.put({ error });
          continue;
        }
        this.put({ failed: [...this.progress.failed, { file, error }] });
      }
      index++;
      this.put({ done: index, bytes: this.progress.bytes + file.size });
    }
    this.put({ state: "ended" });
    return this.progress;
  }

  private async one(file: Restorable, there: CloudFile | undefined): Promise<"stored" | "skipped"> {
    const sameSize = there?.filesize === file.size;
    if (there && sameSize && Math.abs((there.clienttimems || 0) - file.time) <= SAME_TIME) return "skipped";
    const content = await this.content(file);
    if (there && sameSize && file.size <= COMPARED && (await isEqual(content, await this.cloud.read(there)))) return "skipped";
    await this.cloud.store(content, { type: file.type, name: file.name, clienttime: file.time }, this.stopped.signal);
    return "stored";
  }

  private async wait(): Promise<void> {
    this.put({ state: "paused" });
    await new Promise<void>(resolve => (this.resumed = resolve));
    this.resumed = undefined;
    this.progress = { ...this.progress, error: undefined };
    this.put({ state: "running" });
  }

  private put(change: Partial<Progress>): void {
    this.progress = { ...this.progress, ...change };
    this.tell(this.progress);
  }
}

/**
 * Whether the next file would fail too: no connection, too many requests, a server error, no session, or full storage.
 */
function isTemporary(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 401 || error.status === 409 || error.status === 429 || error.status >= 500 || error.reason === "108";
}

async function isEqual(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false;
  const [first, second] = [new Uint8Array(await one.arrayBuffer()), new Uint8Array(await other.arrayBuffer())];
  return first.every((byte, index) => byte === second[index]);
}
