import { act, fireEvent, screen, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { refusal, serve, show, type Answers } from "../../../test/render.tsx";
import type { CloudFile } from "../../api/types.ts";
import { FileScreen } from "../preview/file-screen.tsx";
import { Files } from "./files.tsx";

const file = (name: string, more: Partial<CloudFile> = {}): CloudFile => ({
  userid: 1, id: 1, deviceid: 1, type: "GPX", name, filesize: 48_000, zipSize: 10, updatetimems: 1000, clienttimems: 1000, ...more,
});
const list = (...uniqueFiles: CloudFile[]) => ({ uniqueFiles, totalFiles: uniqueFiles.length });
const marker = (name: string, updatetime: number) => ({ type: "GPX", name, status: "DELETED", updatetime, deleted_at: updatetime, purge_at: updatetime, actions: [], device: {} });

async function open(answers: Answers, path = "/map/tracks/") {
  const sent = serve({ "GET /mapapi/get-account-info": { info: {} }, "GET /mapapi/list-files": list(file("Alps/Pass.gpx"), file("Alps/Col.gpx"), file("Home.gpx")), ...answers });
  const shown = show(<Files type="GPX" />, path);
  await screen.findByText("Home");
  const act = async (row: string, item: string) => {
    await shown.user.click(screen.getByRole("button", { name: `Acties voor ${row}` }));
    await shown.user.click(screen.getByRole("menuitem", { name: item }));
  };
  const sentTo = (route: string) => sent.filter(one => one.route === route).map(one => Object.fromEntries(one.query));
  return { ...shown, sent, act, sentTo };
}

test("a folder opens by its link, and the breadcrumb leads back", async () => {
  const { user } = await open({});
  await user.click(screen.getByRole("link", { name: /^Alps/ }));
  expect(screen.queryByText("Home")).toBeNull();
  screen.getByText("Pass");
  await user.click(within(screen.getByRole("navigation", { name: "Pad van de map" })).getByRole("link", { name: "Tracks" }));
  screen.getByText("Home");
});

test("a search names the folder of what it finds", async () => {
  const { user } = await open({});
  await user.type(screen.getByRole("searchbox", { name: "Zoeken op naam" }), "pas");
  screen.getByText("Pass");
  screen.getByText("Alps");
  expect(screen.queryByText("Home")).toBeNull();
  await user.type(screen.getByRole("searchbox"), "x");
  screen.getByText("Geen bestand heeft “pasx” in zijn naam.");
});

test("a search and an order that follow each other faster than the page is drawn are both kept", async () => {
  await open({});
  act(() => {
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "o" } });
    fireEvent.change(screen.getByRole("combobox", { name: "Volgorde" }), { target: { value: "name" } });
  });
  expect(screen.getByRole("combobox", { name: "Volgorde" })).toHaveProperty("value", "name");
  expect(screen.queryByText("Pass")).toBeNull();
  screen.getByText("Col");
});

test("a deleted file can be brought back from its message", async () => {
  const { user, act, sentTo } = await open({
    "POST /mapapi/delete-file": { status: "ok" },
    "GET /v1/trash": { items: [marker("Other.gpx", 9), marker("Home.gpx", 7)] },
    "POST /mapapi/restore-file": { status: "ok" },
  });
  await act("Home", "Verwijderen");
  await screen.findByText("“Home” staat in de prullenbak.");
  expect(sentTo("POST /mapapi/delete-file")).toEqual([{ name: "Home.gpx", type: "GPX" }]);
  await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
  await expect.poll(() => sentTo("POST /mapapi/restore-file")).toEqual([{ name: "Home.gpx", type: "GPX", updatetime: "7" }]);
});

test("a refused deletion shows the file again", async () => {
  const { act } = await open({ "POST /mapapi/delete-file": refusal(500, "internal error") });
  await act("Home", "Verwijderen");
  await screen.findByText(/Er ging iets mis op de server/);
  await screen.findByText("Home");
});

test("a new name keeps the extension; one that is taken is refused before it is sent", async () => {
  const { user, act, sentTo } = await open({ "GET /mapapi/list-files": list(file("Col.gpx"), file("Home.gpx")), "GET /mapapi/rename-file": { status: "ok" } });
  await act("Home", "Naam wijzigen");
  const field = screen.getByLabelText("Naam");
  expect(field).toHaveProperty("value", "Home");
  await user.clear(field);
  await user.type(field, "Col");
  screen.getByText("Deze naam is al in gebruik.");
  expect(screen.getByRole("button", { name: "Opslaan" })).toHaveProperty("disabled", true);
  await user.type(field, " d’Izoard{Enter}");
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(sentTo("GET /mapapi/rename-file")).toEqual([{ oldName: "Home.gpx", newName: "Col d’Izoard.gpx", type: "GPX", saveCopy: "false" }]);
});

test("chosen files move together, and only those that are elsewhere", async () => {
  const { user, sentTo } = await open({ "GET /mapapi/rename-file": { status: "ok" } });
  await user.type(screen.getByRole("searchbox"), "o");
  await user.click(screen.getByRole("checkbox", { name: "Home selecteren" }));
  await user.click(screen.getByRole("button", { name: "Alles selecteren" }));
  screen.getByText("2 geselecteerd");
  await user.click(within(screen.getByRole("toolbar")).getByRole("button", { name: "Verplaatsen" }));
  await user.selectOptions(screen.getByLabelText("Map"), "Alps");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verplaatsen" }));
  await screen.findByText("1 bestand is verplaatst.");
  expect(sentTo("GET /mapapi/rename-file")).toEqual([{ oldName: "Home.gpx", newName: "Alps/Home.gpx", type: "GPX", saveCopy: "false" }]);
});

test("a duplicate takes the first free name", async () => {
  const { act, sentTo } = await open({ "GET /mapapi/list-files": list(file("Home.gpx"), file("Home - 1.gpx")), "GET /mapapi/rename-file": { status: "ok" } });
  await act("Home", "Dupliceren");
  await expect.poll(() => sentTo("GET /mapapi/rename-file")).toEqual([{ oldName: "Home.gpx", newName: "Home - 2.gpx", type: "GPX", saveCopy: "true" }]);
});

test("a folder is renamed within its parent, and deleted after a question that counts", async () => {
  const { user, act, sentTo } = await open({ "GET /mapapi/rename-folder": { status: "ok" }, "GET /mapapi/delete-folder": { status: "ok" } });
  await act("Alps", "Naam wijzigen");
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Alpen{Enter}");
  await expect.poll(() => sentTo("GET /mapapi/rename-folder")).toEqual([{ folderName: "Alps", newFolderName: "Alpen", type: "GPX" }]);
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  await act("Alps", "Verwijderen");
  screen.getByText("De 2 bestanden in de map “Alps” gaan naar de prullenbak. Daar kunt u ze herstellen.");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verwijderen" }));
  await expect.poll(() => sentTo("GET /mapapi/delete-folder")).toEqual([{ folderName: "Alps", type: "GPX" }]);
});

test("the history has every version with its device, and an older one becomes current by a copy", async () => {
  const versions = [file("Home.gpx", { updatetimems: 3000, deviceInfo: "google__model__Pixel 9" }), file("Home.gpx", { updatetimems: 2000, filesize: -1 }), file("Home.gpx", { updatetimems: 1000, filesize: 2048, deviceInfo: "Apple__model__iPhone17,2" })];
  const bodies: FormData[] = [];
  class Request {
    upload = {};
    status = 200;
    responseText = "{}";
    onload = () => undefined;
    open = () => undefined;
    setRequestHeader = () => undefined;
    send(body: FormData) {
      bodies.push(body);
      queueMicrotask(() => this.onload());
    }
  }
  Object.defineProperty(globalThis, "XMLHttpRequest", { value: Request, configurable: true });
  const { user, act, sent } = await open({
    "GET /mapapi/list-files": () => Response.json({ ...list(file("Home.gpx")), allFiles: [...versions, file("Home.gpx.info", { updatetimems: 1 })] }),
    "GET /mapapi/download-file": () => new Response("<gpx>old</gpx>"),
  });
  await act("Home", "Geschiedenis");
  const rows = await within(screen.getByRole("dialog")).findAllByRole("listitem");
  expect(rows.map(row => row.textContent?.replace(/\u00a0/g, " "))).toEqual([
    expect.stringMatching(/Huidige versie.*46,9 kB · Google Pixel 9/),
    expect.stringMatching(/Verwijderd/),
    expect.stringMatching(/2,0 kB · Apple iPhone/),
  ]);
  await user.click(within(rows[2]!).getByRole("button"));
  await user.click(screen.getByRole("menuitem", { name: "Huidige versie maken" }));
  await screen.findByText(/is nu de huidige/);
  expect(sent.find(one => one.route === "GET /mapapi/download-file")?.query.get("updatetime")).toBe("1000");
  expect(bodies).toHaveLength(1);
});

const large = () => list(file("Home.gpx"), ...Array.from({ length: 51 }, (_, index) => file(`Big/${index}.gpx`)));
const status = (change: object) => () => Response.json({ state: "running", action: "rename", folder: "Big", new_folder: "Large", done: 0, total: 0, left: 0, ...change });

test("a folder of more than 50 files is renamed by a job that shows how far it is and can be stopped", async () => {
  let now = status({ done: 20, total: 102 });
  const { user, act, sentTo } = await open({
    "GET /mapapi/list-files": large(),
    "POST /v1/folders/jobs": () => Response.json({ status_url: "https://api.example/v1/folders/jobs/5" }, { status: 202 }),
    "GET /v1/folders/jobs/5": () => now(),
    "DELETE /v1/folders/jobs/5": () => ((now = status({ state: "cancelled", done: 30, total: 102 })), Response.json({ status: "ok" })),
  });
  await act("Big", "Naam wijzigen");
  await user.clear(screen.getByLabelText("Naam"));
  await user.type(screen.getByLabelText("Naam"), "Large{Enter}");
  await screen.findByText(/20 van 102 bestanden zijn klaar\./);
  expect(sentTo("POST /v1/folders/jobs")).toEqual([{ action: "rename", type: "GPX", folder: "Big", new_folder: "Large" }]);
  expect(sentTo("GET /mapapi/rename-folder")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Stoppen" }));
  await screen.findByText("Gestopt. 30 bestanden waren al klaar; de andere zijn niet gewijzigd.");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(sentTo("GET /mapapi/list-files")).toHaveLength(2);
});

test("a job of one file is counted in the singular", async () => {
  const { user, act } = await open({ "GET /mapapi/list-files": large(), "POST /v1/folders/jobs": () => Response.json({ status_url: "/v1/folders/jobs/5" }, { status: 202 }), "GET /v1/folders/jobs/5": () => status({ total: 1 })() });
  await act("Big", "Verwijderen");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verwijderen" }));
  await screen.findByText(/0 van 1 bestand is klaar\./);
});

test.each([
  [{ state: "done", action: "delete", done: 102, total: 102 }, "102 bestanden staan in de prullenbak."],
  [{ state: "done", action: "delete", done: 101, total: 102, left: 1 }, "1 bestand is intussen gewijzigd en blijft waar het was."],
  [{ state: "refused", message: "This name can't be used. Please choose another one." }, "Deze naam kan niet worden gebruikt. Kies een andere."],
])("the end %j of a job is said", async (end, text) => {
  const { user, act } = await open({ "GET /mapapi/list-files": large(), "POST /v1/folders/jobs": () => Response.json({ status_url: "/v1/folders/jobs/5" }, { status: 202 }), "GET /v1/folders/jobs/5": () => status(end)() });
  await act("Big", "Verwijderen");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verwijderen" }));
  await screen.findByText(text);
});

test("a second job of the account is refused with a sentence", async () => {
  const { user, act } = await open({ "GET /mapapi/list-files": large(), "POST /v1/folders/jobs": () => Response.json({ status: 409 }, { status: 409 }) });
  await act("Big", "Verwijderen");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verwijderen" }));
  await screen.findByText("Er wordt al een andere map gewijzigd. Wacht tot dat klaar is.");
});

test("a folder that has grown since the list was read is changed by a job too", async () => {
  const { user, act, sentTo } = await open({
    "GET /mapapi/delete-folder": refusal(400, "This folder is too large to be changed here. Please use the account portal of this server: it changes folders of any size."),
    "POST /v1/folders/jobs": () => Response.json({ status_url: "/v1/folders/jobs/5" }, { status: 202 }),
    "GET /v1/folders/jobs/5": () => status({ state: "done", action: "delete", done: 300, total: 300 })(),
  });
  await act("Alps", "Verwijderen");
  await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Verwijderen" }));
  await screen.findByText("300 bestanden staan in de prullenbak.");
  expect(sentTo("POST /v1/folders/jobs")).toEqual([{ action: "delete", type: "GPX", folder: "Alps" }]);
});

test.each([
  ["/map/tracks/?folder=Alps&sort=name", "Pass", "Tracks"],
  ["/map/tracks/?q=pas&sort=oldest", "Pass", "Tracks"],
  ["/map/files/?q=co&kind=track", "Col", "Alle bestanden"],
])("Back on a file's page leads to the list as it was at %s", async (address, name, title) => {
  serve({ "GET /mapapi/get-account-info": { info: {} }, "GET /mapapi/list-files": list(file("Alps/Pass.gpx"), file("Alps/Col.gpx"), file("Home.gpx")), "GET /mapapi/download-file": refusal(500, "internal error") });
  const { user, path } = show(
    <Routes>
      <Route path="/map/tracks/" element={<Files type="GPX" />} />
      <Route path="/map/files/" element={<Files />} />
      <Route path="/map/file/" element={<FileScreen />} />
    </Routes>,
    address,
  );
  await user.click(await screen.findByRole("link", { name }));
  await screen.findByRole("heading", { name });
  expect(path()).toMatch(/^\/map\/file\//);
  await user.click(screen.getByRole("link", { name: "Terug" }));
  await screen.findByRole("heading", { name: title });
  expect(path()).toBe(address);
  screen.getByRole("link", { name });
});

test("Back on a file's page leads to its folder-less list if the page was opened by its address", async () => {
  serve({ "GET /mapapi/list-files": list(file("Alps/Pass.gpx")), "GET /mapapi/download-file": refusal(500, "internal error") });
  show(<FileScreen />, "/map/file/?type=GPX&name=Alps/Pass.gpx");
  expect((await screen.findByRole("link", { name: "Terug" })).getAttribute("href")).toBe("/map/tracks/");
});
