package net.osmand.account.lambda;

/** One part of a multipart body: its field name and its bytes, none where the part was missing or empty. */
public final class Part {
    private final String name;
    private final byte[] content;

    /** Keeps the bytes, which may be megabytes, without copying them. */
    Part(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public byte[] content() {
        return content;
    }
}
