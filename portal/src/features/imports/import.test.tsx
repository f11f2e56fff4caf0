import { screen } from "@testing-library/react";
import { strToU8, zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import { Import } from "./import.tsx";

const osf = () =>
  new File(
    [
      zipSync({
        "tracks/Alps/Pass.gpx": strToU8("<gpx>pass</gpx>"),
        "favorites.gpx": strToU8("<gpx>favourites</gpx>"),
        "profile_car.json": strToU8("{}"),
        "items.json": strToU8(JSON.stringify({ version: 1, items: [{ type: "GPX", file: "tracks/Alps/Pass.gpx", subtype: "gpx", color: "#f00" }, { type: "FAVOURITES", file: "favorites.gpx" }, { type: "PROFILE", file: "profile_car.json" }] })),
      }),
    ],
    "Export.osf",
  );

/** Records the targets of uploads. Each is answered with the current status. */
function uploads(status = () => 200): string[] {
  const urls: string[] = [];
  class Request {
    upload = {};
    status = status();
    responseText = "{}";
    onload = () => undefined;
    open = (_: string, url: string) => void urls.push(url);
    setRequestHeader = () => undefined;
    getResponseHeader = () => null;
    send = () => queueMicrotask(() => this.onload());
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return urls;
}

test("an OSF is shown by category, and the chosen ones are stored with their names and dates", async () => {
  serve({ "GET /mapapi/list-files": { uniqueFiles: [] } });
  const sent = uploads();
  const { user } = show(<Import />);
  await user.upload(screen.getByLabelText("Back-up kiezen"), osf());
  await user.click(await screen.findByRole("checkbox", { name: /Instellingen/ }));
  screen.getByRole("checkbox", { name: /Mijn plaatsen.*2 bestanden/ });
  await user.click(screen.getByRole("button", { name: /^2 bestanden terugzetten/ }));
  await screen.findByText("De back-up is teruggezet.");
  screen.getByText("Bewaard: 3. Was er al: 0. Niet bewaard: 0.");
  const queries = sent.map(url => new URL(url, "http://x").searchParams);
  expect(queries.map(query => `${query.get("type")} ${query.get("name")}`)).toEqual(["GPX Alps/Pass.gpx", "GPX Alps/Pass.gpx.info", "FAVOURITES favorites.gpx"]);
  for (const query of queries) expect(Number(query.get("clienttime"))).toBeGreaterThan(0);
});

test("a backup of one file is counted in the singular", async () => {
  let status = 503;
  serve({ "GET /mapapi/list-files": { uniqueFiles: [] } });
  uploads(() => status);
  const { user } = show(<Import />);
  const content = { "profile_car.json": strToU8("{}"), "items.json": strToU8(JSON.stringify({ version: 1, items: [{ type: "PROFILE", file: "profile_car.json" }] })) };
  await user.upload(screen.getByLabelText("Back-up kiezen"), new File([zipSync(content)], "Export.osf"));
  await user.click(await screen.findByRole("button", { name: /^1 bestand terugzetten/ }));
  await screen.findByText(/Gepauzeerd: 0 van 1 bestand\./);
  status = 200;
  await user.click(screen.getByRole("button", { name: "Hervatten" }));
  await screen.findByText("De back-up is teruggezet.");
});

test("a backup with a refused file is partly restored", async () => {
  const statuses = [400];
  serve({ "GET /mapapi/list-files": { uniqueFiles: [] } });
  uploads(() => statuses.pop() ?? 200);
  const { user } = show(<Import />);
  await user.upload(screen.getByLabelText("Back-up kiezen"), osf());
  await user.click(await screen.findByRole("button", { name: /^3 bestanden terugzetten/ }));
  await screen.findByText("De back-up is deels teruggezet.");
  screen.getByText("Bewaard: 3. Was er al: 0. Niet bewaard: 1.");
});

test("the page of the restore leads back to the backups", () => {
  serve({});
  show(<Import />);
  expect(screen.getByRole("link", { name: "Terug" }).getAttribute("href")).toBe("/map/backups/");
});

test("a file that is no backup is refused with a sentence", async () => {
  serve({});
  const { user } = show(<Import />);
  await user.upload(screen.getByLabelText("Back-up kiezen"), new File(["no zip"], "x.zip"));
  await screen.findByText(/Dit bestand is geen back-up/);
});
