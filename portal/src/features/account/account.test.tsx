import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { subscription, troubled } from "../../../test/fake/server.ts";
import { serve, show } from "../../../test/render.tsx";
import { Account } from "./account.tsx";

const NOW = Date.UTC(2026, 10, 30, 12);
const purchases = (item: object) => ({
  plan: { code: "PRO", name: "OsmAnd Pro", iconKey: "pro", until: NOW, purchaseId: null },
  cloud: { tier: "PRO", quotaBytes: 1, maxFileBytes: null, maxFiles: null, fileTypes: null },
  empty: false, learnMoreUrl: "", items: [item],
});
const usage = { files: 1, versions: 1, bytes: 1, zip_bytes: 1, capacity: 100, categories: [] };

test.each([
  ["failed", troubled("in_grace_period", NOW), /^De betaling is mislukt/, "line problem urgent"],
  ["active", subscription("fs:sub:A", "active", "fastspring", "OsmAnd Web", "annual", NOW), /^Actief · OsmAnd Pro$/, "line"],
] as const)("the line of a purchase whose payment is %s has the look that it has among the purchases", async (_, purchase, text, look) => {
  serve({ "GET /v1/usage": usage, "GET /v1/purchases": purchases(purchase) });
  show(<Account />);
  expect((await screen.findByText(text)).className).toBe(look);
});
