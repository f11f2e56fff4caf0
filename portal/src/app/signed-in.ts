/** The screens that only the signed in see. They are one script, fetched after the first page. */
export { Backups } from "../features/files/backups.tsx";
export { Changes } from "../features/changes/changes.tsx";
export { DownloadAllDialog } from "../features/exports/download-all.tsx";
export { Files } from "../features/files/files.tsx";
export { MyData } from "../features/files/my-data.tsx";
export { Settings } from "../features/changes/settings.tsx";
export { TrashScreen } from "../features/trash/trash.tsx";
