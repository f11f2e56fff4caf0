
export type Kind = "track" | "favourites" | "settings" | "map" | "other";

export function kindOf(type: string, name: string): Kind {
  if (type === "GPX") return "track";
  if (type === "FAVOURITES") return "favourites";
  if (type === "PROFILE" || type === "GLOBAL" || type === "QUICK_ACTIONS") return "settings";
  if (/\.(obf|sqlitedb|tif)$/i.test(name)) return "map";
  return "other";
}

/**
 * The display name: a track without folder and extension, a favourites file as its group (empty for the default group),
 * otherwise the file name.
 */
export function title(type: string, name: string): string {
  const base = name.slice(name.lastIndexOf("/") + 1);
  const plain = type === "GPX" || type === "FAVOURITES" ? base.replace(/\.gpx$/i, "") : base;
  // File names of groups encode / and the colon.
  return type === "FAVOURITES" ? plain.replace(/^favorites(-|$)/, "").replaceAll("_%_", "/").replaceAll("_-_", ":") : plain;
}

/** The name under which a download is saved. */
export function fileName(type: string, name: string): string {
  const base = name.slice(name.lastIndexOf("/") + 1);
  return type === "GPX" && !/\.gpx$/i.test(base) ? `${base}.gpx` : base;
}

/** Maps can be downloaded in the app, not here. */
export function downloadable(entry: { type: string; name: string; actions: string[] }): boolean {
  return entry.actions.includes("download") && !(entry.type === "FILE" && /\.(obf|sqlitedb|tif)$/i.test(entry.name));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Names of Apple's common model families; the app sends model codes. */
const apple = (model: string) => (/^iphone/i.test(model) ? "iPhone" : /^ipad/i.test(model) ? "iPad" : model);

/** Brand and model; empty if unknown. */
export function deviceName(device?: { brand?: string | undefined; model?: string | undefined }): string {
  const brand = capital(device?.brand ?? "");
  const model = brand === "Apple" ? apple(device?.model ?? "") : (device?.model ?? "");
  if (brand === "Osmand" || brand === "OsmAnd") return `OsmAnd ${capital(model)}`.trim();
  return [brand, capitalUnlessApple(brand, model)].filter(Boolean).join(" ");
}

function capitalUnlessApple(brand: string, model: string): string {
  return brand === "Apple" ? model : capital(model);
}

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length >= 3 && text.length <= 319;
}

/** The digits of a pasted code without spaces and dashes, at most 8. */
export function codeOf(text: string): string {
  return text.replace(/\D/g, "").slice(0, 8);
}

/** The cloud type and name for a file of this name; undefined if the apps know no kind for it. */
export function placeOf(name: string): { type: string; name: string } | undefined {
  const known: [RegExp, string, string][] = [
    [/^favorites(-.+)?\.gpx$/i, "FAVOURITES", ""],
    [/\.gpx$/i, "GPX", ""],
    [/^profile_.+\.json$/i, "PROFILE", ""],
    [/^general_settings\.json$/i, "GLOBAL", ""],
    [/\.render\.xml$/i, "FILE", "rendering/"],
    [/\.xml$/i, "FILE", "routing/"],
    [/\.sqlitedb$/i, "FILE", "tiles/"],
    [/\.(obf|tif)$/i, "FILE", ""],
  ];
  const found = known.find(([pattern]) => pattern.test(name));
  return found && { type: found[1], name: found[2] + name };
}

/** Characters that change the writing direction of the text after them, such as U+202E. A file's name could hide its end with them. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const plainName = (name: string) => name.replace(DIRECTIONS, "");

/** Letters of right-to-left scripts. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name for use in a sentence, isolated so that right-to-left letters do not reorder the words around it. */
export const isolated = (name: string) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);
