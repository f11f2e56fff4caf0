package net.osmand.account.core.exports;

import net.osmand.account.core.values.StoredContent;

/** Thrown if a stored object was purged during the export. */
public final class ContentPurgedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoredContent content;

    public ContentPurgedException(StoredContent content) {
        super("a stored object is gone", null, false, false);
        this.content = content;
    }

    StoredContent content() {
        return content;
    }
}
