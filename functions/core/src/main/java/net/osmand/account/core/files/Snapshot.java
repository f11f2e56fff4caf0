package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileState;

/**
 * Usage and file as one BatchGetItem found them. Each is consistent in itself, not with the other.
 *
 * @param usage empty if the account is erased
 */
public record Snapshot(Optional<Usage> usage, FileState file) {}
