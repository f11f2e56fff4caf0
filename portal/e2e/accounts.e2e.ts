import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CODE, fake, world, type Fake } from "../test/fake/server.ts";
import { launch, open, watched, type Opened } from "./browser.ts";

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

const ANNA = "anna@example.org";
const BEA = "bea@example.org";
/** Two tabs of one browser, both showing Anna's account panel. */
let first: Opened;
let second: Opened;
beforeEach(async () => {
  server.world = world({ registered: new Set([ANNA, BEA]) });
  first = await open(browser, server.url);
  second = await watched(first.context(), server.url);
  for (const page of [first, second]) {
    await page.goto(`${server.url}/map/account/`);
    await page.getByRole("main").getByText(ANNA).waitFor();
  }
  return () => first.context().close();
});

async function logOut(page: Opened): Promise<void> {
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("heading", { name: "OsmAnd Account" }).waitFor();
}
async function logIn(page: Opened, address: string): Promise<void> {
  await page.getByRole("main").getByRole("link", { name: "Inloggen" }).click();
  await page.getByLabel("E-mail", { exact: true }).fill(address);
  await page.getByLabel("Wachtwoord", { exact: true }).fill("correct horse");
  await page.getByRole("button", { name: "Doorgaan" }).click();
  await page.getByRole("main").getByText(address).waitFor();
}
const asked = (route: string) => server.world.requests.filter(one => one === route).length;
const shows = (page: Opened, text: string) => page.locator("body").getByText(text).count();

describe("two tabs of one browser", () => {
  test("a log-out in one tab clears the other", async () => {
    await logOut(second);
    await first.getByText("U bent in een ander tabblad uitgelogd.").waitFor();
    expect(await shows(first, ANNA)).toBe(0);
  });

  test("a log-in to another account in one tab shows that account in the other", async () => {
    await logOut(second);
    await logIn(second, BEA);
    await first.getByRole("main").getByText(BEA).waitFor();
    expect(await shows(first, ANNA)).toBe(0);
  });

  test("a tab that heard nothing asks again when it gets the focus", async () => {
    // The session changes outside of this browser's tabs.
    server.world.email = BEA;
    await first.evaluate(() => dispatchEvent(new Event("focus")));
    await first.getByText("In een ander tabblad is ingelogd met bea@example.org.").waitFor();
    await first.getByRole("main").getByText(BEA, { exact: true }).waitFor();
    expect(await shows(first, ANNA)).toBe(0);
  });

  test("the server refuses a call of a page that shows another account, and the page shows the right one", async () => {
    await first.getByRole("link", { name: "Account verwijderen" }).click();
    await first.getByText(`We hebben een verificatiecode gestuurd naar ${ANNA}.`).waitFor();
    server.world.email = BEA;
    await first.getByLabel("Code van E-mail").fill(CODE);
    await first.getByRole("button", { name: "DIT ACCOUNT VERWIJDEREN" }).click();
    await first.getByText("In een ander tabblad is ingelogd met bea@example.org.").waitFor();
    expect(server.world.email).toBe(BEA);
    expect(await first.getByRole("dialog").count()).toBe(0);
    expect(asked("POST /mapapi/auth/send-code")).toBe(1);
    expect(new URL(first.url()).pathname + new URL(first.url()).hash).toBe("/map/account/");
  });

  test("an upload of a page that shows another account is refused", async () => {
    await first.getByRole("link", { name: /Bestanden, opslag/ }).click();
    await first.getByRole("button", { name: "Bestanden kiezen" }).waitFor();
    server.world.email = BEA;
    await first.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name: "a.gpx", mimeType: "", buffer: Buffer.from("<gpx></gpx>") });
    await first.getByText("In een ander tabblad is ingelogd met bea@example.org.").waitFor();
    expect(asked("POST /mapapi/upload-file refused")).toBe(1);
  });

  test("the deletion of an account leads both tabs to the start screen", async () => {
    await second.getByRole("link", { name: "Account verwijderen" }).click();
    await second.getByLabel("Code van E-mail").fill(CODE);
    await second.getByRole("button", { name: "DIT ACCOUNT VERWIJDEREN" }).click();
    await second.getByText("Uw account is verwijderd.").waitFor();
    await second.getByRole("link", { name: "Nieuw account aanmaken" }).waitFor();
    expect(new URL(second.url()).pathname).toBe("/map/account/");
    expect(await second.getByRole("dialog").count()).toBe(0);
    await first.getByRole("link", { name: "Nieuw account aanmaken" }).waitFor();
    expect(await shows(first, ANNA)).toBe(0);
  });
});

describe("browsers, devices and the password", () => {
  test("each browser and device is a row, and is logged out alone, by keyboard", async () => {
    await first.goto(`${server.url}/map/account/devices/`);
    const rows = first.getByRole("main").getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(6);
    for (const name of ["Chrome op Android", "Google Pixel 9"]) {
      await first.getByRole("button", { name: `${name} uitloggen` }).focus();
      await first.keyboard.press("Enter");
      await first.getByRole("dialog").getByRole("button", { name: "Uitloggen", exact: true }).focus();
      await first.keyboard.press("Enter");
      await first.getByText(`${name} is uitgelogd.`).waitFor();
    }
    expect(await rows.count()).toBe(4);
    expect(server.world.sessions).toHaveLength(3);
    expect(server.world.devices).toHaveLength(1);
    await first.getByRole("button", { name: "Firefox op Linux uitloggen" }).click();
    await first.getByRole("dialog").getByRole("button", { name: "Uitloggen", exact: true }).click();
    for (const page of [first, second]) await page.getByRole("main").getByRole("link", { name: "Inloggen" }).waitFor();
  });

  test("Log out everywhere is one call and leads both tabs to the start screen", async () => {
    await first.goto(`${server.url}/map/account/devices/`);
    await first.getByRole("button", { name: "Overal uitloggen" }).click();
    await first.getByRole("dialog").getByRole("button", { name: "Overal uitloggen" }).click();
    for (const page of [first, second]) await page.getByRole("main").getByRole("link", { name: "Inloggen" }).waitFor();
    expect(asked("POST /v1/access/end-all")).toBe(1);
  });

  test("the password is changed with the old one by keyboard, and set with a mailed code", async () => {
    await first.getByRole("link", { name: /^Wachtwoord/ }).focus();
    await first.keyboard.press("Enter");
    const old = first.getByLabel("Huidig wachtwoord");
    await expect.poll(() => old.evaluate(field => field === document.activeElement)).toBe(true);
    await first.keyboard.type("not this one");
    await first.getByLabel("Nieuw wachtwoord").fill("battery staple");
    await first.getByLabel("Herhaal het wachtwoord").fill("battery staple");
    await first.keyboard.press("Enter");
    await first.getByText("Dit wachtwoord klopt niet.").waitFor();
    await expect.poll(() => old.evaluate(field => field === document.activeElement)).toBe(true);
    await old.fill("correct horse");
    await first.keyboard.press("Enter");
    await first.getByText("Uw wachtwoord is ingesteld.").waitFor();
    await first.getByRole("main").getByText(ANNA).waitFor();
    expect(server.world.password).toBe("battery staple");
    expect(asked("POST /mapapi/auth/send-code")).toBe(0);
    await first.getByRole("link", { name: /^Wachtwoord/ }).click();
    await first.getByRole("button", { name: /Ik weet mijn wachtwoord niet/ }).click();
    await first.getByLabel("Verificatiecode").fill(CODE);
    await first.getByRole("checkbox", { name: "Ook alle apparaten uitloggen" }).check();
    await first.getByLabel("Nieuw wachtwoord").fill("another staple");
    await first.getByLabel("Herhaal het wachtwoord").fill("another staple");
    await first.getByRole("button", { name: "Wachtwoord opslaan" }).click();
    await expect.poll(() => server.world.password).toBe("another staple");
    expect(server.world.devices).toEqual([]);
    expect(asked("POST /mapapi/auth/send-code")).toBe(1);
  });
});

describe("while a request is on its way", () => {
  test("a repeated Escape neither closes the dialog nor leaves a page that does not react", async () => {
    await logOut(first);
    await first.getByRole("link", { name: "Nieuw account aanmaken" }).click();
    let answer: () => void = () => undefined;
    await first.route("**/mapapi/auth/register?*", async route => {
      await new Promise<void>(resolve => (answer = resolve));
      await route.continue();
    });
    await first.getByLabel("E-mail", { exact: true }).fill("new@example.org");
    await first.keyboard.press("Enter");
    await first.locator("dialog[aria-busy=true]").waitFor();
    for (let press = 0; press < 4; press++) await first.keyboard.press("Escape");
    await expect.poll(() => first.locator("dialog[open][aria-busy=true]").count()).toBe(1);
    answer();
    await first.getByLabel("Verificatiecode").waitFor();
    await first.keyboard.press("Escape");
    await first.getByRole("link", { name: "Nieuw account aanmaken" }).click();
    await first.getByLabel("E-mail", { exact: true }).waitFor();
  });

  test("the menu does not offer to log in before it is known who is signed in", async () => {
    let answer: () => void = () => undefined;
    await first.route("**/mapapi/auth/info", async route => {
      await new Promise<void>(resolve => (answer = resolve));
      await route.continue();
    });
    await first.reload({ waitUntil: "commit" });
    const menu = first.getByRole("navigation", { name: "Algemeen Menu" });
    await menu.getByText("Account").waitFor();
    expect(await menu.getByText("Inloggen").count()).toBe(0);
    await menu.getByText("Favorieten").waitFor();
    answer();
    await menu.getByText(ANNA).waitFor();
  });

  test("a failed load is not a log-out", async () => {
    server.world.broken.set("/mapapi/auth/info", 500);
    await first.reload();
    await first.locator(".note.bad").waitFor();
    expect(await first.getByText("Inloggen").count()).toBe(0);
  });
});
