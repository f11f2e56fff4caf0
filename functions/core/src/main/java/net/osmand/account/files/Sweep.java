package net.osmand.account.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import net.osmand.account.identity.AccountId;

/**
 * Puts right what a kill between two calls left behind, account by account: objects that no row names, and a usage that
 * drifted. After it, objects are exactly the referenced ones.
 */
public final class Sweep {
    /** Younger objects may belong to an upload that is under way. */
    private static final Duration GRACE = Duration.ofDays(1);

    private final FileVersions versions;
    private final FileContents contents;
    private final Clock clock;

    public Sweep(FileVersions versions, FileContents contents, Clock clock) {
        this.versions = versions;
        this.contents = contents;
        this.clock = clock;
    }

    /** Sweeps every account that has objects. */
    public void all() {
        contents.accounts().forEach(this::account);
    }

    public void account(AccountId account) {
        var named = new HashSet<String>();
        var rows = new HashMap<FileKey, ArrayList<FileVersion>>();
        versions.eachPage(
                account,
                page -> page.forEach(version -> {
                    version.content().ifPresent(content -> named.add(content.objectKey()));
                    rows.computeIfAbsent(version.key(), key -> new ArrayList<>())
                            .add(version);
                }));
        contents.removeUnnamed(account, named, clock.millis() - GRACE.toMillis());
        var usage = Usage.NONE;
        for (var file : rows.entrySet()) {
            var history = new FileHistory(file.getKey(), file.getValue());
            usage = usage.plus(UsageChange.between(history.key(), Optional.empty(), history.newest()));
        }
        versions.reconcile(account, usage);
    }
}
