import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fake, world, type Fake } from "../test/fake/server.ts";
import { launch, open, violations } from "./browser.ts";

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

interface Moment {
  name: string;
  path: string;
  /** Playwright's URL pattern of the request that the page waits for, or that fails. */
  request: string;
  outcome: "held" | "failed";
  /** Selector of an element that is present while the state lasts. */
  sign: string;
}
const BONES = "main .bone";
const NOTE = "main .note.bad";

/** Each screen with the call that it waits for and the selector of its waiting state. */
const calls: [path: string, call: string, waiting?: string][] = [
  ["/map/account/data/", "/v1/usage"],
  ["/map/account/data/download/", "/v1/exports/estimate?*", "dialog[open] .bone"],
  ["/map/account/devices/", "/v1/access"],
  ["/map/account/password/", "/v1/access", "dialog[open] .bone"],
  ["/map/account/purchases/", "/v1/purchases"],
  ["/map/account/purchases/sub0", "/v1/purchases"],
  ["/map/account/email/", "/mapapi/auth/send-code*", "dialog[open] .link:disabled"],
  ["/map/favorites/", "/mapapi/list-files?*"],
  ["/map/backups/", "/v1/usage"],
  ["/map/settings/changes/", "/v1/changes?*"],
  ["/map/settings/trash/", "/v1/trash*"],
  ["/map/pricing/", "/v1/plans"],
];

const DATA = "/map/account/data/";
const part = (name: string) => `/assets/${name}-*.js`;
const moments: Moment[] = [
  { name: "the script is on its way", path: DATA, request: part("index"), outcome: "held", sign: "#root" },
  { name: "it is not known yet who is signed in", path: DATA, request: "/mapapi/auth/info", outcome: "held", sign: BONES },
  { name: "it can't be known who is signed in", path: DATA, request: "/mapapi/auth/info", outcome: "failed", sign: NOTE },
  { name: "a screen's script is on its way", path: DATA, request: part("signed-in"), outcome: "held", sign: BONES },
  { name: "the script of a screen and its dialog is on its way", path: `${DATA}download/`, request: part("signed-in"), outcome: "held", sign: BONES },
  { name: "a screen's script can't be fetched", path: "/map/favorites/", request: part("signed-in"), outcome: "failed", sign: NOTE },
  ...calls.flatMap(([path, request, waiting = BONES]): Moment[] => [
    { name: `${path} waits for an answer`, path, request, outcome: "held", sign: waiting },
    { name: `${path} gets none`, path, request, outcome: "failed", sign: NOTE },
  ]),
];

/** A state that lasts less than a second on a fast connection can last a minute on a slow one. */
describe("at each moment the page has one heading, one main part, and axe finds nothing", () => {
  test.each(moments)("$name", async ({ path, request, outcome, sign }) => {
    server.world = world();
    const page = await open(browser, server.url);
    const asked = new Promise<void>(resolve =>
      void page.route(server.url + request, async route => {
        if (outcome === "failed") await route.abort();
        resolve();
      }),
    );
    // A page with a delayed script never finishes loading, so the test checks it right after the first response.
    await page.goto(server.url + path, { waitUntil: "commit" });
    await asked;
    await page.locator(sign).first().waitFor({ state: "attached" });
    expect(await violations(page)).toEqual([]);
    // React keeps the previous content beside the fallback, hidden from view and from the accessibility tree.
    expect(await page.getByRole("main").getByRole("heading", { level: 1 }).allTextContents()).toEqual([expect.stringMatching(/\S/)]);
    expect(await page.locator(sign).count(), "the moment lasted").toBeGreaterThan(0);
    expect(page.faults).toEqual([]);
    await page.context().close();
  });

  test("the frame itself breaks", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.addInitScript(() => {
      const read = Storage.prototype.getItem;
      Storage.prototype.getItem = function (key) {
        if (key === "theme") throw new Error("the storage is broken");
        return read.call(this, key);
      };
    });
    await page.goto(server.url + DATA);
    await page.locator(NOTE).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.locator("main h1").count()).toBe(1);
    await page.context().close();
  });
});
