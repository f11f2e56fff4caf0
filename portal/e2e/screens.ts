/** Every screen by name: its path, its test data and the clicks that lead to it. */
import { strToU8, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { CODE, subscription, trashed, troubled, world, type World } from "../test/fake/server.ts";
import type { Opened } from "./browser.ts";

export interface Screen {
  name: string;
  path: string;
  world?: () => World;
  reach?: (page: Page) => Promise<unknown>;
  /** Whether only narrow windows have this screen. */
  narrow?: boolean;
  /** Whether the screen keeps moving or loading, so that tests do not wait until it is idle. */
  moving?: boolean;
}
const anonymous = () => world({ email: null });
const start = () => world({ plan: "START", purchases: [] });
/** Purchases in each state that needs a second line. */
const trouble = () => {
  const now = Date.now();
  const states = ["in_grace_period", "on_hold", "paused", "refunded", "charged_back"] as const;
  const trial = troubled("trial", now, { nextBillingAt: now + 864_000_000, expiresAt: now + 864_000_000 });
  return world({ purchases: [...states.map(state => troubled(state, now)), trial], planUntil: now + 691_200_000 });
};
const broken = (path: string, status: number) => () => world({ broken: new Map([[path, status]]) });
const main = (page: Page) => page.locator("dialog[open] .main").click();
const email = async (page: Page, address: string) => {
  await page.locator("dialog input").first().fill(address);
  await main(page);
};
const signUpCode = async (page: Page, code: string) => {
  await email(page, "new@example.org");
  await page.locator("input.code").fill(code);
  await main(page);
};
const rowMenu = (index: number) => async (page: Page) => {
  await page.locator("[aria-haspopup=menu]").first().click();
  await page.getByRole("menuitem").nth(index).click();
};

/** An entry of the menu of the last row, which is a file. */
const rowAct = (index: number) => async (page: Page) => {
  await page.locator(".window [aria-haspopup=menu]").last().click();
  await page.getByRole("menuitem").nth(index).click();
};

const choose = (page: Page, ...files: string[]) =>
  page.locator("input[type=file]:not([webkitdirectory])").setInputFiles(files.map(name => ({ name, mimeType: "", buffer: Buffer.from(`<gpx>${name}</gpx>`) })));

/** The sum of sine waves. `at` is from 0 to 1. */
const waves = (at: number, parts: [turns: number, height: number, phase: number][]) => parts.reduce((sum, [turns, height, phase]) => sum + height * Math.sin(2 * Math.PI * turns * at + phase), 0);

/** A winding ride from Roscoff to Morlaix over several hills. */
const ride = () => {
  const points = Array.from({ length: 800 }, (_, index) => {
    const at = index / 799;
    const lat = 48.726 - 0.149 * at + waves(at, [[1.5, 0.012, 0.4], [4.3, 0.005, 2], [11, 0.0018, 1], [29, 0.0006, 0]]);
    const lon = -3.985 + 0.157 * at + waves(at, [[1, 0.024, 3.4], [3.1, 0.011, 0.7], [9, 0.003, 2.2], [23, 0.001, 1]]);
    const ele = 62 - 30 * at + waves(at, [[1.2, 24, 4.4], [3.7, 16, 1], [8.3, 7, 0.3], [19, 2.5, 2]]);
    return `<trkpt lat="${lat.toFixed(6)}" lon="${lon.toFixed(6)}"><ele>${ele.toFixed(1)}</ele><time>${new Date(1_795_000_000_000 + index * 9_000).toISOString()}</time></trkpt>`;
  });
  return world({ content: `<gpx><wpt lat="48.682" lon="-3.985"><name>Boulangerie</name></wpt><trk><trkseg>${points.join("")}</trkseg></trk></gpx>` });
};

/** A backup of three files in the app's format. */
const backup = () =>
  Buffer.from(
    zipSync({
      "tracks/Alps/Pass.gpx": strToU8("<gpx>pass</gpx>"),
      "favorites-Food.gpx": strToU8("<gpx>food</gpx>"),
      "profile_car.json": strToU8("{}"),
      "items.json": strToU8(JSON.stringify({ version: 1, items: [{ type: "GPX", file: "tracks/Alps/Pass.gpx" }, { type: "FAVOURITES", file: "favorites-Food.gpx" }, { type: "PROFILE", file: "profile_car.json" }] })),
    }),
  );
const chooseBackup = async (page: Page) => {
  await page.locator("input[accept]").setInputFiles({ name: "Export.osf", mimeType: "", buffer: backup() });
  await page.locator("fieldset").waitFor();
};

export const screens: Screen[] = [
  { name: "welcome", path: "/map/account/", world: anonymous },
  { name: "sign-up", path: "/map/account/sign-up/", world: anonymous },
  {
    name: "sign-up-known", path: "/map/account/sign-up/", world: anonymous,
    reach: async page => {
      await email(page, "anna@example.org");
      await page.locator(".field.wrong a").waitFor();
    },
  },
  {
    name: "sign-up-code", path: "/map/account/sign-up/", world: anonymous,
    reach: async page => {
      await signUpCode(page, "111111");
      await page.locator(".field.wrong").waitFor();
    },
  },
  {
    name: "sign-up-resend", path: "/map/account/sign-up/", world: anonymous,
    reach: async page => {
      await email(page, "new@example.org");
      await page.locator("dialog .link").click();
    },
  },
  {
    name: "sign-up-password", path: "/map/account/sign-up/", world: anonymous,
    reach: async page => {
      await signUpCode(page, CODE);
      await page.locator("input[type=password]").first().fill("short");
      await page.locator("input[type=password]").last().fill("short");
    },
  },
  { name: "login", path: "/map/account/login/", world: anonymous },
  {
    name: "login-wrong", path: "/map/account/login/", world: anonymous,
    reach: async page => {
      await page.locator("dialog input").last().fill("not this one");
      await email(page, "anna@example.org");
      await page.locator(".field.wrong").waitFor();
    },
  },
  { name: "reset", path: "/map/account/reset/", world: anonymous },
  {
    name: "reset-code", path: "/map/account/reset/", world: anonymous,
    reach: async page => {
      await email(page, "anna@example.org");
      await page.locator("input.code").waitFor();
    },
  },
  {
    name: "reset-done", path: "/map/account/reset/", world: anonymous,
    reach: async page => {
      await email(page, "anna@example.org");
      await page.locator("input.code").fill(CODE);
      for (const field of await page.locator("input[type=password]").all()) await field.fill("battery staple");
      await main(page);
      await page.locator("dialog .empty").waitFor();
    },
  },
  { name: "account", path: "/map/account/" },
  { name: "account-start", path: "/map/account/", world: start },
  {
    name: "menu", path: "/map/account/", narrow: true,
    reach: async page => {
      // Wide windows show the menu beside the page.
      if ((page.viewportSize()?.width ?? 0) < 600) await page.locator("header.top [aria-haspopup=dialog]").click();
    },
  },
  {
    name: "logged-out-by-server", path: "/map/account/",
    reach: async page => {
      await page.context().setExtraHTTPHeaders({ "x-fake-ended": "yes" });
      await page.locator("a[href='/map/account/data/']").last().click();
      await page.locator(".note.warn").waitFor();
    },
  },
  {
    name: "offline", path: "/map/account/",
    reach: async page => {
      await page.context().setOffline(true);
      await page.locator(".offline").waitFor();
    },
  },
  { name: "change-email", path: "/map/account/email/" },
  {
    name: "change-email-done", path: "/map/account/email/",
    reach: async page => {
      await page.locator("input.code").fill(CODE);
      await page.locator("input[type=email]").fill("bea@example.org");
      await main(page);
      await page.locator(".note.good").waitFor();
    },
  },
  { name: "account-unproven", path: "/map/account/", world: () => world({ unproven: true }) },
  { name: "confirm-email", path: "/map/account/confirm/", world: () => world({ unproven: true }) },
  { name: "take-back", path: "/map/account/take-back/", world: anonymous },
  {
    name: "take-back-done", path: "/map/account/take-back/", world: anonymous,
    reach: async page => {
      await page.locator("input.code").fill(CODE);
      await email(page, "anna@example.org");
      await page.locator("dialog .empty").waitFor();
    },
  },
  { name: "delete-account", path: "/map/delete-account/", reach: page => page.locator("dialog .note.warn").waitFor() },
  { name: "my-data", path: "/map/account/data/" },
  { name: "my-data-full", path: "/map/account/data/", world: () => world({ plan: "START", full: true }) },
  {
    name: "my-data-uploads", path: "/map/account/data/", world: start,
    reach: async page => {
      await choose(page, "favorites-Winkels.gpx", "Roscoff - Morlaix.gpx", "vakantie.jpg");
      await page.waitForFunction(() => document.querySelectorAll(".mark, .refusal").length === 3);
      await page.locator("#upload").evaluate(heading => heading.scrollIntoView());
    },
  },
  {
    name: "my-data-uploading", path: "/map/account/data/", world: () => world({ slow: "/mapapi/upload-file" }), moving: true,
    reach: async page => {
      await choose(page, "Roscoff - Morlaix.gpx", "favorites-Winkels.gpx");
      await page.locator("li progress").waitFor();
      await page.locator("#upload").evaluate(heading => heading.scrollIntoView());
    },
  },
  { name: "import", path: "/map/account/data/import/" },
  { name: "import-contents", path: "/map/account/data/import/", reach: page => chooseBackup(page) },
  {
    name: "import-paused", path: "/map/account/data/import/",
    reach: async page => {
      // The first upload ends after the click on Pause, because a pause begins after a file.
      let pause = (): void => undefined;
      const paused = new Promise<void>(resolve => (pause = resolve));
      await page.route(/\/mapapi\/upload-file/, async route => {
        await paused;
        await route.continue();
      });
      await chooseBackup(page);
      await page.locator("form .main").click();
      await page.locator(".card .buttons button").first().click();
      pause();
      await page.locator(".card .buttons .main").waitFor();
    },
  },
  {
    name: "import-done", path: "/map/account/data/import/", world: () => world({ plan: "START" }),
    reach: async page => {
      await chooseBackup(page);
      await page.locator("form .main").click();
      await page.locator(".note.warn").waitFor();
    },
  },
  { name: "download-all", path: "/map/account/data/download/", reach: page => page.locator("dialog[open] [aria-expanded]").first().click() },
  {
    name: "download-all-running", path: "/map/account/data/download/", world: () => world({ bigExport: true, emptyStuck: true }), moving: true,
    reach: async page => {
      await main(page);
      await page.getByText(/40\s?%/).waitFor();
    },
  },
  {
    name: "download-all-failed", path: "/map/account/data/download/", world: broken("/mapapi/download-backup", 500),
    reach: async page => {
      await main(page);
      await page.locator("dialog .note.bad").waitFor();
    },
  },
  { name: "purchases", path: "/map/account/purchases/" },
  { name: "purchases-empty", path: "/map/account/purchases/", world: start },
  { name: "purchase", path: "/map/account/purchases/sub0" },
  { name: "purchase-amazon", path: "/map/account/purchases/sub0", world: () => world({ purchases: [subscription("am:sub:A", "active", "amazon", "Amazon", "monthly", Date.now())] }) },
  { name: "purchase-expired", path: "/map/account/purchases/sub2" },
  { name: "purchase-once", path: "/map/account/purchases/inapp0" },
  { name: "purchase-start", path: "/map/account/purchases/free", world: start },
  { name: "purchases-trouble", path: "/map/account/purchases/", world: trouble },
  { name: "purchase-grace", path: "/map/account/purchases/sub0", world: trouble },
  { name: "purchase-refunded", path: "/map/account/purchases/sub3", world: trouble },
  { name: "account-trouble", path: "/map/account/", world: trouble },
  { name: "pricing-own", path: "/map/pricing/" },
  { name: "devices", path: "/map/account/devices/" },
  { name: "log-out-everywhere", path: "/map/account/devices/", reach: page => page.locator(".everywhere button").click() },
  { name: "password", path: "/map/account/password/" },
  {
    name: "password-wrong", path: "/map/account/password/",
    reach: async page => {
      for (const field of await page.locator("dialog input[type=password]").all()) await field.fill("battery staple");
      await main(page);
      await page.locator(".field.wrong").waitFor();
    },
  },
  { name: "password-by-code", path: "/map/account/password/", world: () => world({ password: "" }) },
  { name: "account-nearly-full", path: "/map/account/", world: () => world({ nearlyFull: true }) },
  { name: "devices-none", path: "/map/account/devices/", world: () => world({ devices: [] }) },
  { name: "browser-log-out", path: "/map/account/devices/", reach: page => page.locator(".row > .button").nth(1).click() },
  { name: "device-log-out", path: "/map/account/devices/", reach: page => page.locator(".row > .button").last().click() },
  { name: "settings", path: "/map/settings/" },
  { name: "changes", path: "/map/settings/changes/" },
  { name: "changes-filtered", path: "/map/settings/changes/?q=etappe&kind=track" },
  { name: "changes-none-found", path: "/map/settings/changes/?q=nowhere" },
  { name: "changes-menu", path: "/map/settings/changes/", reach: page => page.locator("[aria-haspopup=menu]").nth(2).click() },
  { name: "changes-delete", path: "/map/settings/changes/", reach: rowMenu(1) },
  { name: "changes-empty", path: "/map/settings/changes/", world: () => world({ changes: [] }) },
  { name: "trash", path: "/map/settings/trash/" },
  {
    name: "trash-restored", path: "/map/settings/trash/",
    reach: async page => {
      await rowMenu(1)(page);
      await page.locator(".toast .act").waitFor();
    },
  },
  { name: "trash-delete", path: "/map/settings/trash/", reach: rowMenu(2) },
  { name: "trash-empty", path: "/map/settings/trash/", world: () => world({ trash: [] }) },
  { name: "trash-emptying", path: "/map/settings/trash/", reach: page => page.locator("header.head button").click() },
  {
    name: "trash-emptying-half", path: "/map/settings/trash/", world: () => world({ trash: trashed(240, Date.now()), emptyStuck: true }), moving: true,
    reach: async page => {
      await page.locator("header.head button").click();
      await page.locator("dialog .button.bad").click();
      await page.getByText(/50\s?%/).waitFor();
    },
  },
  { name: "favourites", path: "/map/favorites/" },
  { name: "favourites-empty", path: "/map/favorites/", world: () => world({ files: 0 }) },
  { name: "tracks", path: "/map/tracks/" },
  { name: "tracks-folder", path: "/map/tracks/?folder=Fietsen" },
  { name: "tracks-search", path: "/map/tracks/?q=etappe" },
  { name: "tracks-none-found", path: "/map/tracks/?q=nowhere" },
  { name: "tracks-menu", path: "/map/tracks/", reach: page => page.locator(".window [aria-haspopup=menu]").last().click() },
  { name: "tracks-chosen", path: "/map/files/", reach: async page => {
    for (const box of (await page.locator(".pick input").all()).slice(0, 2)) await box.check();
  } },
  { name: "tracks-rename", path: "/map/tracks/", reach: rowAct(2) },
  { name: "tracks-move", path: "/map/tracks/", reach: rowAct(3) },
  { name: "tracks-history", path: "/map/tracks/", reach: rowAct(1) },
  { name: "track", path: "/map/file/?type=GPX&name=Roscoff - Morlaix.gpx", world: ride, reach: page => page.locator(".outline").waitFor() },
  { name: "track-unreadable", path: "/map/file/?type=GPX&name=Roscoff - Morlaix.gpx", world: () => world({ content: "no gpx" }), reach: page => page.locator(".note.warn").waitFor() },
  { name: "favourite-group", path: "/map/file/?type=FAVOURITES&name=favorites-Campings.gpx", reach: page => page.locator(".point").first().waitFor() },
  { name: "group-edit", path: "/map/file/?type=FAVOURITES&name=favorites-Campings.gpx", reach: page => page.locator("header.head button").first().click() },
  { name: "group-add", path: "/map/favorites/", reach: page => page.locator("header.head button").first().click() },
  {
    name: "folder-job", path: "/map/tracks/", moving: true,
    world: () => world({ emptyStuck: true, stored: Array.from({ length: 120 }, (_, id) => ({ userid: 7, deviceid: 2, id, type: "GPX", name: `Fietsen/${id}.gpx`, filesize: 1000, zipSize: 900, updatetimems: Date.now(), clienttimems: Date.now() })) }),
    reach: async page => {
      await page.locator(".window [aria-haspopup=menu]").click();
      await page.getByRole("menuitem").nth(1).click();
      await page.locator("dialog input").fill("Wielrennen");
      await main(page);
      await page.getByText(/50\s?%/).waitFor();
    },
  },
  { name: "favourite-edit", path: "/map/file/?type=FAVOURITES&name=favorites-Campings.gpx", reach: async page => {
    await page.locator(".window [aria-haspopup=menu]").first().click();
    await page.getByRole("menuitem").nth(1).click();
  } },
  { name: "all-files", path: "/map/files/" },
  { name: "all-files-5000", path: "/map/files/", world: () => world({ files: 2500 }) },
  { name: "tracks-start", path: "/map/tracks/", world: start },
  { name: "backups", path: "/map/backups/" },
  { name: "pricing", path: "/map/pricing/", world: anonymous },
  { name: "failure", path: "/map/account/data/", world: broken("/v1/usage", 500) },
  { name: "loading", path: "/map/account/data/", world: () => world({ slow: "/v1/usage" }), moving: true, reach: page => page.locator("main header.head ~ .stack .bone").first().waitFor() },
];

/** Waits until no request is pending and no skeleton is shown. */
async function settled(page: Opened): Promise<void> {
  do {
    await page.waitForFunction(() => !document.querySelector(".bone"));
    // After two frames the last answer is rendered and its own requests have started.
    await page.evaluate(() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  } while (page.waiting.size > 0 || (await page.locator(".bone").count()) > 0);
}

/** Opens a screen in a page and waits until it is idle. */
export async function show(page: Opened, origin: string, screen: Screen): Promise<void> {
  await page.goto(origin + screen.path);
  await page.locator(".shell main h1").first().waitFor({ state: "attached" });
  if (!screen.moving) await settled(page);
  await screen.reach?.(page);
  if (!screen.moving) await settled(page);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}
