import { ApiError } from "./client.ts";
import type { Key, Wording } from "../lib/i18n.tsx";

/** A reason set by the page: a phone changed a group of favourites, and the page has loaded it again. */
export const GROUP_CHANGED = "group changed";

/**
 * A reason set by the page: the account has another folder job, or the session belongs to another account and the page
 * reloads.
 */
export const FOLDER_BUSY = "folder busy";

const byReason: Record<string, Key> = {
  [FOLDER_BUSY]: "error.folder_busy",
  [GROUP_CHANGED]: "error.group_changed",
  timeout: "error.timeout",
  error_email: "error.email_unknown",
  error_token: "error.code",
  error_password: "error.password_wrong",
  "Email is not valid.": "error.email_invalid",
  "This server accepts invited e-mail addresses only.": "error.not_invited",
  "This e-mail address is already registered.": "error.registered",
  "This is the account's e-mail address already.": "error.same_email",
  "The code is wrong or has expired.": "error.code",
  "This file was not found.": "error.file_gone",
  "This file is not in the trash.": "error.file_gone",
  "This file was changed meanwhile.": "error.file_changed",
  "This file was restored already.": "error.file_restored",
  "This file has no earlier version to restore.": "error.no_earlier",
  "The new name is the same as the old one.": "name.taken",
  "This name can't be used. Please choose another one.": "error.name",
  "There is already a file with this name. Please choose another one.": "name.taken",
  "There is already a group with this name. Please choose another one.": "name.taken",
  "The other folder already has a file with the same name. Nothing was renamed.": "move.taken",
  "A folder can't be moved into itself.": "error.name",
  "This folder is too large to be changed here. Please use the account portal of this server: it changes folders of any size.": "error.folder_large",
  "Some files of this folder were changed meanwhile and stay where they are. Please try again.": "error.folder_changed",
  "101": "error.email_invalid",
  "102": "error.needs_pro",
  "104": "error.code",
  "106": "error.file_gone",
  "108": "error.storage_full",
  "111": "error.registered",
  "112": "error.password_short",
  "113": "error.password_wrong",
};

/** The sentence that explains an error and the next step. */
export function errorKey(error: unknown): Key {
  if (!(error instanceof ApiError)) return "error.unexpected";
  const known = byReason[error.reason];
  if (known) return known;
  if (error.status === 0) return "error.offline";
  if (error.status === 401) return "error.signed_out";
  if (error.status === 429) return "error.too_many";
  if (error.status === 404 || error.status === 405) return "error.unavailable";
  return "error.server";
}

export function sentence(error: unknown, { t, number }: Pick<Wording, "t" | "number">): string {
  const key = errorKey(error);
  if (key === "error.too_many" && error instanceof ApiError && error.retryAfter) {
    return t("error.too_many_wait", { minutes: number(Math.max(1, Math.ceil(error.retryAfter / 60))) });
  }
  return t(key);
}

/** The field whose content caused the error. Other errors are shown above the form. */
export function fieldOf(error: unknown): "email" | "code" | "password" | undefined {
  switch (errorKey(error)) {
    case "error.email_unknown":
    case "error.email_invalid":
    case "error.registered":
    case "error.same_email":
    case "error.not_invited":
      return "email";
    case "error.code":
      return "code";
    case "error.password_wrong":
    case "error.password_short":
      return "password";
    default:
      return undefined;
  }
}
