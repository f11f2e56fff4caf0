package net.osmand.account.core.files;

import java.util.Optional;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileState;

/**
 * Usage and file as read by one BatchGetItem. Each item is consistent, but the items may be from different moments.
 *
 * @param usage empty if the account was erased
 */
public record Snapshot(Optional<Usage> usage, FileState file) {}
