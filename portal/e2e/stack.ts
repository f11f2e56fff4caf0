import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export interface Stack {
  url: string;
  stop: () => void;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(ready => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise(closed => server.close(closed));
  return port;
}

async function serves(url: string): Promise<boolean> {
  return fetch(`${url}/local/health`).then(
    answer => answer.ok,
    () => false,
  );
}

const LOCAL = "../infrastructure/devserver";

/** The class path of the built dev server. Undefined if it is not built or a source is newer. */
function classPath(): string | undefined {
  const written = `${LOCAL}/target/classpath`;
  if (!existsSync(written)) return undefined;
  const built = statSync(written).mtimeMs;
  const newer = (folder: string): boolean =>
    readdirSync(folder, { withFileTypes: true }).some(entry => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name !== "target" && entry.name !== "test" && newer(path);
      return statSync(path).mtimeMs > built;
    });
  return newer("../functions") || newer(LOCAL) ? undefined : `${LOCAL.slice(3)}/target/classes:${readFileSync(written, "utf8").trim()}`;
}

/** Starts the dev server that `make test` built. Otherwise Maven builds and starts it. */
function start(environment: NodeJS.ProcessEnv): ChildProcess {
  const built = classPath();
  const [command = "", ...rest] = built
    ? [`${execFileSync("../.ci/newest-java", { encoding: "utf8" }).trim()}/bin/java`, "@infrastructure/devserver/jvm.options", "-classpath", built, "net.osmand.account.devserver.Main"]
    : [...(process.env.MVN ?? "mvn").split(" "), "-q", "-B", "-DskipTests", "-Dspotless.check.skip", "-Prun", "-pl", "infrastructure/devserver", "-am", "install"];
  return spawn(command, rest, { cwd: "..", env: { ...process.env, ...environment }, stdio: ["ignore", "ignore", "inherit"], detached: true });
}

/** The dev server: the one at STACK, or a new one with empty data. */
export async function stack(): Promise<Stack> {
  if (process.env.STACK) return { url: process.env.STACK, stop: () => undefined };
  const data = mkdtempSync(join(tmpdir(), "portal-"));
  const port = await freePort();
  const running = start({ PORT: String(port), DATA: data });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    // Ends the process group that was started here: the JVM, or Maven and its JVM.
    if (running.pid && running.exitCode === null) process.kill(-running.pid);
    rmSync(data, { recursive: true, force: true });
  };
  const until = Date.now() + 300_000;
  while (!(await serves(url))) {
    if (running.exitCode !== null || Date.now() > until) {
      stop();
      throw new Error("the local stack does not start");
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return { url, stop };
}

interface Mail {
  text: string;
  subject: string;
}
const codeIn = (mail: Mail) => /\b(\d{6,8})\b/.exec(mail.text)?.[1];

/** The newest code mailed to an address in its mail of that number, counted from 1, or in a later one. */
export async function mailedCode(url: string, to: string, from: number): Promise<string> {
  const messages = await mails(url, to, all => all.slice(from - 1).some(codeIn));
  return messages.slice(from - 1).map(codeIn).findLast(code => code !== undefined)!;
}

/** Waits until `arrived` accepts the mails to an address, and returns them. */
export async function mails(url: string, to: string, arrived: (all: Mail[]) => boolean = () => true): Promise<Mail[]> {
  const until = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(`${url}/local/inbox?to=${encodeURIComponent(to)}`);
    const { messages } = (await answer.json()) as { messages: Mail[] };
    if (arrived(messages)) return messages;
    if (Date.now() > until) throw new Error(`the mail to ${to} that was waited for did not come`);
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** Moves the stack's clock forward, for example by PT25H, and returns the new time. */
export async function advance(url: string, by: string): Promise<number> {
  const answer = await fetch(`${url}/local/clock?advance=${by}`, { method: "POST" });
  return ((await answer.json()) as { now: number }).now;
}

interface Listed {
  type: string;
  name: string;
  filesize: number;
  clienttimems: number;
}

/** A phone with the app, signed in to a new or an existing account. */
export class Phone {
  private constructor(
    private readonly url: string,
    private readonly device: { id: number; accesstoken: string },
  ) {}

  static async signedIn(url: string, email: string, brand: string, model: string, known = false): Promise<Phone> {
    const before = (await mails(url, email)).length;
    await post(`${url}/userdata/user-register`, { email, login: String(known), deviceid: model, lang: "en" });
    const token = await mailedCode(url, email, before + 1);
    const answer = await post(`${url}/userdata/device-register`, { email, token, deviceid: model, brand, model });
    return new Phone(url, (await answer.json()) as { id: number; accesstoken: string });
  }

  private with(more: Record<string, string>): Record<string, string> {
    return { ...more, deviceid: String(this.device.id), accessToken: this.device.accesstoken };
  }

  async upload(type: string, name: string, content: string, clienttime = 1): Promise<void> {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(gzipSync(content))]), `${name}.gz`);
    const query = new URLSearchParams(this.with({ type, name, clienttime: String(clienttime) }));
    await checked(await fetch(`${this.url}/userdata/upload-file?${query.toString()}`, { method: "POST", body: form }));
  }

  /** The account's files as a device lists them: names and bytes. */
  async files(): Promise<Map<string, number>> {
    return this.listed(file => file.filesize);
  }

  /** The client time of each file, epoch milliseconds. */
  async times(): Promise<Map<string, number>> {
    return this.listed(file => file.clienttimems);
  }

  private async listed(what: (file: Listed) => number): Promise<Map<string, number>> {
    const answer = await checked(await fetch(`${this.url}/userdata/list-files?${new URLSearchParams(this.with({})).toString()}`));
    const { uniqueFiles } = (await answer.json()) as { uniqueFiles: Listed[] };
    return new Map(uniqueFiles.map(file => [`${file.type} ${file.name}`, what(file)]));
  }

  async delete(type: string, name: string): Promise<void> {
    await post(`${this.url}/userdata/delete-file`, this.with({ type, name }));
  }
}

async function post(url: string, form: Record<string, string>): Promise<Response> {
  return checked(await fetch(url, { method: "POST", body: new URLSearchParams(form) }));
}

async function checked(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${new URL(answer.url).pathname} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

interface ShopEvent {
  id: string;
  type: string;
  created: number;
  data: Record<string, unknown>;
}

/** Sends the shop's events of a monthly Pro subscription, bought one day before the stack's clock. */
export class Shop {
  private readonly bought: ShopEvent[];

  constructor(
    private readonly url: string,
    email: string,
    private readonly now: number,
    run: string,
  ) {
    const sample = readFileSync("../functions/purchases/src/test/resources/fastspring-events/06-order-and-activation-batch-pro-monthly.json", "utf8");
    const shift = now - 86_400_000 - 1_791_662_400_900;
    const own = sample
      .replaceAll("dirk@example.com", email)
      .replace(/\b(evt|Sub|Ord|Acc)Dirk\w*/g, found => found + run)
      .replaceAll("EXAMPLE261010", `EXAMPLE${run}`)
      .replace(/\b1[78]\d{11}\b/g, time => String(Number(time) + shift));
    this.bought = (JSON.parse(own) as { events: ShopEvent[] }).events;
  }

  buy(): Promise<void> {
    return this.tell(this.bought);
  }

  /** Cancels the subscription. The plan is valid until the paid period ends. */
  cancel(): Promise<void> {
    const end = this.bought[0]!.data.next;
    return this.tell([this.later("canceled", 1000, { state: "canceled", canceledDate: this.now, deactivationDate: end, end })]);
  }

  /** Ends the subscription and the plan. */
  end(): Promise<void> {
    return this.tell([this.later("deactivated", 2000, { state: "deactivated", active: false, deactivationDate: this.now, end: this.now })]);
  }

  private later(type: string, after: number, data: object): ShopEvent {
    const first = this.bought[0]!;
    return { ...first, id: `${first.id}${type}`, type: `subscription.${type}`, created: this.now + after, data: { ...first.data, changed: this.now + after, ...data } };
  }

  private async tell(events: ShopEvent[]): Promise<void> {
    const body = JSON.stringify({ events });
    const signature = createHmac("sha256", "local-fastspring-secret").update(body).digest("base64");
    await checked(await fetch(`${this.url}/webhooks/fastspring`, { method: "POST", headers: { "content-type": "application/json", "x-fs-signature": signature }, body }));
  }
}
