import { lazy } from "react";

const signedIn = () => import("./signed-in.ts");
export const Settings = lazy(async () => ({ default: (await signedIn()).Settings }));
export const Changes = lazy(async () => ({ default: (await signedIn()).Changes }));
export const TrashScreen = lazy(async () => ({ default: (await signedIn()).TrashScreen }));
export const MyData = lazy(async () => ({ default: (await signedIn()).MyData }));
export const DownloadAllDialog = lazy(async () => ({ default: (await signedIn()).DownloadAllDialog }));
export const Backups = lazy(async () => ({ default: (await signedIn()).Backups }));
export const Files = lazy(async () => ({ default: (await signedIn()).Files }));
export const Devices = lazy(async () => ({ default: (await signedIn()).Devices }));
export const Pricing = lazy(async () => ({ default: (await signedIn()).Pricing }));
export const PurchaseDetail = lazy(async () => ({ default: (await signedIn()).PurchaseDetail }));
export const PurchaseList = lazy(async () => ({ default: (await signedIn()).PurchaseList }));
/** Archives and previews are rarely used, so these screens are separate scripts. */
export const Import = lazy(async () => ({ default: (await import("../features/imports/import.tsx")).Import }));
export const FileScreen = lazy(async () => ({ default: (await import("../features/preview/file-screen.tsx")).FileScreen }));

/** Prefetches the screens for signed-in users. If this fails, the screen that needs them fetches them again. */
export function fetchAhead(): void {
  signedIn().catch(() => undefined);
}
