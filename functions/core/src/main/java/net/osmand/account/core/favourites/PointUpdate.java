package net.osmand.account.core.favourites;

import java.util.OptionalLong;

/**
 * An update of a point. Moves the point to another group if the two files differ.
 *
 * @param name name of the point before the update
 * @param index index of the point in the old file
 * @param oldFile file name of the group before the update
 * @param newFile file name of the group after the update
 * @param oldTime update time of the version of the old file that the caller knows
 * @param newTime update time of the version of the new file that the caller knows
 * @param point the point after the update
 */
public record PointUpdate(
        String name,
        int index,
        String oldFile,
        String newFile,
        OptionalLong oldTime,
        OptionalLong newTime,
        Favourite point) {}
