package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;

/** Messages for failures of the local disk. */
final class Disk {
    private Disk() {}

    /** Returns whether the disk or the user's disk quota is full. */
    static boolean isFull(IOException failure) {
        var message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }

    /** Returns the exception that ends the command. */
    static CloudException failed(UncheckedIOException failure) {
        var cause = failure.getCause();
        return failed(cause == null ? new IOException(failure) : cause);
    }

    /** Returns the exception that ends the command. */
    static CloudException failed(IOException failure) {
        var sentence =
                isFull(failure) ? "The disk is full." : "The folder cannot be used: %s".formatted(failure.getMessage());
        return new CloudException(ExitCode.DISK, sentence, failure);
    }
}
