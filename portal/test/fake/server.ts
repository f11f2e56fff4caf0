/**
 * A fake API for the portal's tests and screenshots. It has states that the dev server reaches slowly or not at all.
 * Its answers have the types of openapi.yaml. It also serves the built portal under the same security policy.
 */
import { readFileSync, existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { components } from "../../src/api/schema.gen.ts";

type Schemas = components["schemas"];
type Change = Schemas["Change"];
type TrashItem = Schemas["TrashItem"];
type Purchase = Schemas["Purchase"];
type Listed = Schemas["ListedFile"];

const DAY = 86_400_000;
/** Types that the plan Start includes. */
const free = ["FAVOURITES", "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES"];
export const CODE = "482913";
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export interface World {
  email: string | null;
  registered: Set<string>;
  plan: "START" | "PRO";
  changes: Change[];
  trash: TrashItem[];
  restored: TrashItem[];
  /** The account's files; the default ones until a test changes one. */
  stored?: Listed[];
  /** The content of every GPX file, if it is not the default one. */
  content?: string;
  /** The points of every group of favourites. */
  points: { name: string; lat: number; lon: number; color?: string; desc?: string | null }[];
  /** Gzips that were uploaded, by type and name. */
  uploaded: Map<string, number>;
  /** Files that were deleted from the list. */
  deleted: Listed[];
  purchases: Purchase[];
  /** Paths that answer with this status. */
  broken: Map<string, number>;
  requests: string[];
  exportPolls: number;
  exportCancelled: boolean;
  bigExport: boolean;
  emptyPolls: number;
  /** Files deleted after this time stay in the trash. */
  emptyUntil: number;
  emptyCancelled: boolean;
  /** Whether emptying, exports and folder jobs stop half way. */
  emptyStuck: boolean;
  /** Whether the storage of Start is used up. */
  full: boolean;
  /** Whether 83 % of the storage is used. */
  nearlyFull?: boolean;
  /** Number of favourites and tracks, if not the default. */
  files?: number;
  /** End of the plan of the first purchase. */
  planUntil?: number;
  /** A path that does not answer. */
  slow: string;
  /** The account's number, if it is not the one derived from its address. */
  account?: string;
  /** Whether the account's address is not proven. */
  unproven?: boolean;
  /** Browsers and devices that are logged in. The first session is the caller's. */
  sessions: Schemas["Session"][];
  devices: Schemas["Device"][];
  /** Empty if the account has none. */
  password: string;
  /** The job that renames or deletes a large folder. */
  folderJob?: Schemas["FolderJob"];
  /** Appearance of the groups of favourites, by plain name. */
  groups: Record<string, { color?: string; iconName?: string; backgroundType?: string; hidden?: boolean; pinned?: boolean }>;
}

const phone = { brand: "google", model: "Pixel 9" };
const tablet = { brand: "samsung", model: "Galaxy Tab S10" };
const names = ["Fietsen/Amsterdam naar Haarlem via de duinen en Zandvoort aan Zee.gpx", "Wandelen/Pieterpad etappe 4.gpx", "Roscoff - Morlaix.gpx", "favorites-Campings.gpx", "profile_bicycle.json", "World_basemap_mini.obf"];

/** The file at an index: the default ones in turn, or numbered tracks. */
function file(index: number, count: number): { type: string; name: string; device: Schemas["Author"] } {
  const usual = names[index % names.length]!;
  const name = count > 60 ? `Track ${index}.gpx` : index < names.length ? usual : usual.replace(/(\.\w+)$/, ` ${index}$1`);
  return {
    type: name.startsWith("fav") ? "FAVOURITES" : name.endsWith(".json") ? "PROFILE" : name.endsWith(".obf") ? "FILE" : "GPX",
    name,
    device: index % 4 === 3 ? { brand: "OsmAnd", model: "Web" } : index % 2 ? tablet : phone,
  };
}
const timeOf = (index: number, count: number, now: number, days: number) => Math.round(now - 3_600_000 - index * (count > 60 ? DAY / 10 : (days * DAY) / count));

/** That number of changes over three months, newest first. */
export function changed(count: number, now: number): Change[] {
  return Array.from({ length: count }, (_, index): Change => {
    const status = (["ADDED", "MODIFIED", "DELETED"] as const)[index % 3]!;
    const gone = status === "DELETED";
    const updatetime = timeOf(index, count, now, 75);
    return {
      ...file(index, count), status, updatetime, clienttime: updatetime - 60_000, filesize: gone ? -1 : 48_211 + index, zip_size: gone ? -1 : 12_345,
      actions: gone ? ["download", "restore", "delete"] : ["download", "delete"],
    };
  });
}

/** That number of files in the trash, latest deletion first. */
export function trashed(count: number, now: number): TrashItem[] {
  return Array.from({ length: count }, (_, index): TrashItem => {
    const deleted = timeOf(index, count, now, 28);
    return { ...file(index, count), status: "DELETED", updatetime: deleted, deleted_at: deleted, purge_at: deleted + 30 * DAY, actions: ["download", "restore", "delete"] };
  });
}

export function subscription(id: string, status: Schemas["PurchaseStatus"], store: Schemas["Store"], storeName: string, type: Schemas["PurchaseType"], now: number): Purchase {
  return {
    id, kind: "subscription", type, name: "OsmAnd Pro", iconKey: "pro", status, state: status, store, storeName, resumesAt: null, test: false,
    purchasedAt: now - 200 * DAY, expiresAt: status === "expired" ? now - 8 * DAY : now + 165 * DAY, nextBillingAt: status === "active" ? now + 165 * DAY : null,
  };
}
/** A purchase in a state that needs a second line. */
export function troubled(state: Schemas["PurchaseState"], now: number, change: Partial<Purchase> = {}): Purchase {
  const status = { active: "active", trial: "active", in_grace_period: "active", on_hold: "expired", cancelled: "cancelled", paused: "expired", expired: "expired", refunded: "cancelled", charged_back: "cancelled" } as const;
  return {
    ...subscription(`fs:sub:${state}`, status[state], "fastspring", "OsmAnd Web", "annual", now), state, expiresAt: now - DAY, nextBillingAt: null,
    resumesAt: state === "paused" ? now + 20 * DAY : null, ...change,
  };
}
export function purchases(now: number): Purchase[] {
  return [
    subscription("fs:sub:A", "active", "fastspring", "OsmAnd Web", "annual", now),
    subscription("gp:sub:B", "cancelled", "google", "Google Play", "monthly", now),
    subscription("am:sub:C", "expired", "amazon", "Amazon", "monthly", now),
    {
      id: "ap:one:D", kind: "one_time", type: "one_time", name: "Maps+", iconKey: "maps_plus", status: "active", state: "active", store: "apple", storeName: "Apple App Store",
      purchasedAt: now - 700 * DAY, expiresAt: null, nextBillingAt: null, resumesAt: null, test: false,
    },
  ];
}
function sessions(now: number): Schemas["Session"][] {
  const browsers = [["Firefox", "Linux", 0], ["Chrome", "Android", 1], ["Safari", "iOS", 9], ["", "", 40]] as const;
  return browsers.map(([browser, system, days], index) => ({
    id: String(index).repeat(32), browser, system, lang: "nl", started_at: now - (days + 3) * DAY, last_used: now - days * DAY, expires_at: now + 30 * DAY, current: index === 0,
  }));
}
function devices(now: number): Schemas["Device"][] {
  return [
    { id: 2, ...phone, lang: "nl", last_used: now - DAY, current: false },
    { id: 3, brand: "Apple", model: "iPhone17,2", lang: "en", last_used: now - 40 * DAY, current: false },
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
    email: "anna@example.org", registered: new Set(["anna@example.org"]), plan: "PRO", changes: changed(18, now), trash: trashed(7, now - DAY), restored: [], deleted: [], uploaded: new Map(), points: [{ name: "Zeeburg", lat: 52.37, lon: 4.89, color: "#d00d0d", desc: "Bij het water" }, { name: "Bakkum", lat: 52.56, lon: 4.63, color: "#10c0f0" }],
    purchases: purchases(now), broken: new Map(), requests: [], exportPolls: 0, exportCancelled: false, bigExport: false, emptyPolls: 0, emptyUntil: 0, emptyCancelled: false, emptyStuck: false, full: false, slow: "", sessions: sessions(now), devices: devices(now), password: "correct horse", groups: { Campings: { color: "#10c0f0", pinned: true } }, ...change,
  };
}

/** The account's files: the default ones, or the number that the test requests. */
function stored(world: World): Listed[] {
  const count = world.files;
  world.stored ??= [
    ...(count === undefined ? ["favorites.gpx", "favorites-Campings.gpx", "favorites-Uitzichtpunten.gpx"] : Array.from({ length: count }, (_, index) => `favorites-Group ${index}.gpx`)).map(name => ({ type: "FAVOURITES", name })),
    ...(world.plan === "START" ? [] : count === undefined ? names.filter(name => name.includes("/") || name.startsWith("Ros")) : Array.from({ length: count }, (_, index) => `${index % 10 ? `Folder ${index % 200}/` : ""}Track ${index}.gpx`)).map(name => ({ type: "GPX", name })),
    ...(count === undefined ? [{ type: "PROFILE", name: "profile_bicycle.json" }] : []),
  ].map((file, index) => ({ userid: 7, deviceid: 2, id: index, ...file, filesize: 48_000 * ((index % 9) + 1), zipSize: 9000, updatetimems: Date.now() - index * 3 * DAY, clienttimems: Date.now() - index * 3 * DAY }));
  return world.stored;
}

/** 2.2 km at 2.2 m/s, up by 100 m, with a waypoint. */
const TRACK = `<gpx><wpt lat="48.73" lon="-3.98"><name>Bakker</name></wpt><trk><trkseg>${Array.from({ length: 201 }, (_, index) => `<trkpt lat="${48.72 + index / 10_000}" lon="${-3.98 + Math.sin(index / 20) / 1000_000}"><ele>${10 + index / 2}</ele><time>${new Date(1_780_000_000_000 + index * 5000).toISOString()}</time></trkpt>`).join("")}</trkseg></trk></gpx>`;
/** The plain name of a group's file. */
const groupOf = (file: string) => file.replace(/^favorites-?/, "").replace(/\.gpx$/, "").replaceAll("_%_", "/").replaceAll("_-_", ":");
const appearance = (world: World, file: string) => {
  const { color, iconName, backgroundType, hidden, pinned } = world.groups[groupOf(file)] ?? {};
  const texts = { name: groupOf(file), color, icon: iconName, background: backgroundType, hidden: hidden || undefined, pinned: pinned || undefined };
  const attributes = Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [`${name}="${text}"`]));
  return `<extensions><osmand:points_groups><group ${attributes.join(" ")}/></osmand:points_groups></extensions>`;
};
const group = (world: World, file: string) => `<gpx>${world.points.map(({ name, lat, lon, color, desc }) => `<wpt lat="${lat}" lon="${lon}"><name>${name}</name>${desc ? `<desc>${desc}</desc>` : ""}<extensions><color>${color ?? ""}</color></extensions></wpt>`).join("")}${appearance(world, file)}</gpx>`;

/** Three versions of a file, by two devices, and a deletion between them. */
const versionsOf = (file: Listed): Listed[] =>
  [0, 1, 2, 3].map(age => ({
    ...file, id: file.id + age / 10, filesize: age === 2 ? -1 : file.filesize - 1000 * age, updatetimems: file.updatetimems - age * 5 * DAY,
    deviceInfo: age % 2 ? "samsung__model__Galaxy Tab S10" : "google__model__Pixel 9",
  }));

/** An account's number, different for each address. */
const idOf = (email: string) => [...email].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1_000_003;

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
  const json = request.headers["content-type"]?.includes("json");
  const body = (json ? JSON.parse(Buffer.concat(chunks).toString() || "null") : null) as Record<string, string> | null;
  const reply = (status: number, value: unknown, headers: Record<string, string> = {}) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    response.writeHead(status, { "content-type": typeof value === "string" ? "text/plain" : "application/json", ...headers }).end(text);
  };
  const tell = <Name extends keyof Schemas>(_: Name, value: Schemas[Name], status = 200) => reply(status, value);
  const ok = () => tell("Ok", { status: "ok" });
  const refuse = (status: number, code: Schemas["CodedError"]["error"]["errorCode"], message: string) =>
    path.startsWith("/v1/")
      ? tell("Problem", { type: "about:blank", title: "Refused", status, detail: message, ...(code > 100 && code < 113 ? { code } : {}) }, status)
      : tell("CodedError", { error: { errorCode: code, message } }, status);
  if (/^\/(mapapi|v1)\//.test(path)) world.requests.push(`${request.method} ${path}`);
  if (path === world.slow) return;
  if (request.headers["x-fake-ended"]) world.email = null;
  const broken = world.broken.get(path);
  if (broken === 429) return reply(429, "too many requests", { "retry-after": "120" });
  if (broken) return broken === 401 ? refuse(401, 401, "sign in") : refuse(broken, 6, "internal error");
  const shown = request.headers["x-account-id"];
  if (shown !== undefined && world.email && path !== "/mapapi/auth/info" && shown !== (world.account ?? String(idOf(world.email)))) {
    world.requests.push(`${request.method} ${path} refused`);
    return refuse(409, 409, "another account is signed in");
  }
  const open = path.startsWith("/mapapi/auth/");
  if (/^\/(mapapi|v1)\//.test(path) && !open && path !== "/v1/plans" && !world.email) return refuse(401, 401, "sign in");

  const pro = world.plan === "PRO";
  const capacity = pro ? 3_145_728_000 : 5_242_880;
  const page = (items: (Change | TrashItem)[]) => {
    const from = Number(query.get("cursor") ?? 0);
    return reply(200, { items: items.slice(from, from + 500), ...(from + 500 < items.length ? { next: String(from + 500) } : {}) });
  };
  const gone = <One extends Change | TrashItem>(list: One[]) => list.filter(one => !(one.name === query.get("name") && one.updatetime === Number(query.get("updatetime"))));
  switch (`${request.method} ${path}`) {
    case "GET /mapapi/auth/info":
      if (!world.email) return reply(200, null);
      return reply(200, { username: world.email, roles: ["ROLE_PRO_USER"], ...(world.unproven ? { unproven: true } : {}) } satisfies Schemas["Person"], {
        "x-account-id": world.account ?? String(idOf(world.email)),
      });
    case "POST /mapapi/auth/register": {
      const known = world.registered.has(body?.username ?? "");
      if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(body?.username ?? "")) return reply(400, "Email is not valid.");
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
      if (body?.password !== world.password) return reply(400, "error_password");
      world.email = body.username ?? null;
      return ok();
    case "POST /mapapi/auth/logout":
      world.email = null;
      return ok();
    case "POST /mapapi/auth/send-code":
      return ok();
    case "POST /mapapi/auth/change-email":
      if (body?.token !== CODE) return reply(400, "The code is wrong or has expired.");
      world.account = String(idOf(world.email ?? ""));
      world.email = body.username ?? null;
      world.unproven = true;
      world.registered.add(body.username ?? "");
      return ok();
    case "POST /mapapi/auth/confirm-email":
      if (body?.token !== CODE) return reply(400, "error_token");
      world.unproven = false;
      return ok();
    case "POST /mapapi/auth/undo-change-email":
      return body?.token === CODE ? ok() : reply(400, "error_token");
    case "POST /mapapi/auth/delete-account":
      if (query.get("token") !== CODE) return reply(400, "error_token");
      world.email = null;
      return reply(200, "The account was deleted.");
    case "GET /v1/access":
      return tell("Access", { sessions: world.sessions, devices: world.devices, has_password: world.password !== "" });
    case "POST /v1/access/end-all":
      world.sessions = [];
      world.devices = [];
      world.email = null;
      return ok();
    case "POST /v1/password": {
      if ((body?.password ?? "").length < 8) return refuse(400, 112, "too simple");
      if (body?.code === undefined ? body?.old_password !== world.password : body.code !== CODE) return reply(400, { type: "about:blank", title: "Refused", status: 400, code: body?.code === undefined ? 113 : 104 });
      world.password = body?.password ?? "";
      world.sessions = world.sessions.slice(0, 1);
      if (body?.end_devices) world.devices = [];
      return ok();
    }
    case "GET /mapapi/get-account-info":
      return reply(200, { info: {
        ...(world.plan === "START" ? { account: "Free" } : {}), maxAccSize: String(capacity), regtime: String(Date.now() - 400 * DAY), subscriptions: "[]", inAppPurchases: "[]",
      } satisfies Schemas["AccountInfo"] });
    case "GET /v1/purchases":
      return tell("Purchases", {
        plan: { code: world.plan, name: pro ? "OsmAnd Pro" : "OsmAnd Start", iconKey: pro ? "pro" : "start", until: world.planUntil ?? null, purchaseId: world.purchases[0]?.id ?? null },
        cloud: { tier: world.plan, quotaBytes: capacity, maxFileBytes: pro ? null : 2_097_152, maxFiles: pro ? null : 10_000, fileTypes: pro ? null : free },
        empty: world.purchases.length === 0, learnMoreUrl: "https://osmand.net/pricing", items: world.purchases,
      });
    case "GET /v1/plans":
      return tell("Plans", { trashDays: 30, shopUrl: "https://osmand.net/pricing", plans: [
        { code: "START", name: "OsmAnd Start", quotaBytes: 5_242_880, maxFileBytes: 2_097_152, maxFiles: 10_000 },
        { code: "MAPS_PLUS", name: "Maps+", quotaBytes: 5_242_880, maxFileBytes: 2_097_152, maxFiles: 10_000 },
        { code: "PRO", name: "OsmAnd Pro", quotaBytes: 3_145_728_000, maxFileBytes: null, maxFiles: null },
      ] });
    case "GET /v1/usage": {
      const used = world.nearlyFull ? Math.ceil(0.83 * capacity) : world.full ? capacity : pro ? 1_922_944_000 : 1_922_944;
      const settings = Math.ceil(used / 80);
      // Files are compressed to a quarter of their size.
      const category = (name: Schemas["Usage"]["categories"][number]["category"], files: number, zip_bytes: number) => ({ category: name, files, bytes: 4 * zip_bytes, zip_bytes });
      return tell("Usage", {
        files: 214, versions: 388, bytes: 4 * used, zip_bytes: used, capacity,
        categories: [category("MY_PLACES", 200, used - settings), category("SETTINGS", 14, settings)],
      });
    }
    case "GET /mapapi/list-files": {
      const [type, name] = [query.get("type"), query.get("name")];
      const own = stored(world).filter(file => (!type || file.type === type) && (!name || file.name === name));
      const list = { userid: 7, totalFiles: own.length, totalFileVersions: own.length, totalFileSize: 1, totalZipSize: 1, maximumAccountSize: capacity };
      return tell("FileList", { ...list, uniqueFiles: own, ...(query.get("allVersions") === "true" ? { allFiles: own.flatMap(versionsOf) } : {}) });
    }
    case "GET /mapapi/rename-file": {
      const source = stored(world).find(file => file.name === query.get("oldName"))!;
      if (stored(world).some(file => file.name === query.get("newName"))) return reply(400, "A file with this name exists already.");
      world.stored = [{ ...source, name: query.get("newName") ?? "", id: Math.random() }, ...stored(world).filter(file => file !== source || query.get("saveCopy") === "true")];
      return ok();
    }
    case "GET /mapapi/rename-folder": {
      const [old, next] = [query.get("folderName")!, query.get("newFolderName")!];
      world.stored = stored(world).map(file => (file.name.startsWith(`${old}/`) ? { ...file, name: next + file.name.slice(old.length) } : file));
      return ok();
    }
    case "GET /mapapi/delete-folder":
      world.stored = stored(world).filter(file => !file.name.startsWith(`${query.get("folderName")}/`));
      return ok();
    case "POST /mapapi/download-backup-folder":
      return reply(200, "PK archive");
    case "GET /v1/changes": {
      const month = query.get("month");
      return page(world.changes.filter(one => !month || new Date(one.updatetime).toLocaleDateString("sv-SE", { timeZone: query.get("zone") ?? "UTC" }).startsWith(month)));
    }
    case "GET /v1/trash":
      return page(world.trash);
    case "POST /mapapi/restore-file":
      world.stored = [...world.deleted.filter(one => one.name === query.get("name")), ...stored(world)];
      world.restored.push(...world.trash.filter(one => !gone(world.trash).includes(one)));
      world.trash = gone(world.trash);
      return ok();
    case "POST /mapapi/delete-file": {
      const file = stored(world).find(one => one.name === query.get("name") && one.type === query.get("type"));
      if (file) {
        const at = Date.now();
        world.stored = stored(world).filter(one => one !== file);
        world.deleted.push(file);
        world.trash = [{ type: file.type, name: file.name, status: "DELETED", updatetime: at, deleted_at: at, purge_at: at + 30 * DAY, device: { brand: "OsmAnd", model: "Web" }, actions: ["download", "restore", "delete"] }, ...world.trash];
        return ok();
      }
      world.trash = [...world.restored.filter(one => one.name === query.get("name")), ...world.trash];
      return ok();
    }
    case "POST /mapapi/delete-file-all-versions":
      world.trash = gone(world.trash);
      return ok();
    case "POST /mapapi/delete-file-version":
      world.changes = gone(world.changes);
      return ok();
    case "GET /mapapi/download-file":
    case "GET /mapapi/download-file-from-prev-version":
      return reply(200, world.content ?? (query.get("type") === "FAVOURITES" ? group(world, query.get("name") ?? "") : TRACK));
    case "POST /mapapi/fav/add":
    case "POST /mapapi/fav/update":
    case "POST /mapapi/fav/delete": {
      const file = stored(world).find(one => one.name === (query.get("fileName") ?? query.get("oldGroupName")))!;
      if (String(file.updatetimems) !== (query.get("updatetime") ?? query.get("oldGroupUpdatetime"))) return refuse(400, 106, "The group was changed meanwhile.");
      const point = body as unknown as World["points"][number];
      if (path.endsWith("add")) world.points.push(point);
      else if (path.endsWith("update")) world.points[Number(query.get("ind"))] = point;
      else world.points = world.points.filter(one => one.name !== point.name);
      file.updatetimems++;
      return ok();
    }
    case "POST /mapapi/fav/add-group": {
      const name = `favorites-${query.get("groupName")}.gpx`;
      if (stored(world).some(one => one.name === name)) return reply(400, "There is already a group with this name. Please choose another one.");
      Object.assign(world.groups, (body as unknown as { pointsGroups: World["groups"] }).pointsGroups);
      world.points = [];
      world.stored = [{ userid: 7, deviceid: 1, id: Math.random(), type: "FAVOURITES", name, filesize: 120, zipSize: 90, updatetimems: Date.now(), clienttimems: Date.now() }, ...stored(world)];
      return ok();
    }
    case "POST /mapapi/fav/update-group":
      Object.assign(world.groups, (body as unknown as { pointsGroups: World["groups"] }).pointsGroups);
      stored(world).find(one => one.name === query.get("fileName"))!.updatetimems++;
      return ok();
    case "GET /mapapi/fav/rename-fav-group":
      if (stored(world).some(one => one.name === query.get("fullNewName"))) return reply(400, "There is already a group with this name. Please choose another one.");
      world.stored = stored(world).map(file => (file.name === query.get("fullOldName") ? { ...file, name: query.get("fullNewName") ?? "", updatetimems: Date.now() } : file));
      world.groups[query.get("newName") ?? ""] = world.groups[query.get("oldName") ?? ""] ?? {};
      return ok();
    case "POST /v1/folders/jobs": {
      const folder = query.get("folder") ?? "";
      const total = stored(world).filter(file => file.name.startsWith(`${folder}/`)).length;
      world.folderJob = { state: "running", action: query.get("action") === "delete" ? "delete" : "rename", folder, new_folder: query.get("new_folder") ?? "", done: 0, total, left: 0 };
      return tell("UnderWay", { status_url: "/v1/folders/jobs/5" }, 202);
    }
    case "DELETE /v1/folders/jobs/5":
      world.folderJob!.state = "cancelled";
      return ok();
    case "GET /v1/folders/jobs/5": {
      const job = world.folderJob;
      if (!job) return refuse(404, 404, "Not Found");
      const { action, folder, new_folder: next, total } = job;
      if (job.state === "running" && job.done === total) {
        job.state = "done";
        world.stored = stored(world).flatMap(file => (!file.name.startsWith(`${folder}/`) ? [file] : action === "delete" ? [] : [{ ...file, name: next + file.name.slice(folder.length) }]));
      }
      const now = { ...job };
      if (!world.emptyStuck || job.done === 0) job.done = Math.min(total, job.done + Math.ceil(total / 2));
      return tell("FolderJob", now);
    }
    case "POST /v1/trash/empty":
      world.emptyPolls = 0;
      world.emptyUntil = Number(query.get("deleted_until") ?? Date.now());
      return tell("UnderWay", { status_url: "/v1/trash/empty/9" }, 202);
    case "DELETE /v1/trash/empty/9":
      world.emptyCancelled = true;
      return ok();
    case "GET /v1/trash/empty/9": {
      const later = world.trash.filter(one => one.deleted_at > world.emptyUntil);
      const total = world.trash.length - later.length;
      const done = Math.min(total, Math.ceil(total / 2) * world.emptyPolls);
      if (world.emptyCancelled) return tell("Emptying", { state: "cancelled", done, total });
      if (!world.emptyStuck || world.emptyPolls === 0) world.emptyPolls++;
      if (done === total) world.trash = later;
      return tell("Emptying", { state: done === total ? "done" : "running", done, total });
    }
    case "GET /v1/exports/estimate": {
      const key = (name: string, files: number, bytes: number) => ({ key: name, files, bytes, archive_bytes: Math.ceil(bytes / 4) });
      const category = (name: Schemas["ExportEstimate"]["categories"][number]["category"], keys: ReturnType<typeof key>[]) => {
        const sum = (field: "files" | "bytes" | "archive_bytes") => keys.reduce((total, one) => total + one[field], 0);
        return { category: name, files: sum("files"), bytes: sum("bytes"), archive_bytes: sum("archive_bytes"), keys };
      };
      const left_out = { public_maps: 0, folders: 0, merged_details: 0, loose_details: 0 };
      return tell("ExportEstimate", { format: query.get("format") === ".zip" ? ".zip" : ".osf", archive_bytes: 22_202_000, overhead_bytes: 1000, files: 1_314, bytes: 88_808_000, seconds: 154, left_out, categories: [
        category("my_places", [key("FAVOURITES", 12, 300_000), key("GPX", 1_280, 60_000_000), key("SEARCH_HISTORY", 1, 9000)]),
        category("settings", [key("PROFILE", 7, 90_000), key("GLOBAL", 1, 8000)]),
        category("resources", [key("FILE_RENDERING", 2, 400_000), key("FILE_OTHER", 1, 1000)]),
        category("maps", [key("FILE_MAPS", 10, 28_000_000)]),
      ] });
    }
    case "POST /mapapi/upload-file":
      if (!pro && !free.includes(query.get("type") ?? "")) return refuse(400, 102, "The plan does not store this type.");
      {
        const [type, name] = [query.get("type") ?? "", query.get("name") ?? ""];
        const clienttimems = Number(query.get("clienttime") ?? Date.now());
        const gzip = Buffer.concat(chunks);
        const filesize = gunzipSync(gzip.subarray(gzip.indexOf(Buffer.from([0x1f, 0x8b])), gzip.lastIndexOf("\r\n--"))).length;
        world.uploaded.set(`${type} ${name}`, filesize);
        world.stored = [{ userid: 7, deviceid: 2, id: Math.random(), type, name, filesize, zipSize: 1, updatetimems: Date.now(), clienttimems }, ...stored(world).filter(file => file.type !== type || file.name !== name)];
      }
      return ok();
    case "POST /mapapi/download-backup":
      if (!world.bigExport) return reply(200, "PK archive");
      world.exportPolls = 0;
      world.exportCancelled = false;
      return tell("UnderWay", { status_url: "/v1/exports/7" }, 202);
    case "DELETE /v1/exports/7":
      world.exportCancelled = true;
      return ok();
    case "GET /v1/exports/7": {
      const step = world.emptyStuck ? Math.min(2, world.exportPolls++) : world.exportPolls++;
      const done = step >= 5;
      // The totals of the estimate without the maps.
      return tell("Export", {
        state: world.exportCancelled ? "cancelled" : done ? "done" : "running", files_done: Math.round((1_304 * step) / 5), files_total: 1_304, bytes_done: 3_040_400 * step, bytes_total: 15_202_000,
        missing: 0, missing_files: [], file_name: "Export_28-11-26.osf", ...(done ? { url: "/apple-touch-icon.png" } : {}),
      });
    }
    default:
  }
  const ended = /^\/v1\/access\/(session|device)s\/(\w+)$/.exec(path);
  if (request.method === "DELETE" && ended) {
    const [, kind, id] = ended;
    if (kind === "session" && world.sessions[0]?.id === id) world.email = null;
    if (kind === "session") world.sessions = world.sessions.filter(one => one.id !== id);
    else world.devices = world.devices.filter(one => String(one.id) !== id);
    return ok();
  }
  if (request.method === "GET" && path.startsWith("/v1/purchases/")) {
    const found = world.purchases.find(one => one.id === decodeURIComponent(path.slice("/v1/purchases/".length)));
    if (!found) return tell("Problem", { type: "about:blank", title: "Not Found", status: 404, detail: "No such purchase." }, 404);
    return tell("PurchaseDetail", {
      ...found, sku: null, grants: ["PRO"], startedAt: found.purchasedAt, canceledAt: null, refundedAt: found.state === "refunded" ? (found.expiresAt ?? null) : null, orderReference: found.store === "fastspring" ? "EXAMPLE261102-4411-10001" : null, buyerEmailMasked: found.store === "fastspring" ? "a***@example.com" : null,
      manage: { url: found.kind === "subscription" || found.store === "fastspring" ? (links[found.store] ?? null) : null, labelKey: "manage", instructionKey: `manage.${found.store}`, signedInLink: false },
    });
  }
  if (/^\/(mapapi|v1)\//.test(path)) return tell("GatewayMessage", { message: "Not Found" }, 404);
  const dist = process.env.DIST ?? "dist";
  const file = `${dist}${path}`;
  const found = path !== "/" && !path.endsWith("/") && existsSync(file) ? file : `${dist}/index.html`;
  const types: Record<string, string> = { html: "text/html", js: "text/javascript", css: "text/css", svg: "image/svg+xml", json: "application/json", png: "image/png", woff2: "font/woff2" };
  response.writeHead(200, { "content-type": `${types[found.slice(found.lastIndexOf(".") + 1)] ?? "text/plain"}; charset=utf-8`, "content-security-policy": POLICY, ...(path.startsWith("/assets/") ? { "cache-control": "public, max-age=31536000, immutable" } : {}) });
  response.end(readFileSync(found));
}
