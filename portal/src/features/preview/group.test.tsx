import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { serve, show, type Answers } from "../../../test/render.tsx";
import { Files } from "../files/files.tsx";
import { FileScreen } from "./file-screen.tsx";
import { read } from "./gpx.ts";
import { preview } from "./preview.ts";

// Tests have no worker, so the page parses the file.
vi.mock("./read-file.ts", () => ({ readFile: async (content: Blob) => preview(read(await content.text())) }));

const file = (name: string, updatetimems = 1000) => ({ userid: 7, deviceid: 1, id: 1, type: "FAVOURITES", name, filesize: 10, zipSize: 5, updatetimems, clienttimems: 1 });
const GROUP = '<gpx><wpt lat="1" lon="2"><name>Dam</name></wpt><extensions><points_groups><group name="Food/Cafés" color="#aa112233" icon="star" pinned="true"/></points_groups></extensions></gpx>';
let names: string[];
let version: number;
beforeEach(() => {
  names = ["favorites.gpx", "favorites-Food_%_Cafés.gpx"];
  version = 1000;
});

function start(element: React.ReactElement, path: string, answers: Answers = {}) {
  const sent = serve({
    "GET /mapapi/list-files": () => Response.json({ uniqueFiles: names.map(name => file(name, version)) }),
    "GET /mapapi/get-account-info": { info: {} },
    "GET /mapapi/download-file": () => new Response(GROUP),
    "POST /mapapi/fav/update-group": () => (version++, Response.json({ status: "ok" })),
    "POST /mapapi/fav/add-group": { status: "ok" },
    "GET /mapapi/fav/rename-fav-group": () => ((names = ["favorites.gpx", "favorites-Bars.gpx"]), Response.json({ status: "ok" })),
    ...answers,
  });
  const calls = () => sent.filter(one => one.route.includes("/fav/")).map(({ route, query, body }) => ({ route, query: Object.fromEntries(query), body }));
  return { ...show(element, path), calls };
}

test("a group is added with its name as file names have it, and with a colour", async () => {
  const { user, calls } = start(<Files type="FAVOURITES" />, "/map/favorites/");
  await screen.findByText("Food/Cafés");
  await user.click(screen.getByRole("button", { name: "Nieuwe groep" }));
  await user.type(screen.getByLabelText("Naam"), "Food/Cafés");
  screen.getByText("Deze naam is al in gebruik.");
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Food: bars{Enter}");
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(calls()).toEqual([
    {
      route: "POST /mapapi/fav/add-group", query: { groupName: "Food_-_ bars" },
      body: { pointsGroups: { "Food: bars": { name: "Food: bars", color: "#eecc22", iconName: "special_star", backgroundType: "circle", hidden: false, pinned: false, points: [] } } },
    },
  ]);
});

test("a new name alone leaves the appearance as it is", async () => {
  const { user, calls, path } = start(<FileScreen />, "/map/file/?type=FAVOURITES&name=favorites-Food_%25_Cafés.gpx");
  await screen.findByText("Dam");
  await user.click(screen.getByRole("button", { name: "Groep bewerken" }));
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Bars{Enter}");
  await expect.poll(path).toBe("/map/file/?type=FAVOURITES&name=favorites-Bars.gpx");
  expect(calls()).toEqual([
    { route: "GET /mapapi/fav/rename-fav-group", query: { fullOldName: "favorites-Food_%_Cafés.gpx", fullNewName: "favorites-Bars.gpx", oldName: "Food/Cafés", newName: "Bars", oldUpdatetime: "1000" }, body: undefined },
  ]);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
});

test("a new colour keeps icon and pin, and the name follows with the version that it made", async () => {
  const { user, calls, path } = start(<FileScreen />, "/map/file/?type=FAVOURITES&name=favorites-Food_%25_Cafés.gpx");
  await screen.findByText("Dam");
  await user.click(screen.getByRole("button", { name: "Groep bewerken" }));
  const color = screen.getByLabelText<HTMLInputElement>("Kleur");
  expect(color.value).toBe("#112233");
  fireEvent.change(color, { target: { value: "#445566" } });
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Bars{Enter}");
  await expect.poll(path).toContain("Bars");
  expect(calls().map(one => one.route)).toEqual(["POST /mapapi/fav/update-group", "GET /mapapi/fav/rename-fav-group"]);
  expect(calls()[0]).toMatchObject({ query: { fileName: "favorites-Food_%_Cafés.gpx", groupName: "Food/Cafés", updatetime: "1000" }, body: { pointsGroups: { "Food/Cafés": { color: "#445566", iconName: "star", pinned: true } } } });
  expect(calls()[1]!.query["oldUpdatetime"]).toBe("1001");
});

test("a group that a phone changed meanwhile is read again, and saving again changes the new version", async () => {
  let stale = true;
  const { user, calls } = start(<FileScreen />, "/map/file/?type=FAVOURITES&name=favorites-Food_%25_Cafés.gpx", {
    "GET /mapapi/fav/rename-fav-group": () => {
      if (!stale) return Response.json({ status: "ok" });
      [stale, version] = [false, 2000];
      return Response.json({ error: { errorCode: 106, message: "changed" } }, { status: 400 });
    },
  });
  await screen.findByText("Dam");
  await user.click(screen.getByRole("button", { name: "Groep bewerken" }));
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Bars{Enter}");
  await screen.findByText(/Deze groep is intussen gewijzigd en opnieuw gelezen\./);
  await user.click(screen.getByRole("button", { name: "Opslaan" }));
  await expect.poll(() => calls().map(one => one.query["oldUpdatetime"])).toEqual(["1000", "2000"]);
});
