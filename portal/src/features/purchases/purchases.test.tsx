import { screen, within } from "@testing-library/react";
import { Route, Routes } from "react-router";
import { expect, test } from "vitest";
import { purchases as somePurchases, troubled } from "../../../test/fake/server.ts";
import { serve, show } from "../../../test/render.tsx";
import type { Purchase, PurchaseDetail as Detail, Schemas } from "../../api/types.ts";
import { Pricing } from "./pricing.tsx";
import { PurchaseDetail } from "./purchase-detail.tsx";
import { PurchaseList } from "./purchase-list.tsx";

type Item = Schemas["Purchase"];
const NOW = Date.UTC(2026, 10, 30, 12);
const DAY = 86_400_000;

function answers(items: Item[], plan: Partial<Schemas["Purchases"]["plan"]> = {}, detail: Partial<Detail> = {}) {
  return {
    "GET /v1/purchases": {
      plan: { code: "PRO", name: "OsmAnd Pro", iconKey: "pro", until: NOW + 8 * DAY, purchaseId: items[0]?.id ?? null, ...plan },
      cloud: { tier: "PRO", quotaBytes: 1, maxFileBytes: null, maxFiles: null, fileTypes: null },
      empty: false, learnMoreUrl: "", items,
    },
    ...Object.fromEntries(
      items.map(item => [
        `GET /v1/purchases/${encodeURIComponent(item.id)}`,
        {
          ...item, sku: null, grants: ["PRO"], startedAt: null, canceledAt: null, refundedAt: null, orderReference: null, buyerEmailMasked: null,
          manage: { url: "https://osmand.onfastspring.com/account", labelKey: "", instructionKey: "", signedInLink: false }, ...detail,
        },
      ]),
    ),
  };
}
async function detailOf(item: Item, plan = {}, detail: Partial<Detail> = {}) {
  serve(answers([item], plan, detail));
  show(
    <Routes>
      <Route path="/map/account/purchases/:place" element={<PurchaseDetail />} />
    </Routes>,
    `/map/account/purchases/${item.kind === "subscription" ? "sub0" : "inapp0"}`,
  );
  await screen.findByText("Type");
  return Object.fromEntries(screen.getAllByRole("term").map(term => [term.textContent, term.nextElementSibling?.textContent]));
}
const badges: [Purchase["state"], badge: string, problem: RegExp][] = [
  ["trial", "Actief", /^Proefperiode\. De eerste betaling is op 10 dec 2026\.$/],
  ["in_grace_period", "Actief", /^De betaling is mislukt\. Werk uw betaalmethode bij vóór 8 dec 2026, anders stopt OsmAnd Pro\.$/],
  ["on_hold", "Verlopen", /^De betaling van 29 nov 2026 is mislukt en OsmAnd Pro is gestopt\./],
  ["paused", "Verlopen", /^Gepauzeerd tot 20 dec 2026\./],
  ["refunded", "Geannuleerd", /^Terugbetaald\.$/],
  ["charged_back", "Geannuleerd", /^De bank heeft de betaling teruggedraaid\./],
];

test.each(badges)("a purchase that is %s shows %s and a second line", async (state, badge, problem) => {
  serve(answers([troubled(state, NOW, state === "trial" ? { nextBillingAt: NOW + 10 * DAY } : {})]));
  show(<PurchaseList />);
  const row = within(await screen.findByRole("link", { name: /OsmAnd Pro/ }));
  row.getByText(badge);
  row.getByText(problem);
  expect(row.queryByText(/n\.v\.t\.|^(Eindigt|Verlopen) op/)).toBeNull();
});

test("the detail names the date of a refund, the masked buyer and the order", async () => {
  const facts = await detailOf(troubled("refunded", NOW), {}, { refundedAt: NOW - 2 * DAY, orderReference: "EXAMPLE-1", buyerEmailMasked: "a***@example.com" });
  screen.getByText("Terugbetaald op 28 nov 2026.");
  expect(facts).toMatchObject({ Bestelnummer: "EXAMPLE-1", "E-mail van de koper": "a***@example.com" });
});

test("a renewing subscription names its next payment and no end", async () => {
  const [active] = somePurchases(NOW);
  const facts = await detailOf(active!);
  expect(facts["Volgende betaling"]).toBe("14 mei 2027");
  expect(Object.keys(facts).filter(label => /Verloopt|Verlopen|Eindigt/.test(label))).toEqual([]);
});

test.each([
  [1, "Eindigt op"],
  [2, "Verlopen op"],
])("a subscription that ends or ended says so: %i", async (index, label) => {
  const facts = await detailOf(somePurchases(NOW)[index]!);
  expect(Object.keys(facts).filter(one => /op$|betaling/.test(one))).toEqual([label, "Gekocht op"]);
});

test.each(["on_hold", "paused"] as const)("a subscription that is %s names no end and can be managed", async state => {
  const facts = await detailOf(troubled(state, NOW));
  expect(Object.keys(facts).filter(label => /Verloopt|Verlopen|Eindigt/.test(label))).toEqual([]);
  screen.getByRole("link", { name: /Abonnement beheren/ });
});

test("an expired subscription has nothing to manage", async () => {
  await detailOf(troubled("expired", NOW));
  expect(screen.queryByText(/Beheren of annuleren|Abonnement beheren/)).toBeNull();
});

test("a one-time purchase offers its invoice and no subscription to manage", async () => {
  const bought = { ...somePurchases(NOW)[3]!, store: "fastspring", storeName: "OsmAnd Web" } as const;
  await detailOf(bought);
  screen.getByRole("link", { name: /Factuur bekijken/ });
  expect(screen.queryByText(/[Aa]bonnement/)).toBeNull();
});

test("a one-time purchase of an app store has nothing to manage", async () => {
  await detailOf(somePurchases(NOW)[3]!);
  expect(screen.queryByText(/[Aa]bonnement|Factuur/)).toBeNull();
});

test("the free plan was registered, not purchased", async () => {
  const free = answers([]);
  serve({ ...free, "GET /v1/purchases": { ...free["GET /v1/purchases"], cloud: { tier: "START" } }, "GET /mapapi/get-account-info": { info: { account: "Free", regtime: String(NOW) } } });
  show(
    <Routes>
      <Route path="/map/account/purchases/:place" element={<PurchaseDetail />} />
    </Routes>,
    "/map/account/purchases/free",
  );
  await screen.findByText("Geregistreerd op");
  expect(screen.queryByText("Gekocht op")).toBeNull();
});

test.each([
  ["PRO", []],
  ["MAPS_PLUS", ["OsmAnd Pro"]],
  ["START", ["Maps+", "OsmAnd Pro"]],
] as const)("the plans mark the account's own, %s, and offer larger ones", async (code, offered) => {
  serve({
    ...answers([], { code }),
    "GET /v1/plans": { trashDays: 30, shopUrl: "https://osmand.net/pricing", plans: [
      { code: "START", name: "OsmAnd Start", quotaBytes: 5_242_880, maxFileBytes: null, maxFiles: null },
      { code: "MAPS_PLUS", name: "Maps+", quotaBytes: 5_242_880, maxFileBytes: null, maxFiles: null },
      { code: "PRO", name: "OsmAnd Pro", quotaBytes: 3_145_728_000, maxFileBytes: null, maxFiles: null },
    ] },
  });
  show(<Pricing />);
  const own = await screen.findByText("Uw plan");
  expect(own.closest("section")?.getAttribute("aria-label")).toBe({ START: "OsmAnd Start", MAPS_PLUS: "Maps+", PRO: "OsmAnd Pro" }[code]);
  const plans = screen.getAllByRole("region").filter(plan => within(plan).queryByRole("link"));
  expect(plans.map(plan => plan.getAttribute("aria-label"))).toEqual(offered);
});
