package net.osmand.account.core.exports;

/**
 * Counts of files that are not entries of an archive, so that the user sees what is missing.
 *
 * @param publicMaps maps of the public catalogue, which have no stored bytes and which users can download again
 * @param folders placeholders of empty folders
 * @param mergedDetails companions that were merged into their item in {@code items.json}
 * @param looseDetails companions whose file is not in the archive or that are too large to merge
 */
public record LeftOut(int publicMaps, int folders, int mergedDetails, int looseDetails) {}
