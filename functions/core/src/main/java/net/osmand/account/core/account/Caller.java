package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.FileState;

/**
 * The caller of a request: the device, its account and the account's usage, from one consistent read.
 *
 * @param file the file of the request, if the same read loaded it
 */
public record Caller(Account account, Device device, Usage usage, Optional<FileState> file) {
    /** Creates a caller without a file. */
    public Caller(Account account, Device device, Usage usage) {
        this(account, device, usage, Optional.empty());
    }
}
