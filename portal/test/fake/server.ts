/**
 * A stand-in for the API with one person, for the portal's own tests and screenshots: it shows states that the local stack does
 * not offer (yet) or would need long to reach. The built portal is served beside it under the same security policy.
 */
import { readFileSync, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Entry } from "../../src/api.ts";

const DAY = 86_400_000;
export const CODE = "482913";
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export interface World {
  email: string | null;
  registered: Set<string>;
  plan: "START" | "PRO";
  changes: Entry[];
  trash: Entry[];
  restored: Entry[];
  purchases: object[];
  /** Paths that answer with this status. */
  broken: Map<string, number>;
  requests: string[];
  exportPolls: number;
  exportCancelled: boolean;
  bigExport: boolean;
  emptyPolls: number;
  emptyCancelled: boolean;
  /** Emptying and exports come half way and stay there. */
  emptyStuck: boolean;
  /** Whether the storage of Start is used up. */
  full: boolean;
  /** How many favourites and tracks there are, where not the usual few. */
  files?: number;
  /** A path that does not answer. */
  slow: string;
}

const phone = { brand: "google", model: "Pixel 9" };
const tablet = { brand: "samsung", model: "Galaxy Tab S10" };
const names = ["Fietsen/Amsterdam naar Haarlem via de duinen en Zandvoort aan Zee.gpx", "Wandelen/Pieterpad etappe 4.gpx", "Roscoff - Morlaix.gpx", "favorites-Campings.gpx", "profile_bicycle.json", "World_basemap_mini.obf"];

export function entries(count: number, now: number, trash: boolean): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const name = count > 60 ? `Track ${index}.gpx` : names[index % names.length]!;
    const time = now - 3_600_000 - index * (count > 60 ? DAY / 10 : ((trash ? 28 : 75) * DAY) / count);
    const status = trash ? "DELETED" : (["ADDED", "MODIFIED", "DELETED"] as const)[index % 3]!;
    return {
      type: name.startsWith("fav") ? "FAVOURITES" : name.endsWith(".json") ? "PROFILE" : name.endsWith(".obf") ? "FILE" : "GPX",
      name: count > 60 ? name : index < names.length ? name : name.replace(/(\.\w+)$/, ` ${index}$1`),
      status,
      updatetime: Math.round(time),
      filesize: status === "DELETED" ? -1 : 48_211 + index,
      zip_size: status === "DELETED" ? -1 : 12_345,
      device: index % 4 === 3 ? { brand: "OsmAnd", model: "Web" } : index % 2 ? tablet : phone,
      actions: status === "DELETED" ? ["download", "restore", "delete"] : ["download", "delete"],
      ...(trash ? { deleted_at: Math.round(time), purge_at: Math.round(time) + 30 * DAY } : {}),
    };
  });
}

export function subscription(id: string, status: string, store: string, storeName: string, type: string, now: number): object {
  return {
    id, kind: "subscription", type, name: "OsmAnd Pro", status, state: status, store, storeName,
    purchasedAt: now - 200 * DAY, expiresAt: status === "expired" ? now - 8 * DAY : now + 165 * DAY, nextBillingAt: status === "active" ? now + 165 * DAY : null,
  };
}
export function purchases(now: number): object[] {
  return [
    subscription("fs:sub:A", "active", "fastspring", "OsmAnd Web", "annual", now),
    subscription("gp:sub:B", "cancelled", "google", "Google Play", "monthly", now),
    subscription("am:sub:C", "expired", "amazon", "Amazon", "monthly", now),
    { id: "ap:one:D", kind: "one_time", type: "one_time", name: "Maps+", status: "active", state: "active", store: "apple", storeName: "Apple App Store", purchasedAt: now - 700 * DAY, expiresAt: null, nextBillingAt: null },
  ];
}
const links: Record<string, string> = {
  fastspring: "https://osmand.onfastspring.com/account",
  google: "https://play.google.com/store/account/subscriptions",
  huawei: "https://consumer.huawei.com/en/support/content/en-us00729195/",
  amazon: "https://www.amazon.com/gp/mas/your-account/myapps/yoursubscriptions",
  apple: "https://apps.apple.com/account/subscriptions",
};

export function world(change: Partial<World> = {}): World {
  const now = Date.now();
  return {
    email: "anna@example.org", registered: new Set(["anna@example.org"]), plan: "PRO", changes: entries(18, now, false), trash: entries(7, now - DAY, true), restored: [],
    purchases: purchases(now), broken: new Map(), requests: [], exportPolls: 0, exportCancelled: false, bigExport: false, emptyPolls: 0, emptyCancelled: false, emptyStuck: false, full: false, slow: "", ...change,
  };
}

export interface Fake {
  url: string;
  world: World;
  close: () => void;
}

export async function fake(first: World): Promise<Fake> {
  const served: Fake = { url: "", world: first, close: () => server.close() };
  const server = createServer((request, response) => void answer(request, response, served.world));
  await new Promise<void>(ready => server.listen(Number(process.env.FAKE_PORT ?? 0), "127.0.0.1", ready));
  served.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return served;
}

async function answer(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  const path = url.pathname;
  const query = url.searchParams;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString() || "null") as Record<string, string> | null;
  const reply = (status: number, value: unknown, headers: Record<string, string> = {}) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    response.writeHead(status, { "content-type": typeof value === "string" ? "text/plain" : "application/json", ...headers }).end(text);
  };
  const ok = () => reply(200, { status: "ok" });
  if (/^\/(mapapi|v1)\//.test(path)) world.requests.push(`${request.method} ${path}`);
  if (path === world.slow) return;
  if (request.headers["x-fake-ended"]) world.email = null;
  const broken = world.broken.get(path);
  if (broken === 429) return reply(429, "too many requests", { "retry-after": "120" });
  if (broken) return reply(broken, broken === 401 ? { error: { errorCode: 401 } } : {});
  const open = path.startsWith("/mapapi/auth/");
  if (/^\/(mapapi|v1)\//.test(path) && !open && path !== "/v1/plans" && !world.email) return reply(401, { error: { errorCode: 401, message: "sign in" } });

  const page = (items: Entry[]) => {
    const from = Number(query.get("cursor") ?? 0);
    return reply(200, { items: items.slice(from, from + 500), ...(from + 500 < items.length ? { next: String(from + 500) } : {}) });
  };
  const gone = (list: Entry[]) => list.filter(one => !(one.name === query.get("name") && one.updatetime === Number(query.get("updatetime"))));
  switch (`${request.method} ${path}`) {
    case "GET /mapapi/auth/info":
      return reply(200, world.email ? { username: world.email, roles: ["ROLE_PRO_USER"] } : null);
    case "POST /mapapi/auth/register": {
      const known = world.registered.has(body?.username ?? "");
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(body?.username ?? "")) return reply(400, "The e-mail address is not valid.");
      if (query.get("isNew") === "true" && known) return reply(400, "This e-mail address is already registered.");
      if (query.get("isNew") === "false" && !known) return reply(400, "error_email");
      return ok();
    }
    case "POST /mapapi/auth/validate-token":
      if (body?.token !== CODE) return reply(400, "error_token");
      world.registered.add(body.username ?? "");
      world.email = body.username ?? null;
      return ok();
    case "POST /mapapi/auth/activate":
      return body?.token === CODE ? ok() : reply(400, "error_token");
    case "POST /mapapi/auth/login":
      if (!world.registered.has(body?.username ?? "")) return reply(400, "error_email");
      if (body?.password !== "correct horse") return reply(400, "error_password");
      world.email = body.username ?? null;
      return ok();
    case "POST /mapapi/auth/logout":
      world.email = null;
      return ok();
    case "POST /mapapi/auth/send-code":
      return ok();
    case "POST /mapapi/auth/change-email":
      if (body?.token !== CODE) return reply(400, "error_token");
      world.email = null;
      world.registered.add(body.username ?? "");
      return ok();
    case "POST /mapapi/auth/delete-account":
      if (query.get("token") !== CODE) return reply(400, "error_token");
      world.email = null;
      return reply(200, "The account was deleted.");
    case "GET /mapapi/devices":
      return reply(200, { devices: [
        { id: "1", brand: "OsmAnd", model: "Web", last_used: Date.now(), current: true },
        { id: "2", ...phone, last_used: Date.now() - DAY, current: false },
        { id: "3", brand: "Apple", model: "iPhone17,2", last_used: Date.now() - 40 * DAY, current: false },
      ] });
    case "POST /mapapi/devices/revoke":
      return ok();
    case "GET /mapapi/get-account-info":
      return reply(200, { info: { ...(world.plan === "START" ? { account: "Free" } : {}), regtime: String(Date.now() - 400 * DAY) } });
    case "GET /v1/purchases":
      return reply(200, { plan: { code: world.plan, name: world.plan === "PRO" ? "OsmAnd Pro" : "OsmAnd Start" }, cloud: { tier: world.plan, quotaBytes: 1 }, empty: world.purchases.length === 0, items: world.purchases });
    case "GET /v1/plans":
      return reply(200, { trashDays: 30, shopUrl: "https://osmand.net/pricing", plans: [
        { code: "START", name: "OsmAnd Start", quotaBytes: 5_242_880, maxFileBytes: 2_097_152, maxFiles: 10_000 },
        { code: "MAPS_PLUS", name: "Maps+", quotaBytes: 5_242_880, maxFileBytes: 2_097_152, maxFiles: 10_000 },
        { code: "PRO", name: "OsmAnd Pro", quotaBytes: 3_145_728_000, maxFileBytes: null, maxFiles: null },
      ] });
    case "GET /v1/usage":
      return reply(200, { files: 214, versions: 388, bytes: world.plan === "PRO" ? 88_412_160 : 9_412_160, zip_bytes: world.full ? 5_242_880 : world.plan === "PRO" ? 1_922_944_000 : 1_922_944, capacity: world.plan === "PRO" ? 3_145_728_000 : 5_242_880, categories: [] });
    case "GET /mapapi/list-files": {
      const type = query.get("type") ?? "";
      const list = world.files !== undefined ? Array.from({ length: world.files }, (_, index) => `favorites-Group ${index}.gpx`) : type === "FAVOURITES" ? ["favorites.gpx", "favorites-Campings.gpx", "favorites-Uitzichtpunten.gpx"] : world.plan === "START" ? [] : names.filter(name => name.includes("/") || name.startsWith("Ros"));
      return reply(200, { totalFiles: list.length, totalFileVersions: list.length, totalFileSize: 1, totalZipSize: 1, maximumAccountSize: 1,
        uniqueFiles: list.map((name, index) => ({ type, name, filesize: 48_000 * (index + 1), zipSize: 9000, updatetimems: Date.now() - index * 3 * DAY, clienttimems: Date.now() - index * 3 * DAY })) });
    }
    case "GET /v1/changes":
      return page(world.changes);
    case "GET /v1/trash":
      return page(world.trash);
    case "POST /mapapi/restore-file":
      world.restored.push(...world.trash.filter(one => !gone(world.trash).includes(one)));
      world.trash = gone(world.trash);
      return ok();
    case "POST /mapapi/delete-file":
      world.trash = [...world.restored.filter(one => one.name === query.get("name")), ...world.trash];
      return ok();
    case "POST /mapapi/delete-file-all-versions":
      world.trash = gone(world.trash);
      return ok();
    case "POST /mapapi/delete-file-version":
      world.changes = gone(world.changes);
      return ok();
    case "GET /mapapi/download-file":
    case "GET /mapapi/download-file-from-prev-version":
      return reply(200, "<gpx/>");
    case "POST /v1/trash/empty":
      world.emptyPolls = 0;
      return reply(202, { status_url: "/v1/trash/empty/9" });
    case "DELETE /v1/trash/empty/9":
      world.emptyCancelled = true;
      return ok();
    case "GET /v1/trash/empty/9": {
      const total = world.trash.length;
      const done = Math.min(total, Math.ceil(total / 2) * world.emptyPolls);
      if (world.emptyCancelled) return reply(200, { state: "cancelled", done, total });
      if (!world.emptyStuck || world.emptyPolls === 0) world.emptyPolls++;
      if (done === total) world.trash = [];
      return reply(200, { state: done === total ? "done" : "running", done, total });
    }
    case "GET /v1/exports/estimate": {
      const key = (name: string, files: number, bytes: number) => ({ key: name, files, bytes, archive_bytes: bytes / 4 });
      const category = (name: string, keys: ReturnType<typeof key>[]) => {
        const sum = (field: "files" | "bytes" | "archive_bytes") => keys.reduce((total, one) => total + one[field], 0);
        return { category: name, files: sum("files"), bytes: sum("bytes"), archive_bytes: sum("archive_bytes"), keys };
      };
      return reply(200, { archive_bytes: 22_202_000, files: 1_314, bytes: 88_808_000, seconds: 154, categories: [
        category("my_places", [key("FAVOURITES", 12, 300_000), key("GPX", 1_280, 60_000_000), key("SEARCH_HISTORY", 1, 9000)]),
        category("settings", [key("PROFILE", 7, 90_000), key("GLOBAL", 1, 8000)]),
        category("resources", [key("FILE_RENDERING", 2, 400_000), key("FILE_OTHER", 1, 1000)]),
        category("maps", [key("FILE_MAPS", 10, 28_000_000)]),
      ] });
    }
    case "POST /mapapi/download-backup":
      if (!world.bigExport) return reply(200, "PK archive");
      world.exportPolls = 0;
      world.exportCancelled = false;
      return reply(202, { status_url: "/v1/exports/7" });
    case "DELETE /v1/exports/7":
      world.exportCancelled = true;
      return ok();
    case "GET /v1/exports/7": {
      const step = world.emptyStuck ? Math.min(2, world.exportPolls++) : world.exportPolls++;
      return reply(200, { state: world.exportCancelled ? "cancelled" : "running", files_done: 40 * step, files_total: 200, bytes_done: 1000 * step, bytes_total: 5000, ...(step >= 5 ? { url: "/favicon.svg" } : {}) });
    }
    default:
  }
  if (request.method === "GET" && path.startsWith("/v1/purchases/")) {
    const found = world.purchases.find(one => (one as { id: string }).id === decodeURIComponent(path.slice("/v1/purchases/".length))) as { store: string } | undefined;
    return found ? reply(200, { ...found, manage: { url: links[found.store] ?? null, instructionKey: `manage.${found.store}` } }) : reply(404, {});
  }
  if (/^\/(mapapi|v1)\//.test(path)) return reply(404, {});
  const file = `dist${path}`;
  const found = path !== "/" && !path.endsWith("/") && existsSync(file) ? file : "dist/index.html";
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", woff2: "font/woff2" };
  response.writeHead(200, { "content-type": `${types[found.slice(found.lastIndexOf(".") + 1)] ?? "text/plain"}; charset=utf-8`, "content-security-policy": POLICY });
  response.end(readFileSync(found));
}
