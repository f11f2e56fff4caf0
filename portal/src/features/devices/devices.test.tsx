import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { refusal, serve, show } from "../../../test/render.tsx";
import { Devices } from "./devices.tsx";

const list = {
  devices: [
    { id: 1, brand: "OsmAnd", model: "Web", lang: "nl", last_used: 1, current: true },
    { id: 2, brand: "google", model: "Pixel 9", lang: "nl", last_used: 1, current: false },
  ],
};

async function logOutPixel(answer: unknown) {
  const sent = serve({ "GET /mapapi/devices": list, "POST /mapapi/devices/revoke": answer });
  const shown = show(<Devices />);
  await shown.user.click(await screen.findByRole("button", { name: /Google Pixel 9/ }));
  const dialog = screen.getByRole("dialog");
  await shown.user.click(within(dialog).getAllByRole("button").at(-1)!);
  return sent;
}

test("a device leaves the list when it is logged out; this browser has no such button", async () => {
  const sent = await logOutPixel({ status: "ok" });
  await screen.findByText(/^Google Pixel 9 is/);
  expect(screen.queryByText("Google Pixel 9")).toBeNull();
  expect(screen.getByText("OsmAnd Web")).toBeTruthy();
  expect(screen.queryAllByRole("button", { name: /OsmAnd Web/ })).toEqual([]);
  expect(sent.find(one => one.route.endsWith("revoke"))?.query.get("id")).toBe("2");
});

test("Log out everywhere ends the devices first and this browser last", async () => {
  const sent = serve({ "GET /mapapi/devices": list, "POST /mapapi/devices/revoke": { status: "ok" } });
  const { user, path } = show(<Devices />, "/map/account/devices/");
  await user.click(await screen.findByRole("button", { name: "Overal uitloggen" }));
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Overal uitloggen" }));
  await screen.findByText("U bent overal uitgelogd.");
  expect(sent.filter(one => one.route.endsWith("revoke")).map(one => one.query.get("id"))).toEqual(["2", "1"]);
  await expect.poll(path).toBe("/map/account/");
});

test("a refusal brings the device back", async () => {
  await logOutPixel(refusal(500, "internal error"));
  await screen.findByText(/Er ging iets mis op de server/);
  await screen.findByText("Google Pixel 9");
});
