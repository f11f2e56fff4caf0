package net.osmand.account.core.favourites;

import java.util.OptionalLong;

/**
 * A change of a point, and of its group if the two files differ.
 *
 * @param name name of the point before the change
 * @param index its index in the old file
 * @param oldFile file name of its group before the change
 * @param newFile file name of its group after it
 * @param oldTime update time of the version of the old file that the caller knows
 * @param newTime that of the new file
 * @param point the point after the change
 */
public record PointUpdate(
        String name,
        int index,
        String oldFile,
        String newFile,
        OptionalLong oldTime,
        OptionalLong newTime,
        Favourite point) {}
