package net.osmand.account.lambda;

/** A part of a multipart body: field name and content. The content is empty if the part was missing or empty. */
public final class Part {
    private final String name;
    private final byte[] content;

    /** Keeps the content, which may be megabytes, without copying it. */
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
