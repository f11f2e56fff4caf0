import type { Browser, Locator, Page } from "playwright-core";
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

const narrow = () => open(browser, server.url, { width: 375 });
/** Edges of an element in px, rounded. */
const edges = (target: Locator) =>
  target.evaluate(element => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left: Math.round(left), right: Math.round(right), top: Math.round(top), bottom: Math.round(bottom) };
  });
/** Left and right edge of the page's content. */
const content = (page: Page) =>
  page.locator("main").evaluate(main => {
    const { paddingLeft, paddingRight } = getComputedStyle(main);
    const { left, right } = main.getBoundingClientRect();
    return { left: Math.round(left + parseFloat(paddingLeft)), right: Math.round(right - parseFloat(paddingRight)) };
  });

test.each(["/map/account/data/", "/map/backups/", "/map/account/data/import/", "/map/account/devices/"])("the buttons of %s fill a narrow window", async path => {
  server.world = world();
  const page = await narrow();
  await page.goto(server.url + path);
  const buttons = page.locator("main .stack > .buttons > .button");
  await buttons.first().waitFor();
  const { left, right } = await content(page);
  for (const button of await buttons.all()) expect(await edges(button)).toMatchObject({ left, right });
  await page.context().close();
});

test.each(["/map/files/", "/map/tracks/", "/map/settings/changes/"])("the filters of %s fill a narrow window in each language", async path => {
  server.world = world();
  for (const language of ["nl", "en", "de", "fr"] as const) {
    const page = await open(browser, server.url, { width: 375, language });
    await page.goto(server.url + path);
    await page.locator(".filters").waitFor();
    const { left, right } = await content(page);
    const boxes = await Promise.all((await page.locator(".filters select").all()).map(edges));
    for (const top of new Set(boxes.map(box => box.top))) {
      const line = boxes.filter(box => box.top === top);
      expect([language, line[0]!.left, line.at(-1)!.right]).toEqual([language, left, right]);
    }
    await page.context().close();
  }
});

test("a list ends with its last row, and its border is below it", async () => {
  server.world = world();
  const page = await narrow();
  await page.goto(`${server.url}/map/files/`);
  await page.locator(".window .row").last().waitFor();
  const [list, row] = [await edges(page.locator(".window")), await edges(page.locator(".window .row").last())];
  expect(list.bottom - row.bottom).toBe(1);
  await page.context().close();
});

test("all rows of a card start at the same edge", async () => {
  server.world = world();
  const page = await narrow();
  await page.goto(`${server.url}/map/account/purchases/sub0`);
  await page.locator(".facts").waitFor();
  const starts = await page.locator("main .card").first().evaluate(card => [...card.querySelectorAll(".tile, dt")].map(part => Math.round(part.getBoundingClientRect().left)));
  expect(new Set(starts).size).toBe(1);
  await page.context().close();
});

test("a dialog has one edge for its title, its rows and its buttons", async () => {
  server.world = world();
  const page = await narrow();
  await page.goto(`${server.url}/map/tracks/`);
  await page.getByRole("button", { name: "Acties voor Roscoff - Morlaix" }).click();
  await page.getByRole("menuitem", { name: "Geschiedenis" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator(".row").first().waitFor();
  const [title, inside] = [await edges(dialog.locator("h2")), await edges(dialog.locator(".card"))];
  expect(title.left).toBe(inside.left);
  // The cross has as much space above as beside it, and ends where the content ends.
  const [frame, cross] = [await edges(dialog), await edges(dialog.locator(".title .icon svg"))];
  expect(cross.right).toBe(inside.right);
  expect(Math.abs(cross.top - frame.top - (frame.right - cross.right))).toBeLessThanOrEqual(1);
  // Versions have the padding of all rows.
  const padding = (row: Locator) => row.evaluate(element => getComputedStyle(element).padding);
  const versions = await padding(dialog.locator(".row").first());
  await page.goto(`${server.url}/map/account/devices/`);
  await page.locator("main .row").first().waitFor();
  expect(versions).toBe(await padding(page.locator("main .row").first()));
  await page.context().close();
});

test("while a backup is downloaded, its format is not offered, and one bar shows how far it is", async () => {
  server.world = world({ bigExport: true, emptyStuck: true });
  const page = await narrow();
  await page.goto(`${server.url}/map/account/data/download/`);
  const format = page.getByRole("group", { name: "Exportformaat" }).getByRole("button").first();
  const opacity = () => format.evaluate(button => Number(getComputedStyle(button).opacity));
  await format.waitFor();
  expect(await opacity()).toBe(1);
  await page.getByRole("button", { name: /Back-up downloaden/ }).click();
  await page.getByText("40%").waitFor();
  expect(await opacity()).toBeLessThan(0.7);
  expect(await page.locator("dialog[open] progress").count()).toBe(1);
  await page.context().close();
});

test("the word about the lost connection is below the menu of a narrow window, and does not cover it", async () => {
  server.world = world({ files: 200 });
  const page = await narrow();
  await page.goto(`${server.url}/map/favorites/`);
  await page.locator(".window .row").first().waitFor();
  await page.getByRole("checkbox").first().check();
  await page.context().setOffline(true);
  await page.locator(".offline").waitFor();
  await page.evaluate(() => scrollTo(0, 2000));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(2000);
  const [menu, offline, selection] = [await edges(page.locator("header.top")), await edges(page.locator(".offline")), await edges(page.locator(".selection"))];
  expect(menu.top).toBe(0);
  expect(offline.top).toBe(menu.bottom);
  expect(selection.top).toBeGreaterThanOrEqual(offline.bottom);
  await page.context().close();
});

test("a long name in a folder is shown in full if the window is 1,280 px wide", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/files/`);
  const name = page.getByText("Amsterdam naar Haarlem via de duinen en Zandvoort aan Zee", { exact: true }).locator("xpath=ancestor::*[contains(@class,'name')]");
  await name.waitFor();
  const [shown, needed] = await name.evaluate(element => [element.clientWidth, element.scrollWidth]);
  expect(shown).toBe(needed);
  await page.context().close();
});

test("Back on a file's page shows the list with its search, order and place", async () => {
  server.world = world({ files: 5000 });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await page.getByRole("searchbox").fill("track");
  await page.getByRole("combobox", { name: "Volgorde" }).selectOption("name");
  await page.waitForURL("**/map/tracks/?q=track&sort=name");
  await page.evaluate(() => scrollTo(0, 9000));
  // The list renders the rows of its new place.
  await expect.poll(() => page.locator(".window .row").first().evaluate(row => row.getBoundingClientRect().top > -1000)).toBe(true);
  const name = (await page.locator(".window .file-link").nth(12).textContent())!;
  const link = page.getByRole("link", { name, exact: true });
  await link.evaluate(element => element.scrollIntoView({ block: "center" }));
  const position = await page.evaluate(() => scrollY);
  expect(position).toBeGreaterThan(1000);
  await link.click();
  await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await page.getByRole("link", { name: "Terug", exact: true }).click();
  await page.waitForURL("**/map/tracks/?q=track&sort=name");
  await page.getByText(name, { exact: true }).waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(position);
  expect(await page.getByRole("searchbox").inputValue()).toBe("track");
  expect(await page.getByRole("combobox", { name: "Volgorde" }).inputValue()).toBe("name");
  await page.context().close();
});
