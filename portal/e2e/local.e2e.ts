import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import en from "../src/locales/en.json";
import nl from "../src/locales/nl.json";
import { launch, open } from "./browser.ts";
import { mailedCode, mails, stack, type Stack } from "./stack.ts";

let browser: Browser;
let local: Stack;
beforeAll(async () => {
  browser = await launch();
  local = await stack();
}, 320_000);
afterAll(async () => {
  await browser?.close();
  local?.stop();
});

type Texts = typeof nl;
const button = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name, exact: true });

async function signUp(page: Page, t: Texts, email: string, password?: string): Promise<void> {
  await page.goto(`${local.url}/`);
  await page.getByRole("link", { name: t["signup.title"] }).click();
  await page.getByLabel(t["field.email"], { exact: true }).fill(email);
  await button(page, t["action.continue"]).click();
  await page.getByLabel(t["field.code"]).waitFor();
  await page.getByLabel(t["field.code"]).fill("000000");
  await button(page, t["action.continue"]).click();
  await page.getByText(t["error.code"]).waitFor();
  await page.getByLabel(t["field.code"]).fill(await mailedCode(local.url, email, 1));
  await button(page, t["action.continue"]).click();
  await page.getByText(t["signup.done"]).waitFor();
  if (password) {
    await page.getByLabel(t["field.new_password"]).fill(password);
    await page.getByLabel(t["field.repeat_password"]).fill(password);
    await button(page, t["password.save"]).click();
  } else {
    await button(page, t["action.skip"]).click();
  }
  // The panel stands behind the dialog already: what is asked for is done when the dialog is gone.
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.getByRole("button", { name: t["logout.title"] }).waitFor();
}

async function logIn(page: Page, t: Texts, email: string, password: string): Promise<void> {
  await page.getByLabel(t["field.email"], { exact: true }).fill(email);
  await page.getByLabel(t["field.password"], { exact: true }).fill(password);
  await button(page, t["action.continue"]).click();
}

/** A stack given by STACK may know the people of an earlier run. */
const run = Date.now().toString(36);

for (const [language, t] of [["nl", nl], ["en", en]] as const) {
  for (const width of [1280, 375]) {
    describe(`${language}, ${width} px, against the local stack`, () => {
      const one = `anna-${language}-${width}-${run}@example.org`;
      const two = `bea-${language}-${width}-${run}@example.org`;

      test("a whole life of an account", async () => {
        const page = await open(browser, local.url, { language, width });
        await signUp(page, t, one, "correct horse");
        // Reload keeps the session, and no script sees it.
        await page.reload();
        await page.getByRole("main").getByText(one).waitFor();
        expect(await page.evaluate(() => document.cookie.replace(/email=[^;]*/, "").trim())).toBe("");
        expect(await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)))).toEqual([]);

        await page.goto(`${local.url}/map/account/purchases/`);
        await page.getByText(t["purchases.empty"]).waitFor();
        await page.getByRole("link", { name: t["action.more_information"] }).click();
        await page.waitForURL("**/map/pricing/");
        await page.goto(`${local.url}/map/account/devices/`);
        await page.getByText("OsmAnd Web").waitFor();

        await page.goto(`${local.url}/map/account/`);
        await page.getByRole("button", { name: t["logout.title"] }).click();
        await page.getByRole("main").getByRole("link", { name: t["login.title"] }).click();
        await logIn(page, t, one, "wrong password");
        await page.getByText(t["error.password_wrong"]).waitFor();
        await logIn(page, t, one.toUpperCase(), "correct horse");
        await page.getByRole("main").getByText(one).waitFor();

        await page.getByRole("button", { name: t["account.email_menu"] }).click();
        await page.getByRole("menuitem", { name: t["change.title"] }).click();
        await page.getByLabel(t["change.old_code"]).fill(await mailedCode(local.url, one, 2));
        await page.getByLabel(t["change.new_email"]).fill(two);
        await button(page, t["action.next"]).click();
        await button(page, t["login.title"]).click();
        await logIn(page, t, two, "correct horse");
        await page.getByRole("main").getByText(two).waitFor();

        const before = (await mails(local.url, two)).length;
        await page.getByRole("link", { name: t["delete.row"] }).click();
        await page.getByLabel(t["delete.code"]).fill("000000");
        await button(page, t["delete.button"]).click();
        await page.getByText(t["error.code"]).waitFor();
        await page.getByLabel(t["delete.code"]).fill(await mailedCode(local.url, two, before + 1));
        await button(page, t["delete.button"]).click();
        await page.getByRole("main").getByRole("link", { name: t["signup.title"] }).waitFor();
        expect(page.faults).toEqual([]);
        await page.context().close();
      });

      test("a password is reset with a code, which signs nobody in", async () => {
        const email = `cor-${language}-${width}-${run}@example.org`;
        const page = await open(browser, local.url, { language, width });
        await signUp(page, t, email);
        await page.getByRole("button", { name: t["logout.title"] }).click();
        await page.goto(`${local.url}/map/account/login/`);
        await page.getByRole("link", { name: t["login.forgot"] }).click();
        await page.getByLabel(t["field.email"], { exact: true }).fill("nobody@example.org");
        await button(page, t["action.continue"]).click();
        await page.getByText(t["error.email_unknown"]).waitFor();
        await page.getByLabel(t["field.email"], { exact: true }).fill(email);
        await button(page, t["action.continue"]).click();
        await page.getByLabel(t["field.code"]).fill(await mailedCode(local.url, email, 2));
        await page.getByLabel(t["field.new_password"]).fill("battery staple");
        await page.getByLabel(t["field.repeat_password"]).fill("battery staple");
        await button(page, t["action.continue"]).click();
        await page.getByText(t["reset.done"]).waitFor();
        await page.getByRole("dialog").getByRole("link", { name: t["login.title"] }).click();
        await logIn(page, t, email, "battery staple");
        await page.getByRole("main").getByText(email).waitFor();
        expect(page.faults).toEqual([]);
        await page.context().close();
      });
    });
  }
}
