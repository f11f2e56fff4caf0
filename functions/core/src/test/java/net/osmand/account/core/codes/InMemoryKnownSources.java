package net.osmand.account.core.codes;

import java.util.HashSet;
import java.util.Set;
import net.osmand.account.core.values.AccountId;

/** Known networks and browsers in memory. */
public final class InMemoryKnownSources implements KnownSources {
    private record Known(AccountId account, String name) {}

    private final Set<Known> known = new HashSet<>();

    @Override
    public synchronized boolean isKnown(AccountId account, Source source) {
        return known.contains(new Known(account, source.network())) || isKnownBrowser(account, source);
    }

    @Override
    public synchronized boolean isKnownBrowser(AccountId account, Source source) {
        return source.browser()
                .filter(browser -> known.contains(new Known(account, "browser " + browser)))
                .isPresent();
    }

    @Override
    public synchronized void remember(AccountId account, Source source, long now) {
        known.add(new Known(account, source.network()));
        source.browser().ifPresent(browser -> known.add(new Known(account, "browser " + browser)));
    }
}
