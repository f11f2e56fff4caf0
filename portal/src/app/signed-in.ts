/** The screens behind the account panel. They are one script, fetched after the first page. */
export { Backups } from "../features/files/backups.tsx";
export { Changes } from "../features/changes/changes.tsx";
export { DownloadAllDialog } from "../features/exports/download-all.tsx";
export { Files } from "../features/files/files.tsx";
export { MyData } from "../features/files/my-data.tsx";
export { Settings } from "../features/changes/settings.tsx";
export { TrashScreen } from "../features/trash/trash.tsx";
export { Devices } from "../features/devices/devices.tsx";
export { Pricing } from "../features/purchases/pricing.tsx";
export { PurchaseDetail } from "../features/purchases/purchase-detail.tsx";
export { PurchaseList } from "../features/purchases/purchase-list.tsx";
