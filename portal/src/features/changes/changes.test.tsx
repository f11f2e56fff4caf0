import { screen } from "@testing-library/react";
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
  expect(screen.getAllByRole("option")).toHaveLength(25);
  await user.selectOptions(select, month);
  await screen.findByText(`Of ${month}`);
  expect(screen.queryByText("Of all")).toBeNull();
  await user.selectOptions(select, "");
  await screen.findByText("Of all");
});
