import { existsSync } from "node:fs";
import { chromium, type Browser, type Page } from "playwright-core";

/** The browser to test with: CHROMIUM, or where Debian and others put it. */
export const executable = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  path => path && existsSync(path),
);

export async function launch(): Promise<Browser> {
  if (!executable) throw new Error("no browser: install Chromium (apt-get install chromium) or set CHROMIUM");
  return chromium.launch({ executablePath: executable, args: ["--no-sandbox"] });
}

export interface Look {
  language?: "nl" | "en";
  theme?: "light" | "dark";
  width?: number;
}

/** A fresh browser profile; anything that the page asks of another origin, or the policy refuses, is a failure. */
export async function open(browser: Browser, origin: string, { language = "nl", theme = "light", width = 1280 }: Look = {}): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    locale: language === "nl" ? "nl-NL" : "en-GB",
    timezoneId: "Europe/Amsterdam",
    colorScheme: theme,
    viewport: { width, height: width < 600 ? 780 : 860 },
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const page = Object.assign(await context.newPage(), { faults: [] as string[] });
  page.on("request", request => {
    if (!request.url().startsWith(origin) && !request.url().startsWith("blob:")) page.faults.push(`asked ${request.url()}`);
  });
  page.on("console", message => {
    if (/content security policy|refused to/i.test(message.text())) page.faults.push(message.text());
  });
  page.on("pageerror", error => page.faults.push(String(error)));
  return page;
}
