import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import en from "../src/lib/locales/en.json";
import nl from "../src/lib/locales/nl.json";
import { launch, open } from "./browser.ts";
import { advance, mailedCode, mails, Phone, Shop, stack, type Stack } from "./stack.ts";

type Texts = typeof nl;

/** Makes addresses unique: a stack given by STACK may have the accounts of an earlier run. */
const run = Date.now().toString(36);
/** Client times of the phones' files; an archive keeps them to two seconds. */
const MAY = Date.UTC(2026, 4, 5, 6, 7, 8);
const FAVOURITES = "<gpx><wpt lat='52.37' lon='4.89'><name>Dam</name></wpt></gpx>";
const TRACK = `<gpx><trk><trkseg>${Array.from({ length: 400 }, (_, i) => `<trkpt lat='52.${i}' lon='4.${i}'/>`).join("")}</trkseg></trk></gpx>`;
const PROFILE = JSON.stringify({ version: 1, mode: "bicycle" });

/** All looks, or the one that LOOK names, such as nl-1280. `make` runs each on its own stack in parallel. */
const looks = (
  [
    { language: "nl", t: nl, width: 1280 },
    { language: "nl", t: nl, width: 375 },
    { language: "en", t: en, width: 1280 },
    { language: "en", t: en, width: 375 },
  ] as const
).filter(({ language, width }) => (process.env.LOOK ?? `${language}-${width}`) === `${language}-${width}`);
const person = (name: string, { language, width }: { language: string; width: number }) => `${name}-${language}-${width}-${run}@example.org`;

let browser: Browser;
let local: Stack;
/** For each look, the two phones of the user with files, and the shop. */
const phones = new Map<string, { pixel: Phone; galaxy: Phone; shop: Shop }>();

beforeAll(async () => {
  browser = await launch();
  local = await stack();
  // Three months of changes by two devices, for all test users at once, because the stack has one clock. Tracks need Pro.
  const now = await advance(local.url, "PT0S");
  await Promise.all(
    looks.map(async look => {
      const email = person("fay", look);
      const pixel = await Phone.signedIn(local.url, email, "google", "Pixel 9");
      const galaxy = await Phone.signedIn(local.url, email, "samsung", "Galaxy S26", true);
      const shop = new Shop(local.url, email, now + 62 * 86_400_000, run + look.language + look.width);
      phones.set(email, { pixel, galaxy, shop });
      await pixel.upload("FAVOURITES", "favorites.gpx", "<gpx/>");
      await pixel.upload("PROFILE", "profile_bicycle.json", PROFILE);
    }),
  );
  await advance(local.url, "P31D");
  for (const { galaxy } of phones.values()) await galaxy.upload("FAVOURITES", "favorites.gpx", FAVOURITES);
  await advance(local.url, "P31D");
  await Promise.all(
    [...phones.values()].map(async ({ pixel, galaxy }) => {
      for (const name of ["Campings", "Musea", "Vuurtorens"]) {
        await pixel.upload("FAVOURITES", `favorites-${name}.gpx`, FAVOURITES);
        await galaxy.delete("FAVOURITES", `favorites-${name}.gpx`);
      }
    }),
  );
}, 420_000);
afterAll(async () => {
  await browser?.close();
  local?.stop();
});

const button = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true });
const gone = (page: Page) => page.locator("dialog[open]").waitFor({ state: "detached" });
const email = (page: Page, t: Texts) => page.getByLabel(t["field.email"], { exact: true });

async function enterCode(page: Page, t: Texts, code: string): Promise<void> {
  await page.getByLabel(t["field.code"]).fill(code);
  await button(page, t["action.continue"]).click();
}
async function refusedCode(page: Page, t: Texts, code: string): Promise<void> {
  await enterCode(page, t, code);
  await page.getByText(t["error.code"]).waitFor();
}
/** A wrong code of the same length, different in each turn. */
const wrong = (code: string, turn = 1) => code.replace(/\d/g, digit => String((Number(digit) + turn) % 10));

async function setPasswords(page: Page, t: Texts, password: string): Promise<void> {
  await page.getByLabel(t["field.new_password"]).fill(password);
  await page.getByLabel(t["field.repeat_password"]).fill(password);
}

async function startSignUp(page: Page, t: Texts, address: string): Promise<void> {
  await page.goto(`${local.url}/`);
  await page.getByRole("link", { name: t["signup.title"] }).click();
  await email(page, t).fill(address);
  await button(page, t["action.continue"]).click();
  await page.getByLabel(t["field.code"]).waitFor();
}

async function signUp(page: Page, t: Texts, address: string, password?: string): Promise<void> {
  await startSignUp(page, t, address);
  await enterCode(page, t, await mailedCode(local.url, address, 1));
  await page.getByText(t["signup.done"]).waitFor();
  if (password) {
    await setPasswords(page, t, password);
    await button(page, t["password.save"]).click();
  } else {
    await button(page, t["action.skip"]).click();
  }
  // The panel is visible behind the dialog. The request has ended when the dialog closes.
  await gone(page);
  await page.getByRole("button", { name: t["logout.title"] }).waitFor();
}

async function logIn(page: Page, t: Texts, address: string, password: string): Promise<void> {
  await email(page, t).fill(address);
  await page.getByLabel(t["field.password"], { exact: true }).fill(password);
  await button(page, t["action.continue"]).click();
}

/** Sets the password of an account that a phone created, through "I have none". */
async function obtainPassword(page: Page, t: Texts, address: string, password: string): Promise<void> {
  const before = (await mails(local.url, address)).length;
  await page.goto(`${local.url}/map/account/login/`);
  await page.getByRole("link", { name: t["login.forgot"] }).click();
  await page.getByLabel(t["field.password"], { exact: true }).waitFor({ state: "detached" }); // The login has an address too.
  await email(page, t).fill(address);
  await button(page, t["action.continue"]).click();
  await page.getByLabel(t["field.code"]).fill(await mailedCode(local.url, address, before + 1));
  await setPasswords(page, t, password);
  await button(page, t["action.continue"]).click();
  await page.getByText(t["reset.done"]).waitFor();
  // A reset does not log in.
  await page.getByRole("dialog").getByRole("link", { name: t["login.title"] }).click();
  await logIn(page, t, address, password);
  await page.getByRole("main").getByText(address).waitFor();
}

async function menuOf(page: Page, t: Texts, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: t["action.menu_of"].replace("{name}", name), exact: true }).first().click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}
const choose = (page: Page, name: string, buffer: Buffer) => page.locator("input[type=file]:not([webkitdirectory])").setInputFiles({ name, mimeType: "", buffer });
/** The files bucket is the only other origin that the page may call. */
const toS3 = /^asked http:\/\/127\.0\.0\.1:\d+\/[^/]+\/u\//;
const toast = (page: Page, text: string, name: string) => page.locator(".toast").getByText(text.replace("{name}", name)).waitFor();

/** Opens "Download all", and returns the path of the saved OSF. */
async function downloadAll(page: Page, t: Texts): Promise<string> {
  await page.goto(`${local.url}/map/account/data/`);
  await page.getByRole("button", { name: t["data.download_all"] }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: t["export.button"].split(" (")[0]! }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/^Export_\d\d-\d\d-\d\d\.osf$/);
  return download.path();
}
/** The files of an archive as texts, with the manifest's items sorted by name. */
function unpacked(path: string) {
  const { "items.json": manifest, ...files } = Object.fromEntries(Object.entries(unzipSync(readFileSync(path))).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  const { items, ...head } = JSON.parse(manifest!) as { version: number; items: { file: string }[] };
  return { files, head, items: items.sort((one, other) => one.file.localeCompare(other.file)) };
}

describe.each(looks)("$language, $width px, against the local stack", look => {
  const { language, t, width } = look;

  test("a whole life of an account: codes wrong, dead, expired and sent again, and a second life", async () => {
    const one = person("anna", look);
    const two = person("bea", look);
    const page = await open(browser, local.url, { language, width });
    await page.clock.install();
    await startSignUp(page, t, one);
    const first = await mailedCode(local.url, one, 1);
    // After the fourth wrong try the correct code is invalid too.
    for (let turn = 1; turn <= 3; turn++) await refusedCode(page, t, wrong(first, turn));
    for (const code of [wrong(first, 4), first]) {
      await enterCode(page, t, code);
      await page.getByText(t["error.code_dead"]).waitFor();
    }
    await page.getByRole("button", { name: t["code.not_received"] }).click();
    // A second code can be requested after 30 seconds.
    await page.clock.fastForward(31_000);
    await button(page, t["code.resend"]).click();
    await page.getByLabel(t["field.code"]).waitFor();
    const second = await mailedCode(local.url, one, 2);
    // The code has expired by the stack's clock.
    await advance(local.url, "PT25H");
    await refusedCode(page, t, second);
    await page.getByRole("button", { name: t["code.not_received"] }).click();
    // A second code can be requested after 30 seconds.
    await page.clock.fastForward(31_000);
    await button(page, t["code.resend"]).click();
    await page.getByLabel(t["field.code"]).waitFor();
    await enterCode(page, t, await mailedCode(local.url, one, 3));
    await page.getByText(t["signup.done"]).waitFor();
    await setPasswords(page, t, "correct horse");
    await button(page, t["password.save"]).click();
    await gone(page);
    // The user is signed in at once and after a reload. No script can read the session.
    await page.reload();
    await page.getByRole("main").getByText(one).waitFor();
    expect(await page.evaluate(() => document.cookie.replace(/email=[^;]*/, "").trim())).toBe("");
    expect(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)))).toEqual([]);
    const cookies = await page.context().cookies();
    expect(cookies.filter(cookie => cookie.name !== "email").every(cookie => cookie.httpOnly && cookie.sameSite === "Lax")).toBe(true);

    await page.getByRole("link", { name: /OsmAnd Cloud/ }).last().click();
    await page.getByText(t["data.files_value"].replace("{files}", "0").replace("{versions}", "0")).waitFor();
    await page.goto(`${local.url}/map/account/purchases/`);
    await page.getByText("OsmAnd Start").waitFor();
    await page.getByText(t["purchases.empty"]).waitFor();
    await page.getByRole("link", { name: t["action.more_information"] }).click();
    await page.waitForURL("**/map/pricing/");
    await page.getByRole("region", { name: "OsmAnd Pro" }).getByText("GB").first().waitFor();
    await page.goto(`${local.url}/map/account/devices/`);
    await page.getByText(t["devices.this"]).waitFor();

    await page.goto(`${local.url}/map/account/`);
    await page.getByRole("button", { name: t["logout.title"] }).click();
    await page.getByRole("main").getByRole("link", { name: t["login.title"] }).click();
    expect(await email(page, t).inputValue()).toBe(one);
    await logIn(page, t, one, "wrong password");
    await page.getByText(t["error.password_wrong"]).waitFor();
    await logIn(page, t, one.toUpperCase(), "correct horse");
    await page.getByRole("main").getByText(one).waitFor();

    const known = (await mails(local.url, one)).length;
    await page.getByRole("button", { name: t["account.email_menu"] }).click();
    await page.getByRole("menuitem", { name: t["change.title"] }).click();
    await page.getByLabel(t["change.old_code"]).fill(await mailedCode(local.url, one, known + 1));
    await page.getByLabel(t["change.new_email"]).fill(two);
    await button(page, t["action.next"]).click();
    await page.getByText(t["change.done_inside"].split(".")[0]!.replace("{email}", two)).waitFor();
    // The old address gets an undo code, the new one a code that proves it.
    const notices = [(await mails(local.url, one, all => all.length >= known + 2)).at(-1)!, (await mails(local.url, two, all => all.length >= 1)).at(-1)!];
    for (const notice of notices) expect(notice.text).toMatch(/\b\d{6,8}\b/);
    await page.getByRole("link", { name: t["confirm.title"] }).click();
    await page.getByLabel(t["field.code"]).fill(await mailedCode(local.url, two, 1));
    await button(page, t["action.continue"]).click();
    await page.getByText(t["confirm.done"].replace("{email}", two)).waitFor();
    await expect.poll(() => page.getByRole("link", { name: t["confirm.title"] }).count()).toBe(0);

    await page.getByRole("link", { name: t["delete.row"] }).click();
    const code = await mailedCode(local.url, two, 2);
    await page.getByLabel(t["delete.code"]).fill(wrong(code));
    await button(page, t["delete.button"]).click();
    await page.getByText(t["error.code"]).waitFor();
    await page.getByLabel(t["delete.code"]).fill(code);
    await button(page, t["delete.button"]).click();
    await page.getByRole("main").getByRole("link", { name: t["signup.title"] }).waitFor();
    const last = (await mails(local.url, two)).length;
    await startSignUp(page, t, two);
    await enterCode(page, t, await mailedCode(local.url, two, last + 1));
    await button(page, t["action.skip"]).click();
    await gone(page);
    await page.getByRole("main").getByText(two).waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  test("what is registered already and what is not is said, with the way on; a forgotten password is reset", async () => {
    const address = person("cor", look);
    const page = await open(browser, local.url, { language, width });
    await signUp(page, t, address);
    await page.getByRole("button", { name: t["logout.title"] }).click();
    await page.goto(`${local.url}/map/account/sign-up/`);
    await email(page, t).fill(address);
    await button(page, t["action.continue"]).click();
    await page.getByText(t["error.registered"]).waitFor();
    await page.getByRole("dialog").getByRole("link", { name: t["login.title"] }).click();
    await page.getByLabel(t["field.password"], { exact: true }).waitFor(); // The dialog before has an address too.
    await email(page, t).fill("nobody@example.org");
    await page.getByLabel(t["field.password"], { exact: true }).fill("does not matter");
    await page.getByLabel(t["field.password"], { exact: true }).press("Enter");
    await page.getByText(t["error.email_unknown"]).waitFor();
    await obtainPassword(page, t, address, "battery staple");
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  test("changes of three months and two devices; the trash restores, undoes, deletes at once and is emptied", async () => {
    const address = person("fay", look);
    const page = await open(browser, local.url, { language, width });
    await obtainPassword(page, t, address, "correct horse");
    await page.goto(`${local.url}/map/settings/changes/`);
    await page.locator(".window .row").first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".monthly").length === 3);
    const months = await page.locator(".monthly").allTextContents();
    for (const month of months) expect(month).toMatch(/^\p{Lu}\p{L}+ 20\d\d$/u);
    expect(await page.locator(".window .row").count()).toBe(9);
    for (const text of ["Google Pixel 9", "Samsung Galaxy S26", t["status.added"], t["status.modified"], t["status.deleted"]]) {
      expect(await page.locator(".window .line", { hasText: text }).count(), text).toBeGreaterThan(0);
    }
    const saved = page.waitForEvent("download");
    await menuOf(page, t, t["menu.favourites"], t["action.download"]);
    const download = await saved;
    expect(download.suggestedFilename()).toBe("favorites.gpx");
    expect(readFileSync(await download.path(), "utf8")).toBe(FAVOURITES);

    await page.goto(`${local.url}/map/settings/trash/`);
    const rows = page.locator(".window .row");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(3);
    await menuOf(page, t, "Campings", t["trash.restore"]);
    await toast(page, t["trash.restored"], "Campings");
    await page.waitForFunction(() => document.querySelectorAll(".window .row").length === 2);
    await page.locator(".toast").getByRole("button", { name: t["action.undo"] }).click();
    await page.waitForFunction(() => document.querySelectorAll(".window .row").length === 3);
    await menuOf(page, t, "Campings", t["trash.restore"]);
    await page.waitForFunction(() => document.querySelectorAll(".window .row").length === 2);
    await menuOf(page, t, "Musea", t["trash.delete_now"]);
    await button(page, t["action.delete"]).click();
    await toast(page, t["trash.deleted"], "Musea");
    await page.getByRole("button", { name: t["trash.empty_title"] }).click();
    await button(page, t["action.delete"]).click();
    await page.getByText(t["trash.is_empty"], { exact: true }).waitFor();
    await page.goto(`${local.url}/map/favorites/`);
    await page.getByText("Campings").waitFor();
    expect(await page.getByText("Vuurtorens").count()).toBe(0);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  test("Pro after the webhook, its totals and its OSF, then cancelled, then expired", async () => {
    const address = person("fay", look);
    const { pixel, shop } = phones.get(address)!;
    const page = await open(browser, local.url, { language, width });
    await page.goto(`${local.url}/map/account/login/`);
    await logIn(page, t, address, "correct horse");
    await page.getByRole("main").getByText(address).waitFor();
    await page.goto(`${local.url}/map/tracks/`);
    await page.getByText(t["tracks.upgrade"]).waitFor();
    await shop.buy();
    await page.goto(`${local.url}/map/account/purchases/`);
    await page.getByRole("link", { name: new RegExp(`OsmAnd Pro.*${t["state.active"]}`) }).click();
    const manage = page.getByRole("link", { name: t["manage.link"] });
    await manage.waitFor();
    expect(new URL((await manage.getAttribute("href"))!).host).toBe("osmand.onfastspring.com");
    await page.getByText("OsmAnd Web", { exact: true }).waitFor();

    await pixel.upload("GPX", "Fietsen/rondje.gpx", TRACK);
    await page.goto(`${local.url}/map/tracks/`);
    await page.getByRole("link", { name: /^Fietsen/ }).click();
    await page.getByText("rondje", { exact: true }).waitFor();
    await page.goto(`${local.url}/map/account/data/`);
    // favorites.gpx in two versions, Campings in three, the profile, the track.
    await page.getByText(t["data.files_value"].replace("{files}", "4").replace("{versions}", "7")).waitFor();
    const { files, head, items } = unpacked(await downloadAll(page, t));
    expect(files).toEqual({ "favorites-Campings.gpx": FAVOURITES, "favorites.gpx": FAVOURITES, "profile_bicycle.json": PROFILE, "tracks/Fietsen/rondje.gpx": TRACK });
    expect(head.version).toBe(1);
    expect(items).toHaveLength(4);

    // Small files go through the API, large ones directly to S3 in one PUT or in parts. A device lists all.
    await page.goto(`${local.url}/map/account/data/`);
    const large = Buffer.concat([Buffer.from('<?xml version="1.0"?><gpx>'), randomBytes(width < 600 ? 6_000_000 : 9_000_000)]);
    await choose(page, "favorites-Winkels.gpx", Buffer.from(FAVOURITES));
    await choose(page, "kust.gpx", large);
    await page.waitForFunction(() => document.querySelectorAll(".mark").length === 2);
    await page.getByText(t["data.files_value"].replace("{files}", "6").replace("{versions}", "9")).waitFor();
    const listed = await pixel.files();
    expect(listed.get("FAVOURITES favorites-Winkels.gpx")).toBe(FAVOURITES.length);
    expect(listed.get("GPX kust.gpx")).toBe(large.length);

    await shop.cancel();
    await page.goto(`${local.url}/map/account/purchases/`);
    await page.getByRole("link", { name: new RegExp(`OsmAnd Pro.*${t["state.cancelled"]}`) }).waitFor();
    await shop.end();
    await page.reload();
    await page.getByRole("link", { name: new RegExp(`OsmAnd Pro.*${t["state.expired"]}`) }).waitFor();
    await page.getByText("OsmAnd Start").waitFor();
    await page.goto(`${local.url}/map/account/data/`);
    await choose(page, "nog een rondje.gpx", Buffer.from(TRACK));
    await page.getByText(t["upload.needs_pro"].replace("{kind}", t["menu.tracks"])).waitFor();
    expect(page.faults.filter(fault => !toS3.test(fault))).toEqual([]);
    await page.context().close();
  });

  test("a round trip: an account's backup, restored into another account, gives an equal backup", async () => {
    const [old, next] = [person("gus", look), person("hal", look)];
    const phone = await Phone.signedIn(local.url, old, "google", "Pixel 9");
    const now = await advance(local.url, "PT0S");
    await Promise.all([old, next].map((address, index) => new Shop(local.url, address, now, `${run}Trip${index}${language}${width}`).buy()));
    await phone.upload("FAVOURITES", "favorites.gpx", FAVOURITES, MAY);
    await phone.upload("FAVOURITES", "favorites-Eten_%_Cafés.gpx", FAVOURITES, MAY + 60_000);
    await phone.upload("GPX", "Fietsen/Zuid/rondje.gpx", TRACK, MAY + 120_000);
    await phone.upload("GPX", "Fietsen/Zuid/rondje.gpx.info", JSON.stringify({ type: "GPX", subtype: "gpx", file: "/tracks/Fietsen/Zuid/rondje.gpx", color: "#ff0000", width: "bold" }), MAY + 120_000);
    await phone.upload("PROFILE", "profile_bicycle.json", PROFILE, MAY + 180_000);
    const page = await open(browser, local.url, { language, width });
    await obtainPassword(page, t, old, "correct horse");
    const backup = await downloadAll(page, t);
    await page.goto(`${local.url}/map/account/`);
    await page.getByRole("button", { name: t["logout.title"] }).click();

    await signUp(page, t, next, "battery staple");
    await page.goto(`${local.url}/map/account/data/`);
    await page.getByRole("link", { name: t["import.title"] }).click();
    await page.locator("input[accept]").setInputFiles(backup);
    await page.locator("fieldset").waitFor();
    await page.locator("form .main").click();
    await page.getByText(t["import.counts"].replace("{stored}", "5").replace("{skipped}", "0").replace("{failed}", "0")).waitFor();
    const restored = unpacked(await downloadAll(page, t));
    expect(restored).toEqual(unpacked(backup));
    expect(Object.keys(restored.files)).toHaveLength(4);
    expect(restored.items.find(item => item.file.endsWith("rondje.gpx"))).toMatchObject({ color: "#ff0000", width: "bold" });

    // The files keep their dates, and a second restore stores nothing.
    const other = await Phone.signedIn(local.url, next, "samsung", "Galaxy S26", true);
    const [before, after] = [await phone.times(), await other.times()];
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [key, time] of before) expect(Math.abs(after.get(key)! - time), key).toBeLessThanOrEqual(2000);
    await page.goto(`${local.url}/map/account/data/import/`);
    await page.locator("input[accept]").setInputFiles(backup);
    await page.locator("fieldset").waitFor();
    await page.locator("form .main").click();
    await page.getByText(t["import.counts"].replace("{stored}", "0").replace("{skipped}", "5").replace("{failed}", "0")).waitFor();
    expect(page.faults).toEqual([]);
    await page.context().close();
  });
});

test("hashed files may be kept for ever, the page never, and the page's policy lets nothing else in", async () => {
  const page = await fetch(`${local.url}/map/account/data/`);
  expect(page.headers.get("cache-control")).toBe("no-cache");
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("unsafe");
  const html = await page.text();
  const asset = /\/assets\/[^"]+\.js/.exec(html)![0];
  expect((await fetch(local.url + asset)).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});
