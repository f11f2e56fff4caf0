import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changed, CODE, fake, purchases, subscription, trashed, world, type Fake } from "../test/fake/server.ts";
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

/** Timeout of events that normally take less than a second, for a busy machine. */
const PATIENT = { timeout: 60_000 };

/** Presses Tab until the target has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 60; press++) {
    if (await target.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the keyboard does not get there");
}

/** Waits until an element has the focus. React sets it after rendering. */
const focused = (target: Locator) => expect.poll(() => target.evaluate(element => element === document.activeElement), PATIENT).toBe(true);

describe("against the fake API", () => {
  test("2,000 changes are a window of less than 2,000 nodes, read a page at a time", async () => {
    server.world = world({ changes: changed(2000, Date.now()) });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/changes/`);
    await page.locator(".window .row").first().waitFor();
    expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(1);
    const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
    expect(await nodes()).toBeLessThan(2000);
    await page.waitForFunction(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return [...document.querySelectorAll(".window .name")].some(name => name.textContent === "Track 1999");
    });
    expect(await nodes()).toBeLessThan(2000);
    expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(4);
    await page.context().close();
  });

  test("20,000 files are a window too, of one answer", async () => {
    server.world = world({ files: 20_000 });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/favorites/`);
    await page.locator(".window .row").first().waitFor();
    const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
    expect(await nodes()).toBeLessThan(2000);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByText("Group 19999", { exact: true }).waitFor();
    expect(await nodes()).toBeLessThan(2000);
    expect(server.world.requests.filter(one => one === "GET /mapapi/list-files")).toHaveLength(1);
    await page.context().close();
  });

  test("5,000 things in the trash are a window too; emptying shows how far it is, stops when told to, and leaves what came later", async () => {
    server.world = world({ trash: trashed(5000, Date.now()), emptyStuck: true });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/trash/`);
    await page.locator(".window .row").first().waitFor();
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(2000);
    const empty = async () => {
      await page.getByRole("button", { name: "Prullenbak legen" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();
    };
    await empty();
    await page.getByText("50%").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Stoppen" }).click();
    await page.getByText("Gestopt.").waitFor();
    // The list is refreshed before the next deletion, because only listed files are removed.
    await expect.poll(() => server.world.requests.filter(one => one === "GET /v1/trash").length, PATIENT).toBe(2);
    server.world.emptyCancelled = false;
    server.world.emptyStuck = false;
    // A phone deletes this file after the list was shown, so emptying the trash must keep it.
    server.world.trash.unshift({ ...trashed(1, Date.now() + 7_200_000)[0]!, name: "Van net.gpx" });
    await empty();
    await page.getByText("Van net", { exact: true }).waitFor();
    expect(await page.locator(".window .row").count()).toBe(1);
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
    server.world = world({ bigExport: true, emptyStuck: true });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/data/download/`);
    expect(await page.getByRole("checkbox", { name: /^Kaarten/ }).isChecked()).toBe(false);
    await page.getByRole("button", { name: /Back-up downloaden/ }).click();
    await page.getByText("40%").waitFor();
    await page.getByRole("button", { name: "Annuleren" }).click();
    await page.getByText("Het downloaden is geannuleerd.").waitFor();
    server.world.emptyStuck = false;
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /Back-up downloaden/ }).click();
    expect((await download).suggestedFilename()).toMatch(/^Export_\d\d-\d\d-\d\d\.osf$/);
    await page.getByText("De back-up is gedownload.").waitFor();
    await page.context().close();
  });

  test("each store's link stands on its purchase, except on an expired one", async () => {
    const now = Date.now();
    server.world = world({ purchases: [...purchases(now), subscription("hw:sub:E", "active", "huawei", "Huawei AppGallery", "annual", now), subscription("am:sub:F", "cancelled", "amazon", "Amazon", "monthly", now)] });
    const page = await open(browser, server.url);
    const expected = { sub0: "osmand.onfastspring.com", sub1: "play.google.com", sub3: "consumer.huawei.com", sub4: "www.amazon.com" };
    for (const [place, host] of Object.entries(expected)) {
      await page.goto(`${server.url}/map/account/purchases/${place}`);
      const link = page.getByRole("link", { name: /Abonnement beheren/ });
      expect(new URL((await link.getAttribute("href")) ?? "").host).toBe(host);
      expect(await link.getAttribute("rel")).toContain("noopener");
    }
    await page.goto(`${server.url}/map/account/purchases/sub2`);
    await page.getByText("Verlopen op").first().waitFor();
    expect(await page.getByRole("link", { name: /Abonnement beheren/ }).count()).toBe(0);
    await page.goto(`${server.url}/map/account/purchases/sub99`);
    await page.waitForURL("**/purchases/");
    await page.locator(".badge").first().waitFor();
    expect(await page.locator(".badge").allTextContents()).toEqual(["Actief", "Geannuleerd", "Actief", "Geannuleerd", "Actief", "Verlopen"]);
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

  test("offline is said, and a screen recovers with the connection", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await page.getByText("1,83 GB").waitFor();
    // The screens after the first page are prefetched.
    await page.waitForFunction(() => {
      const fetched = performance.getEntriesByType("resource").map(entry => entry.name);
      return fetched.some(name => /\/assets\/signed-in-.*js/.test(name));
    });
    await page.context().setOffline(true);
    await page.getByText("U bent offline").waitFor();
    await page.getByRole("link", { name: /Bestanden, opslag/ }).click();
    await page.getByText("We kunnen de server niet bereiken").waitFor();
    // The page comes back with the connection, without a click.
    await page.context().setOffline(false);
    await page.getByText("214 (388 versies)").waitFor();
    await page.context().close();
  });

  test("sign-up by keyboard alone; the dialog keeps the focus; a reload keeps the place; a pasted code counts", async () => {
    server.world = world({ email: null });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/sign-up/`);
    await page.locator("dialog input:focus").waitFor();
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
    await focused(page.getByRole("menuitem", { name: "Verwijderen" }));
    await page.keyboard.press("Escape");
    await focused(button);
    await page.context().close();
  });

  test("by keyboard alone: log in, look at the data, choose and download, restore and undo, and leave a dialog", async () => {
    server.world = world();
    server.world.email = null;
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await tabTo(page, page.getByRole("main").getByRole("link", { name: "Inloggen" }));
    await page.keyboard.press("Enter");
    await page.locator("dialog input:focus").waitFor();
    await page.keyboard.type("anna@example.org");
    await page.keyboard.press("Tab");
    await page.keyboard.type("correct horse");
    await page.keyboard.press("Enter");
    const cloud = page.getByRole("link", { name: /^OsmAnd Cloud/ });
    await cloud.waitFor();
    await tabTo(page, cloud);
    await page.keyboard.press("Enter");
    const all = page.getByRole("button", { name: "Alles downloaden" });
    await all.waitFor();
    await tabTo(page, all);
    await page.keyboard.press("Enter");
    const maps = page.getByRole("checkbox", { name: /^Kaarten/ });
    await maps.waitFor();
    await tabTo(page, maps);
    await page.keyboard.press("Space");
    expect(await maps.isChecked()).toBe(true);
    const saved = page.waitForEvent("download");
    await tabTo(page, page.getByRole("button", { name: /Back-up downloaden/ }));
    await page.keyboard.press("Enter");
    expect((await saved).suggestedFilename()).toMatch(/\.osf$/);
    await page.getByText("De back-up is gedownload.").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await focused(all);

    await page.goto(`${server.url}/map/settings/trash/`);
    const rows = page.locator(".window .row");
    await rows.first().waitFor();
    const before = await rows.count();
    await tabTo(page, page.locator("[aria-haspopup=menu]").first());
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const undo = page.getByRole("button", { name: "Ongedaan maken" });
    await undo.waitFor();
    expect(await rows.count()).toBe(before - 1);
    await tabTo(page, undo);
    await page.keyboard.press("Enter");
    await page.waitForFunction(count => document.querySelectorAll(".window .row").length === count, before);

    await page.goto(`${server.url}/map/account/`);
    await tabTo(page, page.getByRole("link", { name: "Account verwijderen" }));
    await page.keyboard.press("Enter");
    await page.getByLabel("Code van E-mail").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    await focused(page.locator("main h1"));
    expect(server.world.email).toBe("anna@example.org");
    await page.context().close();
  });

  test("errors go when the field is edited; the same place is there after back, forward and a reload", async () => {
    server.world = world({ email: null });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/sign-up/`);
    await page.getByLabel("E-mail", { exact: true }).fill("no address");
    await page.keyboard.press("Enter");
    await page.getByText("Dit is geen geldig e-mailadres.").waitFor();
    await page.getByLabel("E-mail", { exact: true }).fill("new@example.org");
    expect(await page.locator(".field.wrong").count()).toBe(0);
    await page.keyboard.press("Enter");
    const code = page.getByLabel("Verificatiecode");
    await code.waitFor();
    expect(await code.getAttribute("autocomplete")).toBe("one-time-code");
    expect(await code.getAttribute("inputmode")).toBe("numeric");
    await page.goBack();
    await page.getByText("Vul het e-mailadres in").waitFor();
    await page.goForward();
    await code.waitFor();
    await page.reload();
    await page.getByText("new@example.org").waitFor();
    await code.waitFor();
    const shown = page.getByRole("button", { name: "Wachtwoord tonen" });
    await page.goto(`${server.url}/map/account/login/`);
    await page.getByLabel("Wachtwoord", { exact: true }).fill("secret one");
    await shown.click();
    expect(await page.getByLabel("Wachtwoord", { exact: true }).getAttribute("type")).toBe("text");
    await page.context().close();
  });

  test("an older count of what is stored does not replace a newer one", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    let asked = 0;
    let answerOlder: () => void = () => undefined;
    const newerShown = new Promise<void>(resolve => (answerOlder = resolve));
    await page.route(`${server.url}/v1/usage`, async route => {
      const turn = ++asked;
      if (turn === 2) await newerShown;
      await route.fulfill({ json: { files: turn, versions: 50, bytes: 1, zip_bytes: 1, capacity: 100, categories: [] } });
    });
    await page.goto(`${server.url}/map/account/data/`);
    await page.getByText("1 (50 versies)").waitFor();
    for (const name of ["favorites-een.gpx", "favorites-twee.gpx"]) {
      await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name, mimeType: "", buffer: Buffer.from("<gpx/>") });
    }
    await page.getByText("3 (50 versies)").waitFor();
    const older = page.waitForEvent("requestfinished", request => request.url().endsWith("/v1/usage"));
    answerOlder();
    await older;
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await page.getByText("3 (50 versies)").count()).toBe(1);
    await page.context().close();
  });

  test("the language and the theme are switched in the menu, and stay", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/`);
    await page.getByRole("combobox", { name: "Taal" }).selectOption("fr");
    await page.getByRole("heading", { name: "Paramètres" }).waitFor();
    await page.getByRole("combobox", { name: "Langue" }).selectOption("en");
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.getByRole("button", { name: "Dark" }).click();
    await page.reload();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])).toEqual(["en", "dark"]);
    await page.context().close();
  });

  test("whoever is not signed in logs in first, and comes to the deletion then", async () => {
    server.world = world({ email: null });
    server.world.registered.add("anna@example.org");
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/delete-account/`);
    await page.getByLabel("E-mail", { exact: true }).fill("anna@example.org");
    await page.getByLabel("Wachtwoord", { exact: true }).fill("correct horse");
    await page.keyboard.press("Enter");
    await page.getByLabel("Code van E-mail").waitFor();
    await page.getByText("Uw abonnement OsmAnd Pro").waitFor();
    expect(server.world.requests.filter(one => one === "POST /mapapi/auth/send-code")).toHaveLength(1);
    await page.context().close();
  });
});
