import type { components, paths } from "./schema.gen.ts";

export type Schemas = components["schemas"];
export type Status = Schemas["Change"]["status"];
export type Action = Schemas["FileAction"];
/** A version among the changes, or a file in the trash; times are epoch milliseconds, sizes bytes. */
export type Entry = Pick<Schemas["Change"], "type" | "name" | "updatetime" | "actions" | "device" | "status"> &
  Partial<Pick<Schemas["Change"], "clienttime" | "filesize" | "zip_size">> &
  Partial<Pick<Schemas["TrashItem"], "deleted_at" | "purge_at">>;
export interface Page {
  items: Entry[];
  next?: string;
}
export type Usage = Schemas["Usage"];
/** The server's details of a track; lengths in metres, times in milliseconds. */
export interface TrackDetails {
  analysis?: { totalDistance?: number; timeMoving?: number; wptPoints?: number };
}
export type CloudFile = Schemas["ListedFile"] & { details?: TrackDetails };
export type FileList = Omit<Schemas["FileList"], "uniqueFiles" | "allFiles"> & { uniqueFiles: CloudFile[]; allFiles?: CloudFile[] };
export type Estimate = Schemas["ExportEstimate"];
/** Archive formats: OSF for the apps, ZIP for people. */
export type Format = Estimate["format"];
export type ExportKey = Schemas["ExportKey"];
export type ExportJob = Schemas["Export"];
export type EmptyJob = Schemas["Emptying"];
export type FolderJob = Schemas["FolderJob"];
export type Device = Schemas["Device"];
/** A browser that is logged in. */
export type BrowserSession = Schemas["Session"];
/** A new password with its proof: the old one or a mailed code. */
export type PasswordChange = paths["/v1/password"]["post"]["requestBody"]["content"]["application/json"];
/** A purchase in the list. The portal adds the one of the free plan. */
export type Purchase = Pick<Schemas["Purchase"], "id" | "name" | "status" | "state" | "store" | "storeName" | "purchasedAt"> &
  Partial<Pick<Schemas["Purchase"], "expiresAt" | "nextBillingAt" | "resumesAt">> & {
    kind: Schemas["PurchaseKind"] | "free";
    type: Schemas["PurchaseType"] | "free";
  };
export type PurchaseDetail = Schemas["PurchaseDetail"];
export type Purchases = Schemas["Purchases"];
export type Plans = Schemas["Plans"];
export type Plan = Schemas["Plan"];
