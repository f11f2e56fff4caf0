package net.osmand.account.core.purchases;

import java.util.List;

/** The secrets that a shop signs with. */
@FunctionalInterface
public interface SharedSecrets {
    /** Those that count now: the current one, and the previous one while it is being replaced. None: nothing may pass. */
    List<String> accepted();
}
