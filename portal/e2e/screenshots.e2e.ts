import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { fake, world } from "../test/fake/server.ts";
import { launch, open } from "./browser.ts";
import { screens } from "./screens.ts";

/** Every screen in both languages, both themes and three widths; nothing is wider than the window. */
test("screenshots", { timeout: 900_000 }, async () => {
  mkdirSync("screenshots", { recursive: true });
  const browser = await launch();
  const server = await fake(world());
  const only = process.env.ONLY?.split(",");
  const widths = process.env.WIDTHS?.split(",").map(Number) ?? [320, 375, 1280];
  const tooWide: string[] = [];
  for (const language of ["nl", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      for (const width of widths) {
        for (const screen of screens) {
          if (only && !only.includes(screen.name)) continue;
          server.world = (screen.world ?? world)();
          const page = await open(browser, server.url, { language, theme, width });
          await page.goto(server.url + screen.path);
          await page.waitForLoadState("networkidle");
          await screen.reach?.(page);
          const name = `${screen.name}-${language}-${theme}-${width}`;
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
