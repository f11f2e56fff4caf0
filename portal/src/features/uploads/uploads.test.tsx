import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import { UploadButton } from "./upload-button.tsx";
import { Uploads } from "./upload-section.tsx";

function sent(): string[] {
  const urls: string[] = [];
  class Request {
    upload = {};
    status = 200;
    responseText = "{}";
    onload = () => undefined;
    open = (_: string, url: string) => void urls.push(new URL(url, "http://x").searchParams.get("name")!);
    setRequestHeader = () => undefined;
    send = () => queueMicrotask(() => this.onload());
  }
  vi.stubGlobal("XMLHttpRequest", Request);
  return urls;
}
const gpx = (name: string, path = "") => Object.defineProperty(new File(["<gpx/>"], name), "webkitRelativePath", { value: path });

test("tracks of a chosen folder keep its folders, favourites do not", async () => {
  serve({});
  const names = sent();
  const { user } = show(<Uploads onStored={() => undefined} />);
  await user.upload(screen.getByLabelText("Map kiezen", { selector: "input" }), [gpx("Pass.gpx", "Alps/2026/Pass.gpx"), gpx("favorites-Food.gpx", "Alps/favorites-Food.gpx")]);
  await expect.poll(() => names).toEqual(["Alps/2026/Pass.gpx", "favorites-Food.gpx"]);
  await user.click(await screen.findByRole("button", { name: "Lijst wissen" }));
  await expect.poll(() => screen.queryAllByRole("listitem")).toEqual([]);
});

test("an upload from a folder's screen goes there, and the list is read again", async () => {
  serve({});
  const names = sent();
  const onStored = vi.fn();
  const { user } = show(<UploadButton folder="Alps" onStored={onStored} />);
  await user.upload(screen.getByLabelText("Bestanden kiezen", { selector: "input" }), gpx("Col.gpx"));
  await screen.findByText("1 bestand wordt geüpload.");
  await expect.poll(() => names).toEqual(["Alps/Col.gpx"]);
  await expect.poll(() => onStored.mock.calls.length).toBe(1);
});

test("a whole folder goes below the folder on the screen", async () => {
  serve({});
  const names = sent();
  const { user } = show(<UploadButton folder="Alps" onStored={() => undefined} />);
  const opened = vi.spyOn(screen.getByLabelText<HTMLInputElement>("Map kiezen", { selector: "input" }), "click");
  await user.click(screen.getByRole("button", { name: "Bestanden uploaden" }));
  await user.click(screen.getByRole("menuitem", { name: "Map kiezen" }));
  expect(opened).toHaveBeenCalledOnce();
  await user.upload(screen.getByLabelText("Map kiezen", { selector: "input" }), [gpx("Pass.gpx", "Trip/Pass.gpx")]);
  await expect.poll(() => names).toEqual(["Alps/Trip/Pass.gpx"]);
});
