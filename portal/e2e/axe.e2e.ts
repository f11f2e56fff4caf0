import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fake, world, type Fake } from "../test/fake/server.ts";
import { launch, open } from "./browser.ts";
import { screens, show } from "./screens.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Both themes, the phone's layout too; and nothing is wider than the window, from 320 px over 200 % of zoom to 1920 px. */
describe("axe finds nothing on any screen, and none is too wide", () => {
  test.each(screens.map((screen, index) => ({ ...screen, language: index % 2 ? ("en" as const) : ("nl" as const) })))("$name", async screen => {
    server.world = (screen.world ?? world)();
    const page = await open(browser, server.url, { language: screen.language });
    await show(page, server.url, screen);
    // As an expression of the debugger's: the page's own policy would let no script in.
    await page.evaluate(axe);
    const violations = async () => {
      const found = await page.evaluate(
        async () => ((await (window as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe.run({ resultTypes: ["violations"] })).violations),
      );
      return found.map(one => `${one.impact} ${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`);
    };
    expect(await violations()).toEqual([]);
    for (const width of [320, 640, 1920, 375]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBeLessThanOrEqual(0);
    }
    // The phone's layout in the dark theme: what differs in either is seen.
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations()).toEqual([]);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});
