package net.osmand.account.functions.events.mail;

/** A rendered mail, as plain text and as HTML with the same content. */
public record RenderedMail(String subject, String text, String html) {
    @Override
    public String toString() {
        return "letter";
    }
}
