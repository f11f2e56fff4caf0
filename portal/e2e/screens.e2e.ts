import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODE, entries, fake, world, type Fake } from "../test/fake/server.ts";
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

describe("axe finds nothing on any screen", () => {
  for (const screen of screens) {
    test(screen.name, async () => {
      for (const [language, theme, width] of [["nl", "light", 1280], ["en", "dark", 375]] as const) {
        server.world = (screen.world ?? world)();
        const page = await open(browser, server.url, { language, theme, width });
        await show(page, server.url, screen);
        // As an expression of the debugger's: the page's own policy would let no script in.
        await page.evaluate(axe);
        const violations = await page.evaluate(
          async () => ((await (window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe.run()).violations),
        );
        expect(violations.map(one => `${one.impact} ${one.id}: ${one.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`)).toEqual([]);
        expect(page.faults).toEqual([]);
        await page.context().close();
      }
    });
  }
});

describe("against the fake API", () => {
  test("2,000 changes are a window of less than 2,000 nodes, read a page at a time", async () => {
    server.world = world({ changes: entries(2000, Date.now(), false) });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/changes/`);
    await page.locator(".window .row").first().waitFor();
    expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(1);
    const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
    expect(await nodes()).toBeLessThan(2000);
    for (let turn = 0; turn < 40 && !(await page.getByText("Track 1999", { exact: true }).count()); turn++) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForLoadState("networkidle");
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    expect(await page.getByText("Track 1999", { exact: true }).count()).toBe(1);
    expect(await nodes()).toBeLessThan(2000);
    expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(4);
    await page.context().close();
  });

  test("5,000 things in the trash are a window too, and emptying shows how far it is", async () => {
    server.world = world({ trash: entries(5000, Date.now(), true) });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/trash/`);
    await page.locator(".window .row").first().waitFor();
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(2000);
    await page.getByRole("button", { name: "Prullenbak legen" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();
    await page.getByText("50%").waitFor();
    await page.getByText("De prullenbak is leeg", { exact: true }).waitFor();
    await page.context().close();
  });

  test("restoring takes the row away; a refusal brings it back and says why", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/trash/`);
    const rows = page.locator(".window .row");
    await rows.first().waitFor();
    const before = await rows.count();
    await page.locator("[aria-haspopup=menu]").first().click();
    await page.getByRole("menuitem", { name: "Herstellen uit prullenbak" }).click();
    await page.getByText("is hersteld").waitFor();
    expect(await rows.count()).toBe(before - 1);
    server.world.broken.set("/mapapi/restore-file", 500);
    await page.locator("[aria-haspopup=menu]").first().click();
    await page.getByRole("menuitem", { name: "Herstellen uit prullenbak" }).click();
    await page.getByText("Er ging iets mis op de server").waitFor();
    expect(await rows.count()).toBe(before - 1);
    await page.context().close();
  });

  test("a large export shows its progress, can be cancelled, and is saved when it is done", async () => {
    server.world = world({ bigExport: true });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/data/download/`);
    expect(await page.getByRole("checkbox", { name: /^Kaarten/ }).isChecked()).toBe(false);
    await page.getByRole("button", { name: /Back-up downloaden/ }).click();
    await page.getByText("20%").waitFor();
    await page.getByRole("button", { name: "Annuleren" }).click();
    await page.getByText("Het downloaden is geannuleerd.").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /Back-up downloaden/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^Export_\d\d-\d\d-\d\d\.osf$/);
    await page.getByText("De back-up is gedownload.").waitFor();
    await page.context().close();
  });

  test("each store's link stands on its purchase, and a free plan says so", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    const expected = { sub0: "osmand.onfastspring.com", sub1: "play.google.com", sub2: "www.amazon.com", inapp0: "apps.apple.com" };
    for (const [place, host] of Object.entries(expected)) {
      await page.goto(`${server.url}/map/account/purchases/${place}`);
      const link = page.getByRole("link", { name: /Abonnement beheren/ });
      expect(new URL((await link.getAttribute("href")) ?? "").host).toBe(host);
      expect(await link.getAttribute("rel")).toContain("noopener");
    }
    await page.goto(`${server.url}/map/account/purchases/sub99`);
    await page.waitForURL("**/purchases/");
    expect(await page.locator(".badge").allTextContents()).toEqual(["Actief", "Geannuleerd", "Actief", "Verlopen"]);
    await page.context().close();
  });

  test("a session that the server ended leads to the welcome with a word about it, and back after the log-in", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/`);
    await page.getByRole("link", { name: /Prullenbak/ }).waitFor();
    server.world.email = null;
    await page.getByRole("link", { name: /Prullenbak/ }).click();
    await page.getByText("U bent door de server uitgelogd").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Inloggen" }).click();
    await page.getByLabel("Wachtwoord", { exact: true }).fill("correct horse");
    await page.getByRole("button", { name: "Doorgaan" }).click();
    await page.waitForURL("**/map/settings/trash/");
    await page.context().close();
  });

  test("offline is said, and a screen recovers when tried again", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await page.getByText("19,0 MB").waitFor();
    await page.context().setOffline(true);
    await page.getByText("U bent offline").waitFor();
    await page.getByRole("link", { name: /Bestanden, opslag/ }).click();
    await page.getByText("We kunnen de server niet bereiken").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Opnieuw proberen" }).click();
    await page.getByText("214 (388 met versies)").waitFor();
    await page.context().close();
  });

  test("sign-up by keyboard alone; the dialog keeps the focus; a reload keeps the place; a pasted code counts", async () => {
    server.world = world({ email: null });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/sign-up/`);
    await page.keyboard.type("new@example.org");
    await page.keyboard.press("Enter");
    await page.locator("input.code").waitFor();
    await page.reload();
    await page.locator("input.code").fill(`${CODE.slice(0, 3)} ${CODE.slice(3)}`);
    expect(await page.locator("input.code").inputValue()).toBe(CODE);
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => !document.activeElement || document.activeElement === document.body || !!document.activeElement.closest("dialog"))).toBe(true);
    }
    await page.locator("input.code").press("Enter");
    await page.getByRole("button", { name: "Overslaan" }).click();
    await page.getByText("new@example.org").first().waitFor();
    await page.context().close();
  });

  test("the menu of a row opens and closes by keyboard and gives the focus back", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/changes/`);
    const button = page.locator("[aria-haspopup=menu]").first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Verwijderen");
    await page.keyboard.press("Escape");
    expect(await button.evaluate(element => element === document.activeElement)).toBe(true);
    await page.context().close();
  });
});
