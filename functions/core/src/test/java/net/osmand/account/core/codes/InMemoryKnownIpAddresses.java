package net.osmand.account.core.codes;

import java.util.HashMap;
import java.util.Map;
import net.osmand.account.core.values.AccountId;

/** Known IP addresses in memory. They never expire. */
public final class InMemoryKnownIpAddresses implements KnownIpAddresses {
    private final Map<Key, Long> known = new HashMap<>();

    private record Key(AccountId account, String source) {}

    @Override
    public synchronized boolean isKnown(AccountId account, String source) {
        return known.containsKey(new Key(account, source));
    }

    @Override
    public synchronized void remember(AccountId account, String source, long now) {
        known.put(new Key(account, source), now);
    }
}
