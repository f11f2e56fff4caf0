import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import type { Estimate } from "../../api/types.ts";
import { DownloadAllDialog } from "./download-all.tsx";
import { secondsLeft, secondsOf } from "./estimate.ts";

const key = (name: string, files: number, archive_bytes: number) => ({ key: name, files, bytes: archive_bytes * 5, archive_bytes });
const category = (name: Estimate["categories"][number]["category"], keys: ReturnType<typeof key>[]) => ({
  category: name, keys,
  files: keys.reduce((sum, one) => sum + one.files, 0), bytes: keys.reduce((sum, one) => sum + one.bytes, 0), archive_bytes: keys.reduce((sum, one) => sum + one.archive_bytes, 0),
});
const MB = 1024 * 1024;
const estimate: Estimate = {
  format: ".osf", files: 3_510, bytes: 0, archive_bytes: 1_000 * MB, overhead_bytes: 0, seconds: 600, left_out: { public_maps: 0, folders: 0, merged_details: 0, loose_details: 0 },
  categories: [
    category("my_places", [key("GPX", 3_000, 2 * MB)]),
    category("settings", [key("PROFILE", 500, 32)]),
    category("resources", [key("FILE_OTHER", 1, 10), key("FILE_RENDERING", 1, MB)]),
    category("maps", [key("FILE_MAPS", 8, 997 * MB)]),
  ],
};

test("the rows show the same figures as the button", async () => {
  serve({ "GET /v1/exports/estimate": estimate });
  show(<DownloadAllDialog />);
  const dialog = within(screen.getByRole("dialog"));
  await dialog.findByRole("checkbox", { name: /Mijn plaatsen\s*2,0\sMB/ });
  dialog.getByRole("checkbox", { name: /Instellingen\s*32\sbytes/ });
  dialog.getByRole("checkbox", { name: /Resources\s*1,0\sMB/ });
  dialog.getByRole("button", { name: /^Back-up downloaden \(3,0\sMB\)$/ });
});

test("the kind Other is the last of its category", async () => {
  serve({ "GET /v1/exports/estimate": estimate });
  const { user } = show(<DownloadAllDialog />);
  await user.click(await screen.findByRole("button", { name: "Onderdelen van Resources" }));
  expect(screen.getAllByRole("listitem").map(item => item.textContent)).toEqual([expect.stringContaining("Kaartstijlen"), expect.stringContaining("Overige")]);
});

test("many small files take their time although they have few bytes", () => {
  expect(secondsOf(estimate, estimate.categories[0]!.keys)).toBeCloseTo((600 * 3_000) / 3_510);
  expect(secondsOf(estimate, estimate.categories[3]!.keys)).toBeCloseTo(600 * 0.997);
});

test("the time left follows the speed so far", () => {
  expect(secondsLeft(0, 60_000, 25, 100)).toBe(180);
  expect(secondsLeft(0, 4_000, 25, 100)).toBeUndefined();
  expect(secondsLeft(0, 60_000, 0, 100)).toBeUndefined();
});

test("a backup in one answer shows the bytes that have arrived", async () => {
  let send: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: controller => void (send = controller) });
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:archive");
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  serve({ "GET /v1/exports/estimate": estimate, "POST /mapapi/download-backup": () => new Response(body, { headers: { "content-length": "2048" } }) });
  const { user } = show(<DownloadAllDialog />);
  await user.click(await screen.findByRole("button", { name: /Back-up downloaden/ }));
  await screen.findByText("De back-up wordt gemaakt…");
  send!.enqueue(new Uint8Array(512));
  await screen.findByText("De back-up wordt gedownload: 512 bytes van 2,0 kB.");
  await screen.findByText("25%");
  send!.close();
  await screen.findByText("De back-up is gedownload.");
  expect(saved).toHaveBeenCalledTimes(1);
});

test.each([
  [40, 200, "De back-up wordt gemaakt: 40 van 200 bestanden, 1,0 MB van 4,0 MB."],
  [0, 1, "De back-up wordt gemaakt: 0 van 1 bestand, 1,0 MB van 4,0 MB."],
])("a job shows its files and bytes: %i of %i", async (files_done, files_total, text) => {
  let state = "running";
  serve({
    "GET /v1/exports/estimate": estimate,
    "POST /mapapi/download-backup": () => Response.json({ status_url: "/v1/exports/7" }, { status: 202 }),
    "GET /v1/exports/7": () => ({ state, files_done, files_total, bytes_done: MB, bytes_total: 4 * MB, missing: 0, missing_files: [], file_name: "" }),
    "DELETE /v1/exports/7": () => ((state = "cancelled"), { status: "ok" }),
  });
  const { user } = show(<DownloadAllDialog />);
  await user.click(await screen.findByRole("button", { name: /Back-up downloaden/ }));
  await screen.findByText(text);
  await user.click(screen.getByRole("button", { name: "Annuleren" }));
  await waitFor(() => screen.getByText("Het downloaden is geannuleerd."), { timeout: 5_000 });
});
