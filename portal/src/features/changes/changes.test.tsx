import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import { Changes } from "./changes.tsx";

const change = (name: string) => ({ type: "GPX", name, status: "ADDED", updatetime: Date.now(), clienttime: 1, filesize: 1, zip_size: 1, device: {}, actions: [] });

test("a month is asked of the server, and all months again", async () => {
  const sent = serve({ "GET /v1/changes": () => Response.json({ items: [change(`Of ${sent.at(-1)?.query.get("month") ?? "all"}.gpx`)] }) });
  const { user } = show(<Changes />, "/map/settings/changes/");
  await screen.findByText("Of all");
  const now = new Date();
  const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;
  const select = screen.getByRole("combobox", { name: "Maand" });
  expect(within(select).getAllByRole("option")).toHaveLength(25);
  await user.selectOptions(select, month);
  await screen.findByText(`Of ${month}`);
  expect(screen.queryByText("Of all")).toBeNull();
  await user.selectOptions(select, "");
  await screen.findByText("Of all");
});

/** 60 pages of one change each; every 20th is a profile. */
function serveMany() {
  return serve({
    "GET /v1/changes": () => {
      const at = Number(sent().at(-1)?.query.get("cursor") ?? 0);
      const item = at % 20 === 19 ? { ...change(`profile_${at}.json`), type: "PROFILE" } : change(`Stage ${at}.gpx`);
      return Response.json({ items: [item], ...(at < 59 ? { next: String(at + 1) } : {}) });
    },
  });
}
let all: ReturnType<typeof serve> = [];
const sent = () => all;

test("a filter by kind reads older pages until the end, and says so if nothing is found", async () => {
  all = serveMany();
  const { user, path } = show(<Changes />, "/map/settings/changes/?month=2026-11");
  await screen.findByText("Stage 0");
  await user.selectOptions(screen.getByRole("combobox", { name: "Soort bestand" }), "settings");
  await screen.findByTitle("profile_59.json");
  expect(screen.queryByText("Stage 0")).toBeNull();
  expect(sent().filter(one => one.route === "GET /v1/changes")).toHaveLength(60);
  expect(sent().every(one => !one.route.endsWith("changes") || one.query.get("month") === "2026-11")).toBe(true);
  expect(path()).toBe("/map/settings/changes/?month=2026-11&kind=settings");
  await user.selectOptions(screen.getByRole("combobox", { name: "Soort bestand" }), "map");
  await screen.findByText("In deze maand past geen wijziging bij deze zoekopdracht.");
});

test("a search by name finds a change of an older page", async () => {
  all = serveMany();
  const { user } = show(<Changes />, "/map/settings/changes/");
  await user.type(await screen.findByRole("searchbox"), "stage 57");
  await screen.findByText("Stage 57");
  expect(screen.queryByText("Stage 5")).toBeNull();
});
