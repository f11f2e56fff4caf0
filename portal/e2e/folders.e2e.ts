import { readFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
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
const DAY = 86_400_000;
const listed = (type: string, name: string, filesize: number, days: number) => ({ userid: 7, deviceid: 2, id: days, type, name, filesize, zipSize: 1, updatetimems: Date.now() - days * DAY, clienttimems: Date.now() - days * DAY });
const names = (page: Page) => page.locator(".window .name").allTextContents();
/** Chooses an entry of a row's menu by keyboard. */
async function act(page: Page, row: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: `Acties voor ${row}`, exact: true }).focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: entry });
  for (let press = 0; press < 8 && !(await item.evaluate(element => element === document.activeElement)); press++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

test("folders are a tree with breadcrumbs, files are sorted and filtered by kind", async () => {
  server.world = world({
    stored: [listed("GPX", "Alpen/2026/Pas.gpx", 3000, 1), listed("GPX", "Alpen/Col 10.gpx", 1000, 2), listed("GPX", "Alpen/Col 9.gpx", 9000, 3), listed("GPX", "Thuis.gpx", 500, 4), listed("PROFILE", "profile_car.json", 20, 5)],
  });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await page.getByRole("link", { name: /^Alpen/ }).press("Enter");
  await expect.poll(() => names(page)).toEqual(["2026", "Col 10", "Col 9"]);
  await page.getByRole("combobox", { name: "Volgorde" }).selectOption("name");
  await expect.poll(() => names(page)).toEqual(["2026", "Col 9", "Col 10"]);
  await page.getByRole("link", { name: /^2026/ }).press("Enter");
  await expect.poll(() => names(page)).toEqual(["Pas"]);
  const crumbs = page.getByRole("navigation", { name: "Pad van de map" });
  expect(await crumbs.getByRole("listitem").allTextContents()).toEqual(["Tracks", "Alpen", "2026"]);
  await crumbs.getByRole("link", { name: "Tracks" }).press("Enter");
  await expect.poll(() => names(page)).toEqual(["Alpen", "Thuis"]);
  await page.getByRole("searchbox").fill("pas");
  await page.getByText("Alpen/2026").waitFor();
  await page.goto(`${server.url}/map/files/`);
  await page.getByRole("combobox", { name: "Soort bestand" }).selectOption("settings");
  await expect.poll(() => page.locator(".window .row").count()).toBe(1);
  await page.context().close();
});

test("a row has two lines in 56 to 64 px, and columns in a wide window", async () => {
  server.world = world();
  for (const [width, columns] of [[375, false], [1280, true]] as const) {
    const page = await open(browser, server.url, { width });
    await page.goto(`${server.url}/map/files/`);
    const rows = page.locator(".window .row");
    await rows.first().waitFor();
    for (const box of await rows.evaluateAll(all => all.map(row => row.getBoundingClientRect().height))) {
      expect(box).toBeGreaterThanOrEqual(56);
      expect(box).toBeLessThanOrEqual(64);
    }
    const [name, size] = [await rows.first().locator(".name").boundingBox(), await rows.first().locator(".size").boundingBox()];
    expect(size!.x > name!.x + name!.width, `${width} px`).toBe(columns);
    await page.context().close();
  }
});

test("a file is renamed, duplicated and moved to a new folder by keyboard", async () => {
  server.world = world({ stored: [listed("GPX", "Thuis.gpx", 500, 1)] });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await act(page, "Thuis", "Naam wijzigen");
  await page.getByLabel("Naam", { exact: true }).fill("Huis");
  await page.keyboard.press("Enter");
  await act(page, "Huis", "Dupliceren");
  await page.getByText("Huis - 1", { exact: true }).waitFor();
  await act(page, "Huis - 1", "Verplaatsen");
  await page.getByLabel("Nieuwe map daarin").fill("Kopieën");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /^Kopieën/ }).waitFor();
  expect(server.world.stored!.map(one => one.name).sort()).toEqual(["Huis.gpx", "Kopieën/Huis - 1.gpx"]);
  await page.context().close();
});

test("a folder is downloaded as one ZIP", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  const saved = page.waitForEvent("download");
  await act(page, "Fietsen", "Downloaden");
  expect((await saved).suggestedFilename()).toBe("Fietsen.zip");
  expect(server.world.requests).toContain("POST /mapapi/download-backup-folder");
  await page.context().close();
});

test("the history lists versions with device, size and date; one is downloaded, and one becomes current", async () => {
  server.world = world({ stored: [listed("GPX", "Thuis.gpx", 50_000, 1)] });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await act(page, "Thuis", "Geschiedenis");
  const versions = page.getByRole("dialog").getByRole("listitem");
  await versions.first().waitFor();
  const texts = (await versions.allTextContents()).map(text => text.replace(/\u00a0/g, " "));
  expect(texts).toHaveLength(4);
  expect(texts[0]).toMatch(/Huidige versie48,8 kB · Google Pixel 9$/);
  expect(texts[1]).toMatch(/\d{1,2} \p{L}+.*47,9 kB · Samsung Galaxy Tab S10$/u);
  expect(texts[2]).toMatch(/Verwijderd/);
  const menu = async (entry: string) => {
    await versions.nth(1).getByRole("button").press("Enter");
    await page.getByRole("menuitem", { name: entry }).press("Enter");
  };
  const saved = page.waitForEvent("download");
  await menu("Downloaden");
  expect(readFileSync(await (await saved).path(), "utf8")).toContain("<trkpt");
  await menu("Huidige versie maken");
  await page.getByText(/^De versie van “Thuis” .* is nu de huidige\./).waitFor();
  expect([...server.world.uploaded.keys()]).toEqual(["GPX Thuis.gpx"]);
  await page.context().close();
});

test("files are uploaded to the folder on the screen, whole folders keep their folders, and the list can be cleared", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/?folder=Fietsen`);
  await page.getByRole("button", { name: "Bestanden uploaden" }).waitFor();
  await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name: "Nieuw.gpx", mimeType: "", buffer: Buffer.from("<gpx></gpx>") });
  await page.getByText("1 bestand wordt geüpload.").waitFor();
  await page.getByText("Nieuw", { exact: true }).waitFor();
  expect([...server.world.uploaded.keys()]).toEqual(["GPX Fietsen/Nieuw.gpx"]);
  const folder = mkdtempSync(join(tmpdir(), "upload-"));
  mkdirSync(join(folder, "Reis", "Dag 1"), { recursive: true });
  writeFileSync(join(folder, "Reis", "Dag 1", "ochtend.gpx"), "<gpx></gpx>");
  writeFileSync(join(folder, "Reis", "kaart.gpx"), "<gpx></gpx>");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Bestanden uploaden" }).press("Enter");
  await page.getByRole("menuitem", { name: "Map kiezen" }).press("Enter");
  await (await chooser).setFiles(join(folder, "Reis"));
  await expect.poll(() => [...server.world.uploaded.keys()].sort()).toEqual(["GPX Fietsen/Nieuw.gpx", "GPX Fietsen/Reis/Dag 1/ochtend.gpx", "GPX Fietsen/Reis/kaart.gpx"]);
  await page.getByText("2 bestanden worden geüpload.").waitFor();
  await page.getByRole("button", { name: "Bekijken" }).last().click();
  await page.locator(".drop").waitFor(); // The page of all files, not the folder's.
  await page.locator("input[webkitdirectory]").setInputFiles(join(folder, "Reis"));
  await expect.poll(() => server.world.uploaded.size).toBe(5);
  await expect.poll(() => page.locator(".uploads progress").count()).toBe(0);
  rmSync(folder, { recursive: true });
  await page.getByRole("button", { name: "Lijst wissen" }).click();
  await expect.poll(() => page.locator(".uploads li").count()).toBe(0);
  await page.context().close();
});

test("a favourite's coordinates are copied, and its link opens the map elsewhere", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  await page.goto(`${server.url}/map/file/?type=FAVOURITES&name=favorites-Campings.gpx`);
  await act(page, "Zeeburg", "Coördinaten kopiëren");
  await page.getByText("52.37000, 4.89000 is gekopieerd.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("52.37000, 4.89000");
  const link = page.getByRole("link", { name: /^Zeeburg op de kaart openen/ });
  expect(await link.getAttribute("href")).toBe("https://osmand.net/map?pin=52.37000,4.89000#16/52.37000/4.89000");
  expect([await link.getAttribute("rel"), await link.getAttribute("target")]).toEqual(["noreferrer noopener", "_blank"]);
  expect(await page.locator(".point circle").first().getAttribute("fill")).toBe("#d00d0d");
  expect(page.faults).toEqual([]);
  await page.context().close();
});
