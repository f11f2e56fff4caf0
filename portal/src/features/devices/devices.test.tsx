import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { Devices } from "./devices.tsx";

const DAY = 86_400_000;
const browser = (id: string, name: string, system: string, days: number, current = false) => ({
  id, browser: name, system, lang: "nl", started_at: 1_700_000_000_000, last_used: Date.now() - days * DAY, expires_at: Date.now() + DAY, current,
});
const access = {
  has_password: true,
  sessions: [browser("a1", "Firefox", "Linux", 0, true), browser("b2", "Chrome", "Android", 1), browser("c3", "", "", 3)],
  devices: [{ id: 2, brand: "google", model: "Pixel 9", lang: "nl", last_used: 1, current: false }],
};

async function logOut(name: string, answers: Record<string, unknown>) {
  const sent = serve({ "GET /v1/access": access, ...answers });
  const shown = show(<Devices />, "/map/account/devices/");
  await shown.user.click(await screen.findByRole("button", { name: `${name} uitloggen` }));
  await shown.user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Uitloggen" }));
  return { ...shown, calls: () => sent.map(one => one.route).filter(route => !route.startsWith("GET")) };
}

test("each browser and device is a row with its last use", async () => {
  serve({ "GET /v1/access": access });
  show(<Devices />);
  await screen.findByText("Firefox op Linux");
  const rows = screen.getAllByRole("listitem").map(row => row.textContent);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatch(/Deze browser Ingelogd op/);
  expect(rows[1]).toMatch(/Chrome op Android.*gisteren/);
  expect(rows[2]).toMatch(/Onbekende browser.*3 dagen geleden/);
  expect(rows[3]).toMatch(/Google Pixel 9/);
});

test("a browser leaves the list when it is logged out", async () => {
  const { calls } = await logOut("Chrome op Android", { "DELETE /v1/access/sessions/b2": { status: "ok" } });
  await screen.findByText("Chrome op Android is uitgelogd.");
  expect(screen.queryByText("Chrome op Android")).toBeNull();
  expect(screen.getByText("Firefox op Linux")).toBeTruthy();
  expect(calls()).toEqual(["DELETE /v1/access/sessions/b2"]);
});

test("a device leaves the list when it is logged out", async () => {
  const { calls } = await logOut("Google Pixel 9", { "DELETE /v1/access/devices/2": { status: "ok" } });
  await screen.findByText("Google Pixel 9 is uitgelogd.");
  expect(screen.queryByText("Google Pixel 9")).toBeNull();
  expect(calls()).toEqual(["DELETE /v1/access/devices/2"]);
});

test("logging this browser out leads to the start screen", async () => {
  const { path } = await logOut("Firefox op Linux", { "DELETE /v1/access/sessions/a1": { status: "ok" } });
  await screen.findByText("U bent uitgelogd.");
  await expect.poll(path).toBe("/map/account/");
});

test("Log out everywhere is one call", async () => {
  const sent = serve({ "GET /v1/access": access, "POST /v1/access/end-all": { status: "ok" } });
  const { user, path } = show(<Devices />, "/map/account/devices/");
  await user.click(await screen.findByRole("button", { name: "Overal uitloggen" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Overal uitloggen" }));
  await screen.findByText("U bent overal uitgelogd.");
  expect(sent.map(one => one.route).filter(route => !route.startsWith("GET"))).toEqual(["POST /v1/access/end-all"]);
  await expect.poll(path).toBe("/map/account/");
});

test("a refusal keeps the row and says why", async () => {
  await logOut("Google Pixel 9", { "DELETE /v1/access/devices/2": refusal(500, "internal error") });
  await screen.findByText(/Er ging iets mis op de server/);
  await screen.findByText("Google Pixel 9");
});
