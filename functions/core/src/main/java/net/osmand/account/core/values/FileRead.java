package net.osmand.account.core.values;

import java.util.OptionalLong;

/**
 * The items of a file to read: its head and, if a time is given, the row of that time.
 *
 * @param time update time, epoch milliseconds
 */
public record FileRead(FileKey key, OptionalLong time) {
    public static FileRead head(FileKey key) {
        return new FileRead(key, OptionalLong.empty());
    }

    public static FileRead at(FileKey key, long time) {
        return new FileRead(key, OptionalLong.of(time));
    }
}
