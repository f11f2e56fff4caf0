/** Every screen by name, with where it is, the world it shows, and what to press to get there. */
import type { Page } from "playwright-core";
import { world, type World } from "../test/fake/server.ts";

export interface Screen {
  name: string;
  path: string;
  world?: () => World;
  reach?: (page: Page) => Promise<unknown>;
}
const anonymous = () => world({ email: null });
const start = () => world({ plan: "START", purchases: [] });
const broken = (path: string, status: number) => () => world({ broken: new Map([[path, status]]) });

export const screens: Screen[] = [
  { name: "welcome", path: "/map/account/", world: anonymous },
  { name: "sign-up", path: "/map/account/sign-up/", world: anonymous },
  {
    name: "sign-up-code", path: "/map/account/sign-up/", world: anonymous,
    reach: async page => {
      await page.locator("dialog input").fill("new@example.org");
      await page.locator("dialog .main").click();
      await page.locator("input.code").fill("111111");
      await page.locator("dialog .main").click();
      await page.locator(".field.wrong").waitFor();
    },
  },
  { name: "login", path: "/map/account/login/", world: anonymous },
  { name: "reset", path: "/map/account/reset/", world: anonymous },
  { name: "account", path: "/map/account/" },
  { name: "change-email", path: "/map/account/email/" },
  { name: "delete-account", path: "/map/delete-account/" },
  { name: "my-data", path: "/map/account/data/" },
  { name: "my-data-start", path: "/map/account/data/", world: start },
  { name: "download-all", path: "/map/account/data/download/", reach: page => page.locator("dialog[open] [aria-expanded]").first().click() },
  { name: "purchases", path: "/map/account/purchases/" },
  { name: "purchases-empty", path: "/map/account/purchases/", world: start },
  { name: "purchase", path: "/map/account/purchases/sub0" },
  { name: "devices", path: "/map/account/devices/" },
  { name: "settings", path: "/map/settings/" },
  { name: "changes", path: "/map/settings/changes/" },
  { name: "changes-menu", path: "/map/settings/changes/", reach: page => page.locator("[aria-haspopup=menu]").first().click() },
  { name: "trash", path: "/map/settings/trash/" },
  { name: "trash-empty", path: "/map/settings/trash/", world: () => world({ trash: [] }) },
  { name: "trash-emptying", path: "/map/settings/trash/", reach: page => page.locator("header.head button").click() },
  { name: "favourites", path: "/map/favorites/" },
  { name: "tracks-start", path: "/map/tracks/", world: start },
  { name: "backups", path: "/map/backups/" },
  { name: "pricing", path: "/map/pricing/" },
  { name: "failure", path: "/map/account/data/", world: broken("/v1/usage", 500) },
];
