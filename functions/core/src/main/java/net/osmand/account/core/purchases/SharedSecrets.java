package net.osmand.account.core.purchases;

import java.util.List;

/** The secrets with which the shop signs its webhooks. */
@FunctionalInterface
public interface SharedSecrets {
    /**
     * Returns the accepted secrets: the current one and, during a rotation, the previous one. If the list is empty,
     * every webhook is rejected.
     */
    List<String> accepted();
}
