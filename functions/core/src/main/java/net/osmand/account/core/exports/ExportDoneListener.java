package net.osmand.account.core.exports;

/** Listens for exports that finish or fail. May be called again for the same export after a crash. */
public interface ExportDoneListener {
    /** Called when the archive is in the store. */
    void done(Export export);

    /** Called when there will be no archive. */
    void failed(Export export);
}
