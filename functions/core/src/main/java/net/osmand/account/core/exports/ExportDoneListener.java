package net.osmand.account.core.exports;

/** Hears of each export whose archive is complete; after a crash it may hear of one again. */
public interface ExportDoneListener {
    /** The archive is in the store. */
    void done(Export export);
}
