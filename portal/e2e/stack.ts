import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

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

/** The local stack: the one at STACK, or one of its own with fresh data, from what `make test` has built. */
export async function stack(): Promise<Stack> {
  if (process.env.STACK) return { url: process.env.STACK, stop: () => undefined };
  const data = mkdtempSync(join(tmpdir(), "portal-"));
  const port = await freePort();
  const [command = "mvn", ...rest] = (process.env.MVN ?? "mvn").split(" ");
  const maven: ChildProcess = spawn(command, [...rest, "-q", "-B", "-DskipTests", "-Dspotless.check.skip", "-Prun", "-pl", "infrastructure/local", "-am", "install"], {
    cwd: "..",
    env: { ...process.env, PORT: String(port), DATA: data },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = () => {
    // The whole group that was started here: Maven and the JVM that it runs.
    if (maven.pid) process.kill(-maven.pid);
    rmSync(data, { recursive: true, force: true });
  };
  const until = Date.now() + 300_000;
  while (!(await serves(url))) {
    if (maven.exitCode !== null || Date.now() > until) throw new Error("the local stack does not start");
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  return { url, stop };
}

/** The code of the newest mail to an address. */
export async function mailedCode(url: string, to: string, atLeast: number): Promise<string> {
  for (let turn = 0; turn < 50; turn++) {
    const messages = await mails(url, to);
    if (messages.length >= atLeast) {
      const code = /\b(\d{6,8})\b/.exec(messages[messages.length - 1]!.text);
      if (code) return code[1]!;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  throw new Error(`no mail number ${atLeast} with a code came for ${to}`);
}

export async function mails(url: string, to: string): Promise<{ text: string; subject: string }[]> {
  const answer = await fetch(`${url}/local/inbox?to=${encodeURIComponent(to)}`);
  return ((await answer.json()) as { messages: { text: string; subject: string }[] }).messages;
}
