package net.osmand.account.functions.events.mail;

/** A mail in words, as plain text and as HTML with the same content. */
public record RenderedMail(String subject, String text, String html) {
    @Override
    public String toString() {
        return "letter";
    }
}
