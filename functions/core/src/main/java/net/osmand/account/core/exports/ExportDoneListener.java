package net.osmand.account.core.exports;

/** Hears of each export that ended by itself; after a crash it may hear of one again. */
public interface ExportDoneListener {
    /** The archive is in the store. */
    void done(Export export);

    /** There will be no archive. */
    void failed(Export export);
}
