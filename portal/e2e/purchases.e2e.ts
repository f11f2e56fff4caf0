import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODE, fake, troubled, world, type Fake } from "../test/fake/server.ts";
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
const plain = (text: string | null) => (text ?? "").replace(/\u00a0/g, " ");

describe("purchases", () => {
  test("each state has one of three badges and a second line with the problem and the next step", async () => {
    const now = Date.now();
    const states = [
      ["in_grace_period", "Actief", /De betaling is mislukt\. Werk uw betaalmethode bij vóór .+, anders stopt OsmAnd Pro\./],
      ["on_hold", "Verlopen", /De betaling van .+ is mislukt en OsmAnd Pro is gestopt\. Werk uw betaalmethode bij om verder te gaan\./],
      ["paused", "Verlopen", /Gepauzeerd tot .+\. U kunt het bij de winkel eerder hervatten\./],
      ["refunded", "Geannuleerd", /Terugbetaald op .+\./],
      ["charged_back", "Geannuleerd", /De bank heeft de betaling teruggedraaid\. Schrijf ons als dat niet klopt\./],
      ["trial", "Actief", /Proefperiode\. De eerste betaling is op /],
    ] as const;
    const own = states.map(([state]) => troubled(state, now, state === "trial" ? { nextBillingAt: now + 10 * DAY, expiresAt: now + 10 * DAY } : {}));
    server.world = world({ purchases: own, planUntil: now + 8 * DAY });
    const page = await open(browser, server.url);
    for (const [index, [, badge, line]] of states.entries()) {
      await page.goto(`${server.url}/map/account/purchases/sub${index}`);
      const row = page.locator("main .row").first();
      await row.locator(".badge").waitFor();
      expect(await row.locator(".badge").textContent()).toBe(badge);
      expect(plain(await row.locator(".problem").textContent())).toMatch(line);
      // The shop asks buyers for the address of the purchase, so the page shows it.
      for (const fact of ["a***@example.com", "EXAMPLE261102-4411-10001"]) await page.getByText(fact).first().waitFor();
      expect(await page.locator("dt").filter({ hasText: /^(Verloopt op|Volgende betaling)$/ }).count()).toBeLessThanOrEqual(1);
    }
    await page.goto(`${server.url}/map/account/purchases/`);
    await page.locator(".problem").first().waitFor();
    expect(new Set(await page.locator(".badge").allTextContents())).toEqual(new Set(["Actief", "Verlopen", "Geannuleerd"]));
    await page.context().close();
  });

  test("a one-time purchase has an invoice at most, and the plans mark one's own", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/purchases/inapp0`);
    await page.getByText("Eenmalige betaling").first().waitFor();
    expect(await page.getByText("Abonnement beheren").count()).toBe(0);
    await page.goto(`${server.url}/map/pricing/`);
    await page.getByRole("region", { name: "OsmAnd Pro" }).getByText("Uw plan", { exact: true }).waitFor();
    expect(await page.getByText("Uw plan", { exact: true }).count()).toBe(1);
    await page.context().close();
  });
});

describe("storage", () => {
  const usage = (zip_bytes: number) => ({ json: { files: 1, versions: 1, bytes: 32, zip_bytes, capacity: 3_145_728_000, categories: [{ category: "MY_PLACES", files: 1, bytes: 32, zip_bytes }] } });

  test("bytes below 1 kB are bytes, and the bar is visible at 0.1 %", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    let used = 32;
    await page.route(`${server.url}/v1/usage`, route => route.fulfill(usage(used)));
    await page.goto(`${server.url}/map/account/data/`);
    await page.getByText("32 bytes", { exact: true }).waitFor();
    await page.getByText(/Mijn plaatsen/).waitFor();
    const filled = () => page.locator("meter").evaluate((meter: HTMLMeterElement) => (meter.value / meter.max) * meter.clientWidth);
    expect(await filled()).toBeGreaterThanOrEqual(3);
    used = 3_145_728;
    await page.reload();
    await page.getByText("3,0 MB van 3 GB").waitFor();
    expect(await filled()).toBeGreaterThanOrEqual(3);
    await page.context().close();
  });

  test.each([
    [0.79, undefined, 0],
    [0.8, "Uw cloudopslag is voor 80% vol.", 0],
    [0.96, "Uw cloudopslag is voor 96% vol.", 1],
    [1, "Uw cloudopslag is vol: nieuwe bestanden worden niet bewaard.", 1],
  ])("at %d of the storage the panel says %s", async (share, text, alarms) => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.route(`${server.url}/v1/usage`, route => route.fulfill(usage(Math.ceil(share * 3_145_728_000))));
    await page.goto(`${server.url}/map/account/`);
    await page.getByRole("link", { name: /^OsmAnd Cloud.*GB/ }).waitFor();
    if (text) expect((await page.locator("main .note").allTextContents()).map(plain)).toContainEqual(expect.stringContaining(text));
    else expect(await page.locator("main .note").count()).toBe(0);
    expect(await page.locator("main .note.bad").count()).toBe(alarms);
    await page.context().close();
  });

  test("the rows of the export add up to its button", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.goto(`${server.url}/map/account/data/download/`);
    const rows = page.locator("dialog .row:has(input:checked) .value");
    await rows.first().waitFor();
    const megabytes = (text: string | null) => Number(/([\d.,]+)\s*MB/.exec(plain(text))?.[1]?.replace(",", ".") ?? 0);
    const sum = (await rows.allTextContents()).reduce((total, text) => total + megabytes(text), 0);
    const button = megabytes(await page.getByRole("button", { name: /Back-up downloaden/ }).textContent());
    expect(button).toBeGreaterThan(1);
    expect(Math.abs(button - sum)).toBeLessThan(0.2);
    await page.context().close();
  });
});

describe("codes", () => {
  test("the screen says how long a code works; a second one is confirmed and held back for 30 s; a dead one says so", async () => {
    server.world = world();
    const page = await open(browser, server.url);
    await page.clock.install();
    await page.goto(`${server.url}/map/delete-account/`);
    await page.getByText("De code werkt 15 minuten.").waitFor();
    const again = page.getByRole("button", { name: "Code opnieuw versturen" });
    await page.getByText(/^U kunt over \d\d s een nieuwe code aanvragen\.$/).waitFor();
    expect(await again.count()).toBe(0);
    await page.clock.fastForward(31_000);
    await again.click();
    await page.getByText(/^Nieuwe code verstuurd naar anna@example\.org\./).waitFor();
    expect(server.world.requests.filter(one => one.endsWith("send-code"))).toHaveLength(2);
    const code = page.getByLabel("Code van E-mail");
    for (let turn = 1; turn <= 4; turn++) {
      await code.fill(`11111${turn}`);
      await page.getByRole("button", { name: "DIT ACCOUNT VERWIJDEREN" }).click();
      await page.getByText(turn < 4 ? "Deze code is ongeldig of verlopen." : "Deze code werkt niet meer. Vraag een nieuwe code aan.").waitFor();
    }
    await page.clock.fastForward(31_000);
    await again.click();
    await page.getByText(/^Nieuwe code verstuurd/).waitFor();
    await code.fill(CODE);
    await page.getByRole("button", { name: "DIT ACCOUNT VERWIJDEREN" }).click();
    await page.getByText("Uw account is verwijderd.").waitFor();
    await page.context().close();
  });
});
