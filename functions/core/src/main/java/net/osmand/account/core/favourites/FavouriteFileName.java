package net.osmand.account.core.favourites;

import net.osmand.account.core.values.FileKey;

/** The file name of a group of favourites (docs/protocol/favourites.md#favourite-files). */
public final class FavouriteFileName {
    public static final String TYPE = "FAVOURITES";

    /** File name of the default group. */
    public static final String DEFAULT = "favorites.gpx";

    private static final String START = "favorites-";
    private static final String END = ".gpx";

    private FavouriteFileName() {}

    /** Returns the key of a file. */
    public static FileKey key(String fileName) {
        return FileKey.parse(TYPE, fileName);
    }

    /** Returns the file name for a group name that a client has already encoded. */
    public static String ofEncodedGroup(String group) {
        return group.isEmpty() ? DEFAULT : START + group + END;
    }

    /** Returns the plain name of the group for a file name. */
    static String group(String fileName) {
        return fileName.startsWith(START)
                        && fileName.endsWith(END)
                        && fileName.length() >= START.length() + END.length()
                ? fileName.substring(START.length(), fileName.length() - END.length())
                        .replace("_%_", "/")
                        .replace("_-_", ":")
                : "";
    }
}
