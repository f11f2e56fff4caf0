package net.osmand.account.core.exports;

import net.osmand.account.core.account.Caller;

/** Estimates an export without reading the content of any file. */
public final class EstimateExport {
    private final AccountFiles files;

    public EstimateExport(AccountFiles files) {
        this.files = files;
    }

    public Estimate estimate(Caller caller, Selection selection) {
        try (var newest = files.newest(caller.account().id(), caller.usage().lastUpdateTime())) {
            return Estimate.of(ArchiveContents.of(newest, selection));
        }
    }
}
