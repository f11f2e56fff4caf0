/** The addresses of screens that several features link to. */
export const HOME = "/map/account/";
export const DATA = "/map/account/data/";
