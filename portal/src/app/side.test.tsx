import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { serve, show } from "../../test/render.tsx";
import { Side } from "./side.tsx";

test.each([
  ["/map/account/purchases/", /^Account/],
  ["/map/delete-account/", /^Account/],
  ["/map/account/data/import/", "Back-ups"],
  ["/map/file/?type=FAVOURITES&name=favorites.gpx", "Favorieten"],
  ["/map/file/?type=GPX&name=Home.gpx", "Tracks"],
  ["/map/files/", "Alle bestanden"],
  ["/map/settings/trash", "Instellingen"],
])("the menu marks one item on %s", async (path, name) => {
  serve({});
  show(<Side theme="auto" setTheme={() => undefined} />, path);
  const item = await screen.findByRole("link", { name, current: "page" });
  expect(screen.getAllByRole("link", { current: "page" })).toEqual([item]);
});
