import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changed, CODE, fake, trashed, world, type Fake } from "../test/fake/server.ts";
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
const isFocused = (target: Locator) => expect.poll(() => target.evaluate(element => element === document.activeElement), { timeout: 30_000 }).toBe(true);
const drop = (page: Page, selector: string, name: string) =>
  page.locator(selector).first().evaluate((element, file) => {
    const data = new DataTransfer();
    data.items.add(new File(["<gpx></gpx>"], file));
    const event = (type: string) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
    return [element.dispatchEvent(event("dragover")), element.dispatchEvent(event("drop"))].map(unhandled => !unhandled);
  }, name);

describe("before, without and after the connection", () => {
  test.each([
    // The page, its font, two scripts, the style sheet, the language, the logo, and the call for the signed-in user.
    ["/map/account/", null, 8],
    // Also the screens of signed-in users (2 scripts, 1 style sheet) and the calls of the screen.
    ["/map/account/", "anna@example.org", 13],
    ["/map/settings/trash/", "anna@example.org", 13],
    // Also the script and style sheet of the preview, its worker, and the file.
    ["/map/file/?type=GPX&name=Roscoff - Morlaix.gpx", "anna@example.org", 16],
  ])("a first visit of %s by %s fetches at most %d addresses", async (path, email, most) => {
    server.world = world({ email });
    const page = await open(browser, server.url);
    // The browser reports a cached image again for each use.
    const asked = new Set<string>();
    page.on("request", request => asked.add(request.url()));
    await page.goto(server.url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    await page.waitForFunction(() => !document.querySelector(".bone"));
    expect(asked.size, [...asked].join("\n")).toBeLessThanOrEqual(most);
    await page.context().close();
  });

  test("without JavaScript the page says so in each language", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/map/account/`);
    const texts = page.locator("noscript p");
    expect(await texts.allTextContents()).toEqual([expect.stringContaining("heeft JavaScript nodig."), expect.stringContaining("benötigt JavaScript."), expect.stringContaining("a besoin de JavaScript."), expect.stringContaining("needs JavaScript.")]);
    expect(await texts.first().isVisible()).toBe(true);
    expect(await page.locator(".bone").first().isVisible()).toBe(false);
    await context.close();
  });

  test("the page has its frame before the script has come", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.route("**/assets/index-*.js", () => undefined);
    await page.goto(`${server.url}/map/account/`, { waitUntil: "commit" });
    await page.getByRole("heading", { name: "OsmAnd Account" }).waitFor();
    await page.locator(".bone").first().waitFor();
    expect((await page.locator(".side").boundingBox())!.width).toBeGreaterThan(200);
    await page.context().close();
  });

  test("a request that never answers ends with a sentence and a way to try again", async () => {
    server.world = world({ slow: "/v1/usage" });
    const page = await open(browser, server.url);
    await page.clock.install();
    await page.goto(`${server.url}/map/account/data/`);
    await page.locator("main header.head ~ .stack .bone").first().waitFor();
    await page.clock.fastForward(36_000);
    await page.getByText("De server antwoordt niet.").waitFor();
    server.world.slow = "";
    await page.getByRole("button", { name: "Opnieuw proberen" }).click();
    await page.getByText("214 (388 versies)").waitFor();
    await page.context().close();
  });

  test("a page that could not be loaded comes by itself when the connection is back", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await page.getByText("1,83 GB").first().waitFor();
    for (const path of [/Bestanden, opslag/, /Instellingen/]) await page.getByRole("link", { name: path }).first().waitFor();
    await page.context().setOffline(true);
    await page.getByRole("link", { name: /Bestanden, opslag/ }).click();
    await page.getByText("We kunnen de server niet bereiken").waitFor();
    await page.context().setOffline(false);
    await page.getByText("214 (388 versies)").waitFor();
    await page.context().close();
  });
});

describe("files from the computer", () => {
  test("a file dropped beside the zone does not leave the page; empty and false GPX files are refused", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/data/`);
    await page.locator(".drop").waitFor();
    expect(await drop(page, "h1", "beside.gpx")).toEqual([true, true]);
    await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles([
      { name: "leeg.gpx", mimeType: "", buffer: Buffer.alloc(0) },
      { name: "noise.gpx", mimeType: "", buffer: Buffer.from([1, 2, 3, 250, 60, 120]) },
      { name: "goed.gpx", mimeType: "", buffer: Buffer.from("\ufeff<?xml version='1.0'?><!-- made by x --><gpx version='1.1'></gpx>") },
    ]);
    await page.getByText("Dit bestand is leeg.").waitFor();
    await page.getByText("Dit is geen GPX-bestand: de inhoud begint niet met <gpx>.").waitFor();
    await page.getByText("Bewaard in OsmAnd Cloud").waitFor();
    expect(server.world.requests.filter(one => one === "POST /mapapi/upload-file")).toHaveLength(1);
    expect(await page.getByText("beside").count()).toBe(0);
    await page.context().close();
  });

  test("after an upload is cancelled its row keeps the focus", async () => {
    server.world = world({ slow: "/mapapi/upload-file" });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/data/`);
    await page.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name: "a.gpx", mimeType: "", buffer: Buffer.from("<gpx></gpx>") });
    await page.getByRole("button", { name: "Uploaden van a annuleren" }).click();
    await isFocused(page.getByRole("button", { name: "Opnieuw proberen" }));
    await page.context().close();
  });
});

describe("lists", () => {
  test("paper shows the whole list and no menu", async () => {
    server.world = world({ changes: changed(200, Date.now()) });
    const page = await open(browser, server.url, { theme: "dark" });
    await page.goto(`${server.url}/map/settings/changes/`);
    await page.locator(".window .row").first().waitFor();
    expect(await page.locator(".window .row").count()).toBeLessThan(60);
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator(".window .row").count()).toBe(200);
    expect(await page.locator(".shell > .side").isVisible()).toBe(false);
    const boxes = await page.locator(".window .row").evaluateAll(rows => rows.map(row => row.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
    expect(boxes.slice(1).every((box, index) => box.top >= boxes[index]!.bottom - 1)).toBe(true);
    // Dark letters on white paper.
    expect(await page.locator(".window .name").first().evaluate(name => getComputedStyle(name).color)).toBe("rgb(31, 29, 26)");
    await page.context().close();
  });

  test("going back shows the list where it was, without asking for it again", async () => {
    server.world = world({ changes: changed(2000, Date.now()) });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/changes/`);
    await page.waitForFunction(() => {
      scrollTo(0, document.documentElement.scrollHeight);
      return [...document.querySelectorAll(".window .name")].some(name => name.textContent === "Track 1500");
    });
    const [position, asked] = [await page.evaluate(() => scrollY), server.world.requests.filter(one => one === "GET /v1/changes").length];
    await page.getByRole("link", { name: "Plannen" }).click();
    await page.getByRole("heading", { name: "Plannen" }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(position);
    expect(server.world.requests.filter(one => one === "GET /v1/changes")).toHaveLength(asked);
    await page.context().close();
  });

  test("a name with a direction control is shown as it is saved, and a long name in full", async () => {
    const long = `${"Wandeling ".repeat(30)}einde`;
    const [first, second] = changed(2, Date.now());
    server.world = world({ changes: [{ ...first!, type: "GPX", name: "over\u202expg.gpx" }, { ...second!, type: "GPX", name: `${long}.gpx` }] });
    const page = await open(browser, server.url, { width: 375 });
    await page.goto(`${server.url}/map/settings/changes/`);
    await page.getByText("overxpg", { exact: true }).waitFor();
    expect(await page.locator("bdi").count()).toBe(2);
    const name = page.locator(".window .name").nth(1);
    const [shown, needed] = await name.evaluate(element => [element.clientHeight, element.scrollHeight]);
    expect(shown).toBe(needed);
    expect(await name.getAttribute("title")).toBe(`${long}.gpx`);
    // The row shows the whole name.
    const [row, text] = [await page.locator(".window .row").nth(1).boundingBox(), await name.boundingBox()];
    expect(text!.y).toBeGreaterThanOrEqual(row!.y);
    expect(text!.y + text!.height).toBeLessThanOrEqual(row!.y + row!.height);
    await page.context().close();
  });

  test("the dialog for emptying the trash counts the files and stops with Stop", async () => {
    server.world = world({ trash: trashed(40, Date.now()), emptyStuck: true });
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/settings/trash/`);
    await page.getByRole("button", { name: "Prullenbak legen" }).click();
    await page.getByText("40 bestanden worden definitief verwijderd.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Verwijderen" }).click();
    await page.getByText("50%").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Stoppen" }).click();
    await page.getByText("Gestopt.").waitFor();
    await page.context().close();
  });
});

describe("titles, focus and messages", () => {
  test("each screen and dialog has its own title", async () => {
    server.world = world({ email: null });
    const page = await open(browser, server.url);
    const title = async (path: string, expected: string) => {
      await page.goto(server.url + path);
      await expect.poll(() => page.title(), { timeout: 30_000 }).toBe(expected);
    };
    await title("/map/account/", "OsmAnd Account");
    await title("/map/account/login/", "Inloggen · OsmAnd");
    await title("/map/account/sign-up/", "Nieuw account aanmaken · OsmAnd");
    await title("/map/account/reset/", "Wachtwoord wijzigen of opnieuw instellen · OsmAnd");
    server.world.email = "anna@example.org";
    await title("/map/account/email/", "E-mail wijzigen · OsmAnd");
    await title("/map/account/data/download/", "Selecteer de gegevens die u wilt exporteren · OsmAnd");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.title()).toBe("OsmAnd Cloud · OsmAnd");
    await page.context().close();
  });

  test("the focus is where the person goes on", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await page.getByRole("button", { name: "Uitloggen" }).click();
    await isFocused(page.getByRole("heading", { name: "OsmAnd Account" }));
    await page.getByRole("main").getByRole("link", { name: "Inloggen" }).click();
    // The address has an account, but the password is wrong.
    await isFocused(page.getByLabel("Wachtwoord", { exact: true }));
    await page.keyboard.type("wrong");
    await page.getByRole("button", { name: "Doorgaan" }).click();
    await isFocused(page.getByLabel("Wachtwoord", { exact: true }));
    await page.goto(`${server.url}/map/account/sign-up/`);
    await page.getByLabel("E-mail", { exact: true }).fill("new@example.org");
    await page.getByRole("button", { name: "Doorgaan" }).click();
    await page.getByLabel("Verificatiecode").fill("111111");
    await page.getByRole("button", { name: "Doorgaan" }).click();
    await isFocused(page.getByLabel("Verificatiecode"));
    server.world.email = "anna@example.org";
    await page.goto(`${server.url}/map/account/data/download/`);
    await isFocused(page.getByRole("heading", { name: "Selecteer de gegevens" }));
    await page.context().close();
  });

  test("a message is above an open dialog, can be closed there, and keeps to one line", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/`);
    await page.getByRole("button", { name: "Uitloggen" }).click();
    const toast = page.locator(".toast");
    await toast.waitFor();
    const [text, close] = [await toast.locator("> span").boundingBox(), await toast.locator("button").boundingBox()];
    expect(close!.y).toBeLessThan(text!.y + text!.height);
    await page.getByRole("main").getByRole("link", { name: "Inloggen" }).click();
    await page.locator("dialog[open]").waitFor();
    const box = (await toast.boundingBox())!;
    expect(await page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.closest(".toast") !== null, [box.x + 20, box.y + box.height / 2])).toBe(true);
    await toast.getByRole("button", { name: "Sluiten" }).click();
    await toast.waitFor({ state: "detached" });
    expect(await page.locator("dialog[open]").count()).toBe(1);
    await page.context().close();
  });

  test("at 400 % zoom the export shows a row", async () => {
    server.world = world();
    const page = await open(browser, server.url, { width: 320 });
    await page.setViewportSize({ width: 320, height: 256 });
    await page.goto(`${server.url}/map/account/data/download/`);
    const row = page.getByRole("checkbox", { name: /Mijn plaatsen/ });
    await row.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await row.boundingBox())!;
    expect(await page.evaluate(([left, top]) => document.elementFromPoint(left!, top!)?.matches("input[type=checkbox]"), [x + width / 2, y + height / 2])).toBe(true);
    await page.context().close();
  });

  test("after a changed address the panel shows it, also after a reload", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/email/`);
    await page.getByLabel("Code van Oude E-mail").fill(CODE);
    await page.getByLabel("Nieuwe E-mail").fill("anna.new@example.org");
    await page.getByRole("button", { name: "Volgende" }).click();
    await page.getByText("Het e-mailadres van uw account is nu anna.new@example.org.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/map/account/");
    await page.reload();
    await page.getByRole("main").getByText("anna.new@example.org", { exact: true }).waitFor();
    expect(server.world.requests.filter(one => one === "POST /mapapi/auth/send-code")).toHaveLength(1);
    await page.context().close();
  });
});

test("the portal can be installed: a manifest with icons of the right sizes", async () => {
  server.world = world();
  const page = await open(browser, server.url);
  await page.goto(`${server.url}/map/account/`);
  const devtools = await page.context().newCDPSession(page);
  expect((await devtools.send("Page.getInstallabilityErrors")).installabilityErrors.map(one => one.errorId)).not.toContain("no-manifest");
  const manifest = await devtools.send("Page.getAppManifest");
  expect(manifest.errors).toEqual([]);
  const { icons } = JSON.parse(manifest.data!) as { icons: { src: string; sizes: string }[] };
  for (const { src, sizes } of icons.filter(icon => icon.sizes !== "any")) {
    const width = await page.evaluate(async from => {
      const image = new Image();
      image.src = from;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(width, src).toBe(sizes);
  }
  expect(page.faults).toEqual([]);
  await page.context().close();
});
