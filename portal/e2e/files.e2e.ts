import { readFileSync } from "node:fs";
import { strToU8, unzipSync, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changed, fake, world, type Fake } from "../test/fake/server.ts";
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
/** Activates an element by keyboard. */
const press = async (page: Page, role: "button" | "link" | "checkbox" | "menuitem", name: string | RegExp, key = "Enter") => {
  await page.getByRole(role, { name, exact: typeof name === "string" }).last().focus();
  await page.keyboard.press(key);
};

test("5,000 tracks in folders: search, sort and select stay a window of the list, by keyboard alone", async () => {
  server.world = world({ files: 5000 });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await page.locator(".window .row").first().waitFor();
  const nodes = () => page.evaluate(() => document.querySelectorAll("*").length);
  expect(await nodes()).toBeLessThan(2000);
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("track 42");
  await page.getByText("Track 42", { exact: true }).waitFor();
  expect(await nodes()).toBeLessThan(2000);
  await page.getByRole("checkbox").first().focus();
  await page.keyboard.press("Space");
  await page.getByText("1 geselecteerd").waitFor();
  await page.getByRole("button", { name: "Alles selecteren" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("111 geselecteerd").waitFor();
  await page.getByRole("toolbar").getByRole("button", { name: "Verplaatsen" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nieuwe map daarin").fill("2026");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(server.world.requests.filter(one => one === "GET /mapapi/list-files")).toHaveLength(1);
  await page.context().close();
});

test("a track is deleted from its menu by keyboard and comes back by Undo", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await page.getByRole("button", { name: "Acties voor Roscoff - Morlaix" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByText("“Roscoff - Morlaix” staat in de prullenbak.").waitFor();
  await page.getByRole("button", { name: "Acties voor Roscoff - Morlaix" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Ongedaan maken" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Acties voor Roscoff - Morlaix" }).waitFor();
  await page.context().close();
});

test("several files are downloaded as one ZIP, within the content security policy", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/files/`);
  for (const name of ["Favorieten", "Campings"]) await page.getByRole("checkbox", { name: `${name} selecteren` }).check();
  const saved = page.waitForEvent("download");
  await page.getByRole("toolbar").getByRole("button", { name: "Downloaden" }).click();
  const archive = unzipSync(readFileSync(await (await saved).path()));
  expect(Object.keys(archive).sort()).toEqual(["FAVOURITES/favorites-Campings.gpx", "FAVOURITES/favorites.gpx"]);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("a track shows its outline, figures and elevation from the file, without another host", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await press(page, "link", "Roscoff - Morlaix");
  await page.getByRole("img", { name: "Vorm van Roscoff - Morlaix" }).waitFor();
  await page.getByRole("img", { name: /^Hoogteprofiel van 10 m tot 110 m/ }).waitFor();
  const terms = Object.fromEntries(await page.locator("dl > div").evaluateAll(rows => rows.map(row => [row.querySelector("dt")!.textContent, row.querySelector("dd")!.textContent])));
  expect(terms).toMatchObject({ Afstand: "2,22 km", Duur: "0:17 uur", "Gemiddelde snelheid": "8,0 km/u", Punten: "201" });
  await page.getByText("1 tussenpunt", { exact: true }).waitFor();
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("a GPX of 20 MB does not freeze the page", async () => {
  const points = Array.from({ length: 220_000 }, (_, index) => `<trkpt lat="${(52 + index / 1e6).toFixed(6)}" lon="${(5 + Math.sin(index / 9000) / 10).toFixed(6)}"><ele>${(index % 700) / 10}</ele><time>2026-01-01T00:00:00Z</time></trkpt>`);
  server.world = world({ content: `<gpx><trk><trkseg>${points.join("")}</trkseg></trk></gpx>` });
  expect(server.world.content!.length).toBeGreaterThan(20_000_000);
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/tracks/`);
  await page.getByRole("link", { name: "Roscoff - Morlaix" }).waitFor();
  // Frames are counted while the file is read. A frozen page draws none.
  await page.evaluate(() => {
    const counted = window as unknown as { frames: number };
    counted.frames = 0;
    const count = () => {
      if (document.querySelector(".bone") && location.pathname === "/map/file/") counted.frames++;
      requestAnimationFrame(count);
    };
    count();
  });
  await press(page, "link", "Roscoff - Morlaix");
  await page.getByText("220.000").waitFor();
  expect(await page.evaluate(() => (window as unknown as { frames: number }).frames)).toBeGreaterThan(10);
  expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(1000);
  await page.context().close();
});

test("a favourite is added, changed and deleted by keyboard", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/favorites/`);
  await press(page, "link", "Campings");
  await page.getByText("2 favorieten").waitFor();
  await page.getByText("52.37000, 4.89000").waitFor();
  await press(page, "button", "Favoriet toevoegen");
  await page.keyboard.type("Brouwersdam");
  await page.keyboard.press("Tab");
  await page.keyboard.type("51,75");
  await page.keyboard.press("Tab");
  await page.keyboard.type("200");
  await page.getByText("Een getal van -180 tot 180.").waitFor();
  await page.getByLabel("Lengtegraad").fill("3.85");
  await page.keyboard.press("Enter");
  await page.getByText("3 favorieten").waitFor();
  await page.getByText("51.75000, 3.85000").waitFor();
  await press(page, "button", "Acties voor Brouwersdam");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByLabel("Naam", { exact: true }).fill("Brouwersdam Noord");
  await page.keyboard.press("Enter");
  await page.getByText("Brouwersdam Noord", { exact: true }).waitFor();
  await press(page, "button", "Acties voor Brouwersdam Noord");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await press(page, "button", "Verwijderen");
  await page.getByText("2 favorieten").waitFor();
  expect(server.world.requests.filter(one => one.includes("/fav/"))).toEqual(["POST /mapapi/fav/add", "POST /mapapi/fav/update", "POST /mapapi/fav/delete"]);
  // A phone has changed the group, so nothing is written and the new content is shown.
  server.world.stored!.find(file => file.name === "favorites-Campings.gpx")!.updatetimems++;
  server.world.points.push({ name: "From the phone", lat: 1, lon: 2 });
  await press(page, "button", "Favoriet toevoegen");
  await page.getByLabel("Naam", { exact: true }).fill("X");
  await page.getByLabel("Breedtegraad").fill("1");
  await page.getByLabel("Lengtegraad").fill("1");
  await page.keyboard.press("Enter");
  await page.getByText("Deze groep is intussen gewijzigd en opnieuw gelezen.").waitFor();
  await page.getByText("From the phone").waitFor();
  await press(page, "button", "Opslaan");
  await page.getByText("4 favorieten").waitFor();
  await page.context().close();
});

const osf = (files: Record<string, string>) =>
  Buffer.from(
    zipSync({
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
      "items.json": strToU8(JSON.stringify({ version: 1, items: Object.keys(files).map(file => ({ type: file.startsWith("tracks/") ? "GPX" : "FAVOURITES", file })) })),
    }),
  );

test("a backup is restored by keyboard: it pauses without a connection, continues, and skips what is there", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/account/data/`);
  await press(page, "link", "Back-up terugzetten");
  const chooser = page.waitForEvent("filechooser");
  await press(page, "button", "Back-up kiezen");
  const backup = { name: "Export.osf", mimeType: "", buffer: osf({ "tracks/New/Pass.gpx": "<gpx>pass</gpx>", "favorites-New.gpx": "<gpx>new</gpx>" }) };
  await (await chooser).setFiles(backup);
  await page.getByRole("checkbox", { name: /Mijn plaatsen.*2 bestanden/ }).waitFor();
  server.world.broken.set("/mapapi/upload-file", 503);
  await press(page, "button", /^2 bestanden terugzetten/);
  await page.getByText("Gepauzeerd: 0 van 2 bestanden.").waitFor();
  server.world.broken.clear();
  await press(page, "button", "Hervatten");
  await page.getByText("Bewaard: 2. Was er al: 0. Niet bewaard: 0.").waitFor();
  expect([...server.world.uploaded.keys()].sort()).toEqual(["FAVOURITES favorites-New.gpx", "GPX New/Pass.gpx"]);
  await press(page, "button", "Andere back-up kiezen");
  await page.locator("input[type=file]").setInputFiles(backup);
  await press(page, "button", /^2 bestanden terugzetten/);
  await page.getByText("Bewaard: 0. Was er al: 2. Niet bewaard: 0.").waitFor();
  expect(page.faults).toEqual([]);
  await page.context().close();
});

test("a large folder is renamed and deleted by jobs that show how far they are and stop when told to, by keyboard", async () => {
  const at = Date.now();
  server.world = world({ emptyStuck: true, stored: Array.from({ length: 120 }, (_, index) => ({ userid: 7, deviceid: 2, id: index, type: "GPX", name: `Groot/${index}.gpx`, filesize: 1000, zipSize: 900, updatetimems: at, clienttimems: at })) });
  const page = await open(browser, server.url);
  const rename = async () => {
    await press(page, "button", "Acties voor Groot");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByLabel("Naam", { exact: true }).fill("Enorm");
    await page.keyboard.press("Enter");
  };
  await page.goto(`${server.url}/map/tracks/`);
  await rename();
  await page.getByText("50%").waitFor();
  await press(page, "button", "Stoppen");
  await page.getByText("Gestopt. 60 bestanden waren al klaar; de andere zijn niet gewijzigd.").waitFor();
  server.world.emptyStuck = false;
  await rename();
  await page.getByText("De map heeft een nieuwe naam: 120 bestanden zijn verplaatst.").waitFor();
  await press(page, "button", "Acties voor Enorm");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await press(page, "button", "Verwijderen");
  await page.getByText("120 bestanden staan in de prullenbak.").waitFor();
  await page.getByText("Nog geen tracks").waitFor();
  expect(server.world.requests.filter(one => one === "POST /v1/folders/jobs")).toHaveLength(3);
  await page.context().close();
});

test("a group of favourites is added, edited, renamed and deleted by keyboard", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/favorites/`);
  await press(page, "button", "Nieuwe groep");
  await page.keyboard.type("Campings");
  await page.getByText("Deze naam is al in gebruik.").waitFor();
  await page.getByLabel("Naam", { exact: true }).fill("Eten/Cafés");
  await page.keyboard.press("Enter");
  await press(page, "link", "Eten/Cafés");
  await page.getByText("In deze groep zijn nog geen favorieten.").waitFor();
  await press(page, "button", "Groep bewerken");
  await page.getByLabel("Kleur").fill("#123456");
  await page.getByLabel("Naam", { exact: true }).fill("Eten: Cafés");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Eten: Cafés" }).waitFor();
  expect(server.world.groups["Eten/Cafés"]).toMatchObject({ color: "#123456", iconName: "special_star", pinned: false });
  expect(server.world.stored!.map(one => one.name)).toContain("favorites-Eten_-_ Cafés.gpx");
  await press(page, "link", "Terug");
  await press(page, "button", "Acties voor Eten: Cafés");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByLabel("Naam", { exact: true }).fill("Koffie");
  await page.keyboard.press("Enter");
  await press(page, "button", "Acties voor Koffie");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.getByText("“Koffie” staat in de prullenbak.").waitFor();
  expect(server.world.requests.filter(one => /fav\/|delete-file/.test(one))).toEqual([
    "POST /mapapi/fav/add-group", "POST /mapapi/fav/update-group", "GET /mapapi/fav/rename-fav-group", "GET /mapapi/fav/rename-fav-group", "POST /mapapi/delete-file",
  ]);
  await page.context().close();
});

test("the changes are filtered by name and kind and jump to a month, by keyboard", async () => {
  const now = Date.now();
  const [first] = changed(1, now);
  const at = (index: number) => now - index * 3_600_000;
  server.world = world({
    changes: Array.from({ length: 1200 }, (_, index) => ({ ...first!, ...(index === 1150 ? { type: "PROFILE", name: "profile_bicycle.json" } : { type: "GPX", name: `Map/Etappe ${index}.gpx` }), updatetime: at(index) })),
  });
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/settings/changes/`);
  await page.getByText("Etappe 0", { exact: true }).waitFor();
  await page.getByRole("searchbox").focus();
  await page.keyboard.type("etappe 1149");
  await page.getByText("Etappe 1149", { exact: true }).waitFor();
  expect(await page.locator(".window .row").count()).toBe(1);
  expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(3);
  await page.getByRole("searchbox").fill("");
  await page.getByRole("combobox", { name: "Soort bestand" }).selectOption("settings");
  await expect.poll(() => page.locator(".window .row").count(), { timeout: 30_000 }).toBe(1);
  await page.getByRole("combobox", { name: "Soort bestand" }).selectOption("");
  const month = new Date(at(1199)).toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" }).slice(0, 7);
  await page.getByRole("combobox", { name: "Maand" }).selectOption(month);
  await page.waitForFunction(() => document.querySelectorAll(".monthly").length === 1);
  expect(new URL(page.url()).search).toBe(`?month=${month}`);
  await page.context().close();
});
