package net.osmand.account.cloud.api;

/**
 * Identifies a file in the cloud.
 *
 * @param type such as GPX or FAVOURITES
 * @param name as in list-files; slashes separate folders
 */
public record FileKey(String type, String name) implements Comparable<FileKey> {
    @Override
    public int compareTo(FileKey other) {
        var byType = type.compareTo(other.type);
        return byType != 0 ? byType : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
