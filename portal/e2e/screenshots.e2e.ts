import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fake, world } from "../test/fake/server.ts";
import type { Language } from "../src/lib/i18n.tsx";
import { launch, open } from "./browser.ts";
import { screens, show } from "./screens.ts";

/** A pattern of screenshot names such as trash-nl-dark-375. Default: all. */
const only = new RegExp(process.env.ONLY ?? "");

/** The languages of the screenshots, such as "de fr". */
const languages = (process.env.LANGUAGES ?? "nl en").split(" ") as Language[];

/**
 * Takes every screen in two languages, both themes and both widths, and checks that nothing is wider than the window.
 */
test("screenshots", { timeout: 1_800_000 }, async () => {
  mkdirSync("screenshots", { recursive: true });
  const browser = await launch();
  const server = await fake(world());
  const tooWide: string[] = [];
  for (const language of languages) {
    for (const width of [375, 1280]) {
      for (const screen of screens) {
        const themes = (["light", "dark"] as const).filter(theme => only.test(`${screen.name}-${language}-${theme}-${width}`));
        if (themes.length === 0) continue;
        server.world = (screen.world ?? world)();
        const page = await open(browser, server.url, { language, width });
        await show(page, server.url, screen);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme });
          await page.screenshot({ path: `screenshots/${screen.name}-${language}-${theme}-${width}.png` });
        }
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) tooWide.push(`${screen.name}-${language}-${width}`);
        expect(page.faults, screen.name).toEqual([]);
        await page.context().close();
      }
    }
  }
  await browser.close();
  server.close();
  expect(tooWide).toEqual([]);
});
