import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fake, world, type Fake } from "../test/fake/server.ts";
import { launch, open } from "./browser.ts";

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

test.each(["reduce", "no-preference"] as const)("a progress bar without a known end moves, with motion: %s", async reducedMotion => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.emulateMedia({ reducedMotion });
  await page.route("**/mapapi/download-backup?*", () => undefined);
  await page.goto(`${server.url}/map/account/data/download/`);
  await page.getByRole("button", { name: /Back-up downloaden/ }).click();
  const bar = page.locator("dialog .stuck progress");
  await bar.waitFor();
  /** Returns the look of the bar at a time of its animation. */
  const at = async (milliseconds: number) => {
    const animations = await bar.evaluate((element, time) => {
      const running = element.getAnimations();
      for (const one of running) {
        one.pause();
        one.currentTime = time;
      }
      return running.length;
    }, milliseconds);
    expect(animations).toBe(1);
    return (await bar.screenshot({ animations: "allow" })).toString("base64");
  };
  expect(await at(900)).not.toBe(await at(100));
  await page.context().close();
});
