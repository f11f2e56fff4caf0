package net.osmand.account.core.values;

import java.util.OptionalLong;

/**
 * What a request needs of a file: its head, and where a time is given the row of that time.
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
