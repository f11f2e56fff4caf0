import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Language } from "../src/lib/i18n.tsx";
import { chromium, type Browser, type BrowserContext, type Page, type Request } from "playwright-core";

/** The browser to test with: CHROMIUM, or the usual path on Debian and other systems. */
export const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  path => path && existsSync(path),
);

export async function launch(): Promise<Browser> {
  if (!executable) throw new Error("no browser: install Chromium (apt-get install chromium) or set CHROMIUM");
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
}

export interface Look {
  language?: Language;
  theme?: "light" | "dark";
  width?: number;
}

/** A page with its errors and its unanswered requests. */
export type Opened = Page & { faults: string[]; waiting: Set<Request> };

/** A new browser profile. A request to another origin, or one that the policy refuses, is an error. */
export async function open(browser: Browser, origin: string, { language = "nl", theme = "light", width = 1280 }: Look = {}): Promise<Opened> {
  const context = await browser.newContext({
    locale: { nl: "nl-NL", en: "en-GB", de: "de-DE", fr: "fr-FR" }[language],
    timezoneId: "Europe/Amsterdam",
    colorScheme: theme,
    viewport: { width, height: width < 600 ? 780 : 860 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(Number(process.env.PATIENCE ?? 60_000));
  return watched(context, origin);
}

/** Opens a tab that records errors and unanswered requests. */
export async function watched(context: BrowserContext, origin: string): Promise<Opened> {
  const page = Object.assign(await context.newPage(), { faults: [] as string[], waiting: new Set<Request>() });
  page.on("requestfinished", request => page.waiting.delete(request));
  page.on("requestfailed", request => page.waiting.delete(request));
  page.on("request", request => {
    page.waiting.add(request);
    if (!request.url().startsWith(origin) && !request.url().startsWith("blob:")) page.faults.push(`asked ${request.url()}`);
  });
  page.on("console", message => {
    if (/content security policy|refused to/i.test(message.text())) page.faults.push(message.text());
  });
  page.on("pageerror", error => page.faults.push(String(error)));
  return page;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** Returns the violations that axe finds on the page. */
export async function violations(page: Page): Promise<string[]> {
  // The debugger evaluates it, because the page's policy allows no inline script.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    async () => (await (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe.run({ resultTypes: ["violations"] })).violations,
  );
  return found.map(one => `${one.impact} ${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`);
}
