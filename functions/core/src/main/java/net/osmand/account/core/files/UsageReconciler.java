package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** Counts an account's usage from its rows, which are the truth, and puts the usage item right. */
public final class UsageReconciler {
    /** Longer than any request takes: after it no upload is between its usage and its row. */
    private static final Duration QUIET = Duration.ofMinutes(15);

    private final FileVersions versions;
    private final Clock clock;

    public UsageReconciler(FileVersions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** Every file of the account with its versions, as the rows say. */
    public List<FileHistory> files(AccountId account) {
        var rows = new HashMap<FileKey, List<FileVersion>>();
        versions.eachRow(
                account,
                version -> rows.computeIfAbsent(version.key(), key -> new ArrayList<>())
                        .add(version));
        return rows.entrySet().stream()
                .map(file -> new FileHistory(file.getKey(), file.getValue()))
                .toList();
    }

    /**
     * Corrects the usage unless a request may be at it: then the next sweep does.
     *
     * @param seen read before the files
     * @return whether it had drifted, and is right now
     */
    public boolean correct(AccountId account, Usage seen, Collection<FileHistory> files) {
        if (seen.lastUpdateTime() > clock.millis() - QUIET.toMillis()) {
            return false;
        }
        var counted = count(files);
        return !counted.countsAs(seen) && versions.reconcile(account, seen, counted);
    }

    private static Usage count(Collection<FileHistory> files) {
        var counted = Usage.NONE;
        for (var history : files) {
            counted = counted.plus(new FileHistory(history.key(), List.of()).changeTo(history));
        }
        return counted;
    }
}
