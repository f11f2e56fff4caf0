import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fake, world } from "../test/fake/server.ts";
import { launch, open } from "./browser.ts";
import { screens, show } from "./screens.ts";

/** Which pictures to make, as a pattern over names such as trash-nl-dark-375; all without it. */
const only = new RegExp(process.env.ONLY ?? "");

/** Every screen in both languages, both themes and three widths; nothing is wider than the window. */
test("screenshots", { timeout: 1_800_000 }, async () => {
  mkdirSync("screenshots", { recursive: true });
  const browser = await launch();
  const server = await fake(world());
  const tooWide: string[] = [];
  for (const language of ["nl", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      for (const width of [375, 1280]) {
        for (const screen of screens) {
          const name = `${screen.name}-${language}-${theme}-${width}`;
          if (!only.test(name)) continue;
          server.world = (screen.world ?? world)();
          const page = await open(browser, server.url, { language, theme, width });
          await show(page, server.url, screen);
          await page.screenshot({ path: `screenshots/${name}.png` });
          if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) tooWide.push(name);
          expect(page.faults, name).toEqual([]);
          await page.context().close();
        }
      }
    }
  }
  await browser.close();
  server.close();
  expect(tooWide).toEqual([]);
});
