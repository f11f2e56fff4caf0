package net.osmand.account.plan;

import java.util.OptionalLong;
import java.util.Set;

/** What an account may store (mobile-userdata.md 8.6). */
public enum Plan {
    START,
    /** Unlocks features of the apps; its cloud is that of Start. */
    MAPS_PLUS,
    /** Was Pro once: new uploads follow Start's rules, what is stored stays readable. */
    LAPSED_PRO,
    PRO;

    /** The types that every plan may upload. */
    public static final Set<String> FREE_TYPES = Set.of("FAVOURITES", "GLOBAL", "PROFILE", "OSM_EDITS", "OSM_NOTES");

    private static final long START_ACCOUNT_BYTES = 5L << 20;
    private static final long PRO_ACCOUNT_BYTES = 3000L << 20;
    private static final long START_FILE_BYTES = 2L << 20;
    private static final long START_FILES = 10_000;

    public boolean mayUpload(String type) {
        return this == PRO || FREE_TYPES.contains(type);
    }

    /** Bytes of gzip that current versions may take: of the free types for Start, of all types for Pro. */
    public long accountBytes() {
        return this == PRO ? PRO_ACCOUNT_BYTES : START_ACCOUNT_BYTES;
    }

    /** What list-files tells as the account's size: a lapsed account keeps the larger figure (rulings 12). */
    public long shownAccountBytes() {
        return this == PRO || this == LAPSED_PRO ? PRO_ACCOUNT_BYTES : START_ACCOUNT_BYTES;
    }

    /** Bytes of gzip of one file. */
    public OptionalLong fileBytes() {
        return this == PRO ? OptionalLong.empty() : OptionalLong.of(START_FILE_BYTES);
    }

    public OptionalLong files() {
        return this == START || this == MAPS_PLUS ? OptionalLong.of(START_FILES) : OptionalLong.empty();
    }
}
