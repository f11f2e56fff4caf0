package net.osmand.account.archive;

import net.osmand.account.files.StoredContent;

/** A stored object was purged meanwhile. */
public final class ContentGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoredContent content;

    public ContentGone(StoredContent content) {
        super("a stored object is gone", null, false, false);
        this.content = content;
    }

    StoredContent content() {
        return content;
    }
}
