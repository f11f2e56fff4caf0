package net.osmand.account.core.exports;

/**
 * What an archive does not hold as entries, so that nothing is left out silently.
 *
 * @param publicMaps maps of the public catalogue, of which no bytes are kept: anybody can download them again
 * @param folders placeholders of empty folders
 * @param mergedDetails companions that became fields of their item in {@code items.json}
 * @param looseDetails companions whose item is not there or that are too large to merge
 */
public record LeftOut(int publicMaps, int folders, int mergedDetails, int looseDetails) {}
