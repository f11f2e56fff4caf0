package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.FileState;

/**
 * Who calls, as one consistent read found it: the device, its account and the account's usage at that moment.
 *
 * @param file the file that the request is about, where the same read brought it
 */
public record Caller(Account account, Device device, Usage usage, Optional<FileState> file) {
    /** A caller of whose files nothing was read. */
    public Caller(Account account, Device device, Usage usage) {
        this(account, device, usage, Optional.empty());
    }
}
