/** The addresses of screens that several features link to. */
export const HOME = "/map/account/";
export const DATA = "/map/account/data/";

/** State of a history entry that a list opened: the address of the list, with its search and order. */
export interface FromList {
  list: string;
}
