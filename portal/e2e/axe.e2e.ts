import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fake, world, type Fake } from "../test/fake/server.ts";
import { LANGUAGES, type Language } from "../src/lib/i18n.tsx";
import { launch, open, violations } from "./browser.ts";
import { screens, show } from "./screens.ts";

let browser: Browser;
let server: Fake;
beforeAll(async () => {
  browser = await launch();
  server = await fake(world());
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** The languages; the screens use them in turn. */
const languages = Object.keys(LANGUAGES) as Language[];

/** Both themes and the phone's layout. Nothing is wider than the window, from 320 px (also 200 % zoom) to 1920 px. */
describe("axe finds nothing on any screen, and none is too wide", () => {
  test.each(screens.map((screen, index) => ({ ...screen, language: languages[index % languages.length]! })))("$name", async screen => {
    server.world = (screen.world ?? world)();
    const page = await open(browser, server.url, { language: screen.language, width: screen.narrow ? 375 : 1280 });
    await show(page, server.url, screen);
    expect(await violations(page)).toEqual([]);
    for (const width of [320, 640, 1920, 375]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBeLessThanOrEqual(0);
    }
    // The phone's layout in the dark theme covers the differences of both.
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page)).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
