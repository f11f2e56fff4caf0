package net.osmand.account.core.favourites;

import net.osmand.account.core.values.FileKey;

/** The file name of a group (docs/protocol/favourites.md#favourite-files). */
public final class FavouriteFileName {
    public static final String TYPE = "FAVOURITES";

    /** The file of the default group. */
    public static final String DEFAULT = "favorites.gpx";

    private static final String START = "favorites-";
    private static final String END = ".gpx";

    private FavouriteFileName() {}

    /** The key of a file. */
    public static FileKey key(String fileName) {
        return FileKey.parse(TYPE, fileName);
    }

    /** The file of a group whose name a client has encoded. */
    public static String ofEncodedGroup(String group) {
        return group.isEmpty() ? DEFAULT : START + group + END;
    }

    /** The plain name of the group that the file is for. */
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
