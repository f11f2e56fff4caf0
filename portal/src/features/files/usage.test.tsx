import { screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { serve, show } from "../../../test/render.tsx";
import type { Usage } from "../../api/types.ts";
import { StorageWarning, UsageCard } from "./usage.tsx";

beforeEach(() => void serve({}));
const usage = (zip_bytes: number): Usage => ({
  files: 2, versions: 3, bytes: 7_000, zip_bytes, capacity: 1000,
  categories: [
    { category: "MY_PLACES", files: 1, bytes: 5_000, zip_bytes: 400 },
    { category: "MAPS", files: 0, bytes: 0, zip_bytes: 0 },
  ],
});

test("the bar is visible although a thousandth is used, and empty if nothing is", () => {
  const { unmount } = show(<UsageCard usage={usage(1)} />);
  expect(Number(screen.getByRole("meter", { name: "Cloudopslag" }).getAttribute("value"))).toBeGreaterThanOrEqual(10);
  unmount();
  show(<UsageCard usage={usage(0)} />);
  expect(Number(screen.getByRole("meter").getAttribute("value"))).toBe(0);
});

test("the page explains why two sizes differ and shows each category", () => {
  show(<UsageCard usage={usage(400)} />);
  screen.getByText(/In de cloud zijn uw bestanden ingepakt\./);
  const terms = Object.fromEntries(screen.getAllByRole("term").map(term => [term.textContent, term.nextElementSibling?.textContent?.replace(/\s/g, " ")]));
  expect(terms).toMatchObject({ "Mijn plaatsen": "1 bestand · 400 bytes", Kaarten: "0 bestanden · 0 bytes", "Gebruikte cloudopslag": "400 bytes van 1.000 bytes" });
});

test("no size is explained if the cloud storage is not smaller than the files", () => {
  show(<UsageCard usage={usage(7_000)} />);
  expect(screen.queryByText(/In de cloud zijn uw bestanden ingepakt\./)).toBeNull();
});

test.each([
  [799, undefined],
  [800, "Uw cloudopslag is voor 80% vol."],
  [960, "Uw cloudopslag is voor 96% vol."],
  [1000, "Uw cloudopslag is vol: nieuwe bestanden worden niet bewaard."],
])("with %i of 1000 bytes used the warning is: %s", (used, text) => {
  show(<StorageWarning usage={usage(used)} />);
  expect(document.querySelector(".note")?.firstElementChild?.nextElementSibling?.firstElementChild?.textContent).toBe(text);
  expect(document.querySelector(".note.bad") !== null).toBe(used >= 950);
});
